"""Fifty municipalities by chance report a case, each by one way in turn: one file a town, and what changes on the pages is theirs alone."""

import json
import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

import pytest

from citynet_kb.findings import Severity
from citynet_kb.intake import Plan, PlannedFile, derived_id
from citynet_kb.knowledge_base import municipalities
from citynet_kb.model import SizeClass, addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.model.slugs import slug_of
from citynet_kb.project import Project
from tests.intake.test_municipalities import FIELDS, LAND, TOWNS, WAYS, by_excel, by_word, file_of, only
from tests.pages.examples import expanded, land
from tests.site.building import EPOCH


def feeds_of(states: Collection[str]) -> set[str]:
    """The feeds of which the new cases are."""
    own = {f"stadt/{slug}" for slug in TOWNS} | {f"land/{state}" for state in states}
    return own | {"alles", f"massnahme/{MEASURE}", f"thema/{TOPIC}"}


def by_hand(slug: str, title: str) -> Plan:
    """Written in an editor and put where it belongs: no tool looks at it."""
    return Plan((PlannedFile(f"{derived_id(slug, title)}.md", file_of(slug, title)),), (), 1)


ALL_WAYS = (*WAYS.values(), by_word, by_excel, by_hand)
LOADED = "faelle/liste-"
"""Files of the finder, named after what they hold."""
PARTS = (LOADED, "faelle/teil-", "neu/20", "bericht/20")
"""Where a long list goes on, a month has news, a year enough towns for a report."""
BESIDE = re.compile(r'<nav class="kb-pager".*?</nav>|Stand des Wissensspeichers: [^<]*')
"""Who stands before and behind an entry gives way to a new one, and a sheet names the day of the newest."""
LINK = re.compile(r'href="([^"#?]+)|\]\(([^)#?]+)')

MEASURE, TOPIC = FIELDS["measure"], FIELDS["topic"]
OVER_ALL = {
    *(addresses.START, addresses.CASES, addresses.CITIES, addresses.TOPICS, addresses.SHEETS, addresses.MAP, addresses.GAPS),
    *(
        addresses.COUNTING,
        addresses.CERTAINTY,
        addresses.EFFORTS,
        addresses.OVERVIEW,
        addresses.NEWS,
        addresses.SUBSCRIBE,
        addresses.REPORTS,
    ),
}
"""Pages that count or list all cases or all towns."""
SAID = {"ergebnis": FIELDS["outcome"], "vorhaben": FIELDS["cadence"], "belege": "eindruck"}
"""Facet → what all new cases say; of the others they say nothing, of Land and size each what its town has."""
THEIRS = {
    *(addresses.measure(MEASURE), addresses.topic(TOPIC), addresses.value(addresses.EFFORTS, FIELDS["effort"])),
    *(
        addresses.of_value(facet, SAID.get(slug, "unbekannt"))
        for slug, facet in FACETS.items()
        if facet.is_folded and slug not in ("land", "groesse")
    ),
}
"""Pages of what the new cases say, and of what they leave open."""
TABLES = {
    *map(addresses.api, ("cases", "cities", "index", "likeness", "measures", "similar", "topics")),
    *(addresses.CITATION, addresses.DATA_PACKAGE, addresses.feed("abos", "opml"), addresses.api_record("measures", MEASURE)),
    *(addresses.DATA, addresses.backward(MEASURE), addresses.calendar_file(MEASURE)),
    *(addresses.CASES_TABLE, addresses.FORM_DATA, addresses.EXCEL_TEMPLATE, addresses.SEARCH, addresses.SEARCH_OF_THEME),
}
"""Files beside the pages that hold all cases or all towns."""


@dataclass(frozen=True)
class Change:
    """What the pages and files were, and are with the cases of the fifty."""

    root: Path
    project: Project
    before: Mapping[str, str | bytes]
    after: Mapping[str, str | bytes]

    @property
    def changed(self) -> set[str]:
        return {path for path in self.before if self.before[path] != self.after.get(path)}

    def leads_to(self, uri: str) -> set[str]:
        """The addresses that a page links to, relative to the site."""
        here = addresses.published(uri)
        found = (one or other for one, other in LINK.findall(str(self.after[uri])))
        return {normpath(join(here, link)) for link in found if ":" not in link}


def tree(project: Project) -> dict[str, str | bytes]:
    pages = {uri: BESIDE.sub("", expanded(project.site, uri)) for uri in project.site.pages}
    return {**pages, **project.files()}


def title_of(slug: str) -> str:
    """The same title in two towns would be a duplicate."""
    return f"Ein Markt am Abend in {slug}"


CASES = {slug: derived_id(slug, title_of(slug)) for slug in TOWNS}


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    root = tmp_path_factory.mktemp("netz") / "projekt"
    shutil.copytree(LAND, root)
    for number, slug in enumerate(TOWNS):
        path, text = only(ALL_WAYS[number % len(ALL_WAYS)](slug, title_of(slug)))
        file = root / addresses.CASE_FILES / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    project = Project(root, int(EPOCH))
    return Change(root, project, tree(land()), tree(project))


