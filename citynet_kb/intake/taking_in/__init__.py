"""Taking in: rows become case files in canonical form. They are checked as `check` does; findings point to the file that was sent."""
