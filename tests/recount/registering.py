"""Where the second counts are registered, and what they share: whom a number is about, and which cases it counts."""

from collections.abc import Callable

from tests.recount.facet_values import listed_on
from tests.recount.ledger import Case, Ledger
from tests.recount.pages import Node, Place, address

Recount = Callable[[Ledger, Place], float]
REGISTRY: dict[str, Recount] = {}


def counts_of(*whats: str) -> Callable[[Recount], Recount]:
    """The function recounts numbers of these kinds."""

    def register(function: Recount) -> Recount:
        for what in whats:
            assert what not in REGISTRY, what
            REGISTRY[what] = function
        return function

    return register


def measure_at(ledger: Ledger, place: Place) -> str:
    """The measure that the entry links to, else the one that the page is about."""
    if place.kind in ("massnahmen", "erfahrungsblatt") and not place.is_index:
        return place.record
    if place.kind == "wie-wir-zaehlen":
        return ledger.example()
    return (place.linked("massnahmen") or place.linked("erfahrungsblatt"))[0]


def beside(place: Place) -> list[Node]:
    """The entries of the list that ends in »und 4 weitere«."""
    entries = place.row.parent.children if place.row.parent else []
    return [entry for entry in entries if isinstance(entry, Node) and not entry.has_class("kb-sheet__more")]


def reason_at(place: Place) -> str:
    """The reason that the entry links to."""
    linked = place.linked("gruende")
    return linked[0] if linked else ""


def listed(ledger: Ledger, place: Place) -> list[Case]:
    """The cases that are not withdrawn of whatever the entry or the page is about."""
    for folder, of in (("themen", ledger.of_topic), ("staedte", ledger.of_city), ("aufwand", ledger.of_effort)):
        linked = place.linked(folder) if place.row.tag in ("li", "tr") else []
        if linked:
            return of(linked[0])
    if _is_list(place):
        return listed_on(ledger, address(place.uri))
    if place.kind in ("themen", "staedte", "aufwand") and not place.is_index:
        return {"themen": ledger.of_topic, "staedte": ledger.of_city, "aufwand": ledger.of_effort}[place.kind](place.record)
    return ledger.present


def _is_list(place: Place) -> bool:
    """Whether the page lists cases by one value: of a facet or tag, a kind of grant, or as a further part of such a list."""
    if place.kind == "foerderung":
        return not place.is_index
    return place.kind == "schlagworte" or (place.kind in ("themen", "aufwand", "gruende", "ueberblicke") and place.uri.count("/") > 1)
