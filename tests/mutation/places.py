"""Ten places of the product, chosen before anything was measured, and how each is broken."""

from dataclasses import dataclass
from pathlib import Path

PACKAGE = "citynet_kb"


@dataclass(frozen=True)
class Place:
    """A piece of code that stands once in the package, what it becomes, and the tests that are about it."""

    about: str
    code: str
    broken: str
    tests: tuple[str, ...]


PLACES = (
    Place(
        "counting: the latest case of a town is that whose outcome turned last",
        "turn, period = newest_turn(case), case.period",
        "turn, period = None, case.period",
        ("tests/indexes",),
    ),
    Place(
        "verdict: three setbacks in ten towns still hold",
        "if 10 * seen.setbacks <= 3 * seen.total and 2 * seen.successes >= seen.total:",
        "if 10 * seen.setbacks < 3 * seen.total and 2 * seen.successes >= seen.total:",
        ("tests/indexes",),
    ),
    Place(
        "reader: a key that stands twice is refused",
        "self.tree.findings.append(rules.feld_doppelt(",
        "(rules.feld_doppelt(",
        ("tests/sources",),
    ),
    Place(
        "canonical form: words that YAML takes for something else are quoted",
        " and text not in NOT_PLAIN",
        "",
        ("tests/sources",),
    ),
    Place(
        "checks: effort below what the figures demand",
        "(least.level or 0) > case.effort.level",
        "(least.level or 0) > case.effort.level + 1",
        ("tests/checks",),
    ),
    Place(
        "similarity: a town of exactly half the size is of similar size",
        ">= SIMILAR_POPULATION",
        "> SIMILAR_POPULATION",
        ("tests/indexes",),
    ),
    Place(
        "links: a page leads to itself",
        "address(uri)) or '.'}/",
        "address(uri))}/",
        ("tests/pages",),
    ),
    Place(
        "exports: a cell that begins with a line break is no formula either",
        "first in FORMULA_STARTS or text.startswith(LINE_STARTS)",
        "first in FORMULA_STARTS",
        ("tests/exports",),
    ),
    Place(
        "search: an ending is cut off where just enough letters remain",
        "len(folded) - len(ending) >= least",
        "len(folded) - len(ending) > least",
        ("tests/search",),
    ),
    Place(
        "intake: line ends of other systems become plain ones",
        'text.replace("\\r\\n", "\\n").replace("\\r", "\\n").strip() if "\\r" in text else text.strip()',
        "text.strip()",
        ("tests/intake",),
    ),
)


def module_of(root: Path, place: Place) -> Path:
    """The module in which the code stands. Raises LookupError unless it stands there once and nowhere else."""
    found = [path for path in sorted((root / PACKAGE).rglob("*.py")) for _ in range(path.read_text("utf-8").count(place.code))]
    if len(found) != 1:
        raise LookupError(f"»{place.code}« stands {len(found)} times in {PACKAGE}/: choose the place anew in {Path(__file__).name}")
    return found[0]
