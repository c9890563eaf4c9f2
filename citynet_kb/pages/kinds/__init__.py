"""One module for each kind of page: its frozen view, and the function that makes the drafts of all pages of that kind."""
