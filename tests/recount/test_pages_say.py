"""What pages say in words and by order, against the second reading: standing, brackets, groups of a town, orders of lists."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from citynet_kb.indexes import build_indexes
from citynet_kb.model import Configuration
from citynet_kb.pages import build_site
from tests.fictional.crowded import knowledge_base
from tests.pages.examples import land, ours
from tests.recount.ledger import Ledger, from_files, from_records
from tests.recount.orders import GROUPS, last_happened_first, newest_first
from tests.recount.pages import Node, Place, Reader
from tests.recount.standing import is_grey, spoken_of, standing
from tests.site.building import LAND, ROOT, TODAY

SITES = ("beispielland", *(pytest.param(name, marks=pytest.mark.slow) for name in ("1", "2", "our own")))
OTHER_ORDERS = (("index.md", "Neu im Wissensspeicher"), ("aufwand", "Schnelle Erfolge"), ("faelle", "Verwandte Fälle"))
"""First part of the address and heading: by day of entry, by effort, and as the editors put them."""
MOST_SHOWN = 8
"""Measures of a group on a town's page."""
of_sites = pytest.mark.parametrize("name", SITES)


@cache
def made(name: str) -> tuple[Ledger, Reader]:
    if name == "beispielland":
        return from_files(LAND / "content"), Reader(land().site)
    if name == "our own":
        return from_files(ROOT / "content"), Reader(ours().site)
    base = knowledge_base(int(name), 60, 24)
    return from_records(base), Reader(build_site(base, build_indexes(base), Configuration(), TODAY))


def lists(reader: Reader, uri: str, heading: str) -> Iterator[Node]:
    """The fragments of one section of a page."""
    return (root for section, root in reader.fragments(uri) if section == heading)


def links(uri: str, node: Node, folder: str) -> list[str]:
    return Place(uri, "", node).linked(folder, node)


TOWNS = "Alle Städte, und was daraus wurde"


@of_sites
def test_what_became_of_each_town(name: str) -> None:
    """One entry a town: its case, what became of it, grey where the news are old, and a newer case that says otherwise."""
    ledger, reader = made(name)
    for measure in ledger.known():
        uri = f"massnahmen/{measure}.md"
        (towns,) = (
            node
            for root in lists(reader, uri, TOWNS)
            for node in root.all("ul")
            if node.attributes.get("class") == "kb-plain kb-towns kb-towns--all"
        )
        entries = [node for node in towns.all("li") if not node.has_class("kb-bracket")]
        told = [ledger.case[links(uri, node, "faelle")[0]]["city"] for node in entries]
        assert sorted(told) == sorted(ledger.towns(case for case in ledger.of_measure(measure) if case["confidence"] != "low")), uri
        for town, node in zip(told, entries, strict=True):
            check_entry(ledger, measure, town, node, links(uri, node, "faelle"))


def check_entry(ledger: Ledger, measure: str, town: str, node: Node, cases: list[str]) -> None:
    tally = ledger.tally(measure)
    if town in tally["divided"]:
        assert cases == tally["divided"][town], node.text
        return
    case = spoken_of(case for case in ledger.of_measure(measure) if case["city"] == town)
    assert case, town
    said = re.sub(r"^Ausgabe fiel", "eine Ausgabe fiel", standing(case, TODAY))
    assert f": {said}" in node.text, (said, node.text)
    assert [old.text for old in node.all("span") if old.has_class("kb-old")] == ([said] if is_grey(case, TODAY) else []), node.text
    assert cases == [case["id"], *([tally["newer"][town]] if town in tally["newer"] else [])], node.text


@of_sites
def test_towns_that_are_one_experience_stand_in_one_bracket(name: str) -> None:
    """All of one cause and all of one joint project, and no others."""
    ledger, reader = made(name)
    for measure in ledger.known():
        uri, tally = f"massnahmen/{measure}.md", ledger.tally(measure)
        brackets = [node for root in lists(reader, uri, TOWNS) for node in root.all("li") if node.has_class("kb-bracket")]
        drawn = [sorted(ledger.case[links(uri, entry, "faelle")[0]]["city"] for entry in one.all("li")) for one in brackets]
        joined = [towns for kind in ("shared_causes", "joint_projects") for towns in tally[kind].values() if len(towns) > 1]
        assert sorted(drawn) == sorted(joined), uri


@of_sites
def test_groups_of_a_town(name: str) -> None:
    """Each group shows measures of its own alone, all of them where there are few."""
    ledger, reader = made(name)
    for city in ledger.cities:
        uri = f"staedte/{city}.md"
        for group in GROUPS:
            shown = [id for root in lists(reader, uri, f"{group[0].upper()}{group[1:]}") for id in links(uri, root, "massnahmen")]
            expected = ledger.group_for(city, group)
            assert set(shown) <= set(expected), (uri, group)
            assert len(set(shown)) == min(len(expected), MOST_SHOWN), (uri, group)


@of_sites
def test_order_of_every_list_of_cases(name: str) -> None:
    """What happened last stands first, on every page with rows of cases, also within a group and across the parts of a long list."""
    ledger, reader = made(name)
    place = {case["id"]: number for number, case in enumerate(last_happened_first(ledger.cases))}
    parts: dict[str, list[str]] = {}
    long = 0
    for uri in sorted(reader.site.pages, key=lambda uri: (len(uri), uri)):
        for section, root in reader.fragments(uri):
            found = [[links(uri, row, "faelle")[0] for row in rows.all("li") if row.has_class("kb-row--case")] for rows in root.all("ul")]
            long += sum(len(shown) > 1 for shown in found)
            if (uri.split("/")[0], section) not in OTHER_ORDERS:
                assert [shown for shown in found if shown != sorted(shown, key=place.__getitem__)] == [], (uri, section)
            if any(node.has_class("kb-parts") for node in root.all("nav")):
                parts.setdefault(uri.partition("/teil-")[0].removesuffix(".md"), []).extend(id for shown in found for id in shown)
    assert long > len(ledger.topics)
    for uri, shown in parts.items():
        assert shown == sorted(shown, key=place.__getitem__), uri


@of_sites
def test_orders_of_lists(name: str) -> None:
    """»Anderswo gescheitert« from top to bottom, and the newest cases on the start page."""
    ledger, reader = made(name)
    rows = [
        row for _, root in reader.fragments("anderswo-gescheitert/index.md") for row in root.all("li") if row.has_class("kb-row--failed")
    ]
    shown = [links("anderswo-gescheitert/index.md", row, "massnahmen")[0] for row in rows]
    assert shown == ledger.failed()[: len(shown)]
    assert shown
    newest = [id for root in lists(reader, "index.md", "Neu im Wissensspeicher") for id in links("index.md", root, "faelle")]
    expected = [case["id"] for case in newest_first(ledger.present)]
    assert list(dict.fromkeys(newest)) == expected[: len(dict.fromkeys(newest))]
    assert newest
