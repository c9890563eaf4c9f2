"""The index holds what can be found, and nothing that may not be."""

import json

import pytest

from citynet_kb.exports.search_files import search_files
from citynet_kb.model import addresses
from citynet_kb.pages import search_words
from citynet_kb.project import Project
from citynet_kb.search import FIELDS, SearchIndex
from tests.pages.examples import ours
from tests.site.building import LAND


@pytest.fixture(scope="module")
def project() -> Project:
    return Project.here(LAND)


@pytest.fixture(scope="module")
def index(project: Project) -> SearchIndex:
    return project.search


def test_every_case_but_withdrawn_ones(project: Project, index: SearchIndex) -> None:
    """Each case is in the index once; nothing of a withdrawn case is."""
    cases = project.content.knowledge_base.cases.values()
    wanted = {f"faelle/{case.id}/" for case in cases if not case.withdrawn}
    assert {entry.url for entry in index.entries if entry.kind == "fall"} == wanted
    gone = [case for case in cases if case.withdrawn]
    assert gone
    whole = search_files(index, search_words())[addresses.SEARCH].decode()
    assert not [case.id for case in gone if case.title in whole or f'"faelle/{case.id}/"' in whole]


def test_former_ids_are_other_words(project: Project, index: SearchIndex) -> None:
    """Who types the former id of a measure, topic or town, with or without hyphens, finds what took its place."""
    base = project.content.knowledge_base
    entries = {entry.url: entry for entry in index.entries}
    found = 0
    for folder, records in (("massnahmen", base.measures), ("themen", base.topics), ("staedte", base.cities)):
        for id, record in records.items():
            entry = entries[f"{folder}/{id}/"]
            assert set(record.aliases) <= set(entry.synonyms) & set(entry.texts["names"].split())
            found += len(record.aliases)
    assert found > 3


def test_editors_notes_on_towns_are_never_found(project: Project, index: SearchIndex) -> None:
    """A town's note is for editors."""
    notes = [town.note for town in project.content.knowledge_base.cities.values() if town.note and "Redaktion" in town.note]
    assert notes
    whole = search_files(index, search_words())[addresses.SEARCH].decode()
    assert not [note for note in notes if json.dumps(note, ensure_ascii=False)[1:-1] in whole]


def test_numbers_of_the_index_agree(index: SearchIndex) -> None:
    """Lengths, entries and postings speak of the same entries and fields."""
    assert len(index.entries) == len(index.postings.lengths)
    counted = [[0] * len(FIELDS) for _ in index.entries]
    for fields in index.postings.terms.values():
        for field, entries in fields.items():
            for entry in entries:
                counted[entry][field] += 1
    assert counted == [list(lengths) for lengths in index.postings.lengths]


def test_marks_of_facts_are_no_words(index: SearchIndex) -> None:
    """Outcome, effort, measure and topic stand in the index by marks that no text can contain."""
    marks = {term for term in index.postings.terms if not term.isalnum()}
    assert {"=wirkungslos", "=eingestellt"} <= marks
    assert all(term.startswith("=") for term in marks)


@pytest.mark.slow
def test_emergency_index_is_small_and_has_titles_only() -> None:
    """What the theme fetches with the first page stays below 60 kB and names topics, measures and towns only."""
    content = search_files(ours().search, search_words())[addresses.SEARCH_OF_THEME]
    docs = json.loads(content)["docs"]
    assert len(content) <= 60_000
    assert {doc["location"].partition("/")[0] for doc in docs} == {"themen", "massnahmen", "staedte"}
    assert {doc["text"] for doc in docs} == {""}
