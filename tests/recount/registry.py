"""Who recounts what: for each `data-what` on each kind of page the naive count that the number must equal.

`recount(ledger, place)` finds the function; a number that nobody recounts is a LookupError. The counts stand in the modules named
`…_counts`, which enter them when they are imported.
"""

from tests.recount import (
    board_counts,
    case_counts,
    certainty_counts,
    figure_counts,
    living_counts,
    measure_counts,
    news_counts,
    practice_counts,
    report_counts,
    sheet_counts,
    survey_counts,
)
from tests.recount.ledger import Ledger
from tests.recount.pages import Place
from tests.recount.registering import REGISTRY

__all__ = ["COUNTS", "REGISTRY", "recount"]

OF_THEMSELVES = ("movers_more",)
"""They compare two days."""
COUNTS = (
    *(measure_counts, figure_counts, case_counts, sheet_counts, certainty_counts),
    *(practice_counts, news_counts, board_counts, living_counts, report_counts, survey_counts),
)


def recount(ledger: Ledger, place: Place) -> float:
    """The number that must stand there."""
    if place.what not in REGISTRY:
        raise LookupError(f"nobody recounts »{place.what}« on {place.uri}: add it to one of {', '.join(one.__name__ for one in COUNTS)}")
    known = place.marked("data-until")  # a headline as it was at the end of a day
    return REGISTRY[place.what](ledger.on(known) if known and place.what not in OF_THEMSELVES else ledger, place)
