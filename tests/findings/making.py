"""Findings made by hand, for tests of what is done with them."""

from citynet_kb.findings import Finding, Place, Severity


def error(rule: str, place: Place, message: str, remedy: str = "") -> Finding:
    """One that stops the build."""
    return Finding(place, rule, Severity.ERROR, message, remedy)


def hint(rule: str, place: Place, message: str, remedy: str = "") -> Finding:
    """One that only advises."""
    return Finding(place, rule, Severity.HINT, message, remedy)
