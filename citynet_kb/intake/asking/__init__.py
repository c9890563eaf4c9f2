"""Asking: one question a field, and everything that puts the questions to a contributor, from the issue form to the Excel template."""
