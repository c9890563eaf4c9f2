"""The second count of facets: the values of a case, read from its file alone. Which facets there are, the product's table says."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from citynet_kb.model.addresses import tree
from citynet_kb.model.facets import FACETS
from tests.indexes.naive import counts, is_setback, outcome
from tests.recount.ledger import Case, Ledger, is_shown_by_town, slug

_OFFERED = sorted((facet for facet in FACETS.values() if facet.place_in_finder), key=lambda facet: facet.place_in_finder)
IN_FINDER = tuple(facet.slug for facet in _OFFERED)
FOLDERS: Mapping[str, str] = MappingProxyType({tree(facet): slug for slug, facet in FACETS.items() if facet.pages})
"""Folder of the pages of a facet → its slug."""


def _land(ledger: Ledger, case: Case) -> str:
    town = ledger.cities.get(case["city"])
    return slug((town["state"] if town else case["region"]) or "")


def _spans(case: Case) -> list[str]:
    years = [int(case["period"][end][:4]) for end in ("start", "end") if case["period"][end]]
    first = min(years, default=0) // 5 * 5
    return [f"{year}-{year + 4}" for year in range(first, max(years) + 1, 5)] if years else []


def _runs(case: Case) -> str:
    """The last year in which it is known to run or is to run: of what is open, or went well and has no end."""
    start, end = case["period"]["start"], case["period"]["end"]
    lasting = outcome(case) in ("erfolgreich", "teilweise") and case["cadence"] not in ("einmalig", "befristet") and not end
    if outcome(case) != "offen" and not lasting:
        return ""
    told = [source["date"] for source in case["sources"]] + [entry["date"] for entry in case["follow_up"]] + [start]
    return end[:4] if end else max((date[:4] for date in told if date), default="")


VALUES: Mapping[str, Callable[[Ledger, Case], list[Any]]] = MappingProxyType(
    {
        "ergebnis": lambda _, case: [outcome(case)],
        "thema": lambda _, case: [case["topic"], *case["topics_more"]],
        "massnahme": lambda _, case: [case["measure"]],
        "stadt": lambda _, case: [case["city"]],
        "aufwand": lambda _, case: [case["effort"]],
        "groesse": lambda ledger, case: [ledger.size_of(case)],
        "land": lambda ledger, case: [_land(ledger, case)],
        "jahr": lambda _, case: [(case["period"]["start"] or "")[:4]],
        "zeit": lambda _, case: _spans(case),
        "laeuft": lambda _, case: [_runs(case)],
        "belege": lambda _, case: [case["evidence"]],
        "grund": lambda _, case: case["failure_reasons"],
        "vorhaben": lambda _, case: [case["cadence"]],
        "traeger": lambda _, case: [case["organiser"]],
        "anleitung": lambda ledger, case: ["mit-anleitung"] if case["measure"] in ledger.practice["vorgehen"] else [],
    }
)
"""Slug of a facet → the values of a case; what is not known is empty."""


def values(facet: str, ledger: Ledger, case: Case) -> list[str]:
    """The values of a case in one facet, without what is not known."""
    assert facet in VALUES, f"the facet »{facet}« has no second count: add it to VALUES in tests/recount/facet_values.py"
    return [value for value in VALUES[facet](ledger, case) if value]


def finder_values(ledger: Ledger, case: Case) -> dict[str, list[str]]:
    """What a case is filtered by in the finder, by the names in its address."""
    found: dict[str, list[str]] = ledger.once(("finder", case["id"]), lambda: {slug: values(slug, ledger, case) for slug in IN_FINDER})
    return found


def listed_on(ledger: Ledger, address: str) -> list[Case]:
    """The cases that the page with this address lists: `ueberblicke/land/thueringen/`, `themen/leerstand/rueckschlaege/`."""
    folder, *rest = [part for part in address.split("/") if part and not part.startswith("teil-")]
    if "/".join((folder, *rest[:1])) in FOLDERS:
        folder = f"{folder}/{rest.pop(0)}"
    found: list[Case] = ledger.once(
        ("listed", folder, *rest), lambda: [case for case in ledger.present if _stands_on(ledger, case, folder, rest)]
    )
    return found


def _stands_on(ledger: Ledger, case: Case, folder: str, rest: list[str]) -> bool:
    if folder == "schlagworte":
        return rest[-1] in [slug(tag) for tag in case["tags"]]
    if folder == "foerderung":
        return rest[-1] in case["funding"] and is_shown_by_town(case)
    found = values(FOLDERS[folder], ledger, case)
    if folder == "themen" and len(rest) == 2:
        return rest[0] in found and rest[1] in (ledger.size_of(case) or "unbekannt", is_setback(case) and "rueckschlaege")
    if folder == "gruende":
        return "/".join(rest) in found and counts(case) and is_setback(case)
    return rest[-1] in (found or ["unbekannt"])