def test_the_fifty_differ() -> None:
    """Towns of most Länder and sizes, each with a case of its own; every way is taken by seven at least."""
    towns = [town for slug in TOWNS if (town := municipalities().get(slug))]
    assert len({town.state for town in towns}) >= 8
    assert len({SizeClass.of(town.population) for town in towns}) >= 4
    assert len({title_of(town.slug) for town in towns}) == 50 >= 7 * len(ALL_WAYS)


@pytest.mark.slow
def test_each_is_green_with_one_file(change: Change) -> None:
    """No file of a town, no error, and no hint about the town."""
    written = {str(file.relative_to(change.root)) for file in change.root.rglob("*.md")}
    were = {str(file.relative_to(LAND)) for file in LAND.rglob("*.md")}
    assert written - were == {f"{addresses.CASE_FILES}/{case}.md" for case in CASES.values()}
    assert [str(one) for one in change.project.findings if one.severity is Severity.ERROR] == []
    of_towns = [str(one) for one in change.project.findings if one.rule.startswith("stadt-")]
    assert of_towns == [str(one) for one in land().findings if one.rule.startswith("stadt-")]


@pytest.mark.slow
def test_each_stands_on_town_page_map_finder_and_search(change: Change) -> None:
    """With the name of the register."""
    found = {entry.url for entry in change.project.search.entries}
    steps = [json.loads(text) for uri, text in change.after.items() if uri.startswith(LOADED)]
    listed = change.leads_to(addresses.CASES) | {f"faelle/{entry['id']}" for entries in steps for entry in entries}
    there = {addresses.published(uri).rstrip("/") or "." for uri in change.after if uri.endswith(".md")} | change.after.keys()
    for slug, case in CASES.items():
        town, of_case = addresses.city(slug), addresses.published(addresses.case(case)).rstrip("/")
        of_town, state = addresses.published(town).rstrip("/"), municipalities().get(slug).state  # type: ignore[union-attr]
        assert municipalities().get(slug).name in str(change.after[town])  # type: ignore[union-attr]
        assert of_case in change.leads_to(town)
        assert f"|../{of_town}/|" in str(change.after[addresses.MAP])
        assert of_town in change.leads_to(addresses.value(addresses.MAP, slug_of(state)))
        assert of_case in listed
        assert {f"{of_case}/", f"{of_town}/"} <= found
        assert change.leads_to(town) | change.leads_to(addresses.case(case)) <= there, "no link leads nowhere"


@pytest.mark.slow
def test_nothing_else_changes(change: Change) -> None:
    """What is new is theirs; what differs lists or counts them, is about what they say, or names one of them. All else stays."""
    states = {slug_of(municipalities().get(slug).state) for slug in TOWNS}  # type: ignore[union-attr]
    sizes = {SizeClass.of(municipalities().get(slug).population).value for slug in TOWNS}  # type: ignore[union-attr]
    lists = {addresses.of_value(FACETS["land"], state) for state in states}
    of_states = {addresses.value(addresses.MAP, state) for state in states} | lists
    leading_on = {addresses.before_folding(FACETS["land"], uri) for uri in lists}
    of_sizes = {addresses.of_value(FACETS["groesse"], size) for size in sizes} | {addresses.topic_size(TOPIC, size) for size in sizes}
    own = {uri for slug in TOWNS for uri in (addresses.city(slug), addresses.case(slug), addresses.case(CASES[slug]))}
    files = {addresses.form_file(slug) for slug in TOWNS} | {addresses.api_record("cases", case) for case in CASES.values()}
    feeds = {addresses.feed(name, form) for name in feeds_of(states) for form in ("xml", "json")}
    before, after = ({uri for uri in tree if not uri.startswith(LOADED)} for tree in (change.before, change.after))
    assert before <= after
    added = after - before - of_states - of_sizes - leading_on - feeds
    assert {uri for uri in added if not uri.startswith(PARTS)} == own | files
    documents = {addresses.sheet_document(measure) for measure in change.project.content.knowledge_base.measures}
    sheets = {addresses.sheet(MEASURE), *documents}
    needed = {*OVER_ALL, *THEIRS, *TABLES, *sheets, *((of_states | of_sizes | feeds) & change.before.keys())}
    theirs = {addresses.published(uri).rstrip("/") for uri in own}
    naming = {uri for uri in change.changed - needed if uri.endswith(".md") and change.leads_to(uri) & theirs}
    empty = {uri for uri in change.changed if uri.endswith(".xml") and b"<entry>" not in bytes(change.after[uri])}
    dated = empty | {uri for uri in change.changed if addresses.folder(uri) == "treffen" and uri.endswith(".ics")}
    assert sorted(uri for uri in change.changed - needed - naming - dated if not uri.startswith(PARTS)) == []
    assert sorted(needed - change.changed) == []
    cases = land().content.knowledge_base.cases_by_measure[MEASURE]
    assert {uri for uri in naming if addresses.folder(uri) != "staedte" and not uri.startswith(PARTS)} == {
        addresses.case(case.id) for case in cases
    }
