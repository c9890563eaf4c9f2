"""The signs behind which the renderer lets an entry of a list begin: those of Markdown, and those that people and programs type instead."""

ENTRY_SIGN = r"(?:[•▪‣◦●○■][ \xa0]*+|(?:[-*+·–—]|(?P<number>\d{1,9})(?:\.\)|[.)])|(?P<letter>[A-Za-z])\))[ \xa0]++|[-–](?=[^\W\d_]{2}))"
"""Pattern of a sign with the blanks behind it. It gives nothing back, so that it may be repeated at no cost."""
