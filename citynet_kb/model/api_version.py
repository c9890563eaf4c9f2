"""The version of the form of the open data. The page about them says what each version brought."""

API_VERSION = "1.5"
"""Counted up with every field, value or meaning that changes. The first number stands in the addresses."""
