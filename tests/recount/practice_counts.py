"""What towns report of their checklists, and how much a procedure holds, counted a second time."""

from tests.recount.ledger import Case, Ledger, is_shown_by_town
from tests.recount.pages import Place
from tests.recount.registering import counts_of

STATES = ("erledigt", "zu-spaet", "vergessen", "nicht-noetig")


def _entries(ledger: Ledger, place: Place) -> list[tuple[Case, dict[str, str]]]:
    """The entries of all checklists that name the item in whose list entry the number stands; on a measure's page only its own."""
    item = next(node for node in place.node.around() if node.has_class("kb-todo__item")).attributes["id"].removeprefix("pruefpunkt-")
    cases = ledger.present if place.kind == "pruefpunkte" else ledger.of_measure(place.record)
    return [(case, entry) for case in cases if is_shown_by_town(case) for entry in case["checklist"] if entry["item"] == item]


@counts_of(*(f"cities_item_{state}" for state in STATES))
def _cities_item(ledger: Ledger, place: Place) -> int:
    state = place.what.removeprefix("cities_item_")
    return len({case["city"] for case, entry in _entries(ledger, place) if entry["state"] == state})


def _weeks(ledger: Ledger, place: Place) -> list[int]:
    """The fewest weeks that each town needed."""
    needed: dict[str, list[int]] = {}
    for case, entry in _entries(ledger, place):
        if entry.get("weeks_needed") not in (None, ""):
            needed.setdefault(case["city"], []).append(int(entry["weeks_needed"]))
    return sorted(min(weeks) for weeks in needed.values())


@counts_of("cities_item_weeks")
def _cities_item_weeks(ledger: Ledger, place: Place) -> int:
    return len(_weeks(ledger, place))


@counts_of("weeks_item_median")
def _weeks_item_median(ledger: Ledger, place: Place) -> int:
    weeks = _weeks(ledger, place)
    assert len(weeks) >= 5, "no median below five towns"
    half = len(weeks) // 2
    return weeks[half] if len(weeks) % 2 else round((weeks[half - 1] + weeks[half]) / 2)


@counts_of("steps_procedure", "items_procedure")
def _size(ledger: Ledger, place: Place) -> int:
    """How many steps, or items, the procedure to which the entry leads has."""
    procedure = ledger.procedures[place.linked("vorgehen")[0]]
    return len(procedure["steps" if place.what == "steps_procedure" else "items"])
