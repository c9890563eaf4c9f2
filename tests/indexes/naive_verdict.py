"""What the counts of one measure mean, a second time: from M, F, S and T alone."""

from collections.abc import Mapping


def verdict(total: int, setbacks: int, successes: int, partial: int) -> str:
    """The verdict's id."""
    if total < 5:
        return "zu-wenige-faelle"
    if 2 * setbacks > total:
        return "scheitert-meist"
    if 10 * setbacks <= 3 * total and 2 * successes >= total:
        return "traegt-meist"
    if 10 * setbacks <= 3 * total and 2 * (successes + partial) >= total:
        return "traegt-teilweise"
    return "kommt-darauf-an"


def verdict_words(total: int, setbacks: int, successes: int, partial: int) -> str:
    """What readers read; empty below five experiences."""
    known = {
        "zu-wenige-faelle": "",
        "scheitert-meist": "Meist nicht gelungen",
        "traegt-meist": "Meist gelungen",
        "traegt-teilweise": "Meist ganz oder zum Teil gelungen",
    }
    found = verdict(total, setbacks, successes, partial)
    if found in known:
        return known[found]
    if successes and setbacks:
        return "Mal gelungen, mal nicht"
    return "Mal zum Teil gelungen, mal nicht" if partial and setbacks else "Kein klares Bild"


def leading(modes: Mapping[str, int]) -> list[str]:
    """The mode that most towns have; several when tied, none where no town has one."""
    most = max(modes.values())
    return sorted(mode for mode, towns in modes.items() if most and towns == most)
