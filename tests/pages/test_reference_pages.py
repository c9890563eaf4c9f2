"""Guide, all fields, glossary: complete, true to the model, and the same text on the site and in the repository."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from citynet_kb.cli.derive import GUIDE
from citynet_kb.cli.main import _parser
from citynet_kb.indexes import Verdict, german_order
from citynet_kb.intake.asking.questions import questions
from citynet_kb.model import CaseStudy, Configuration, Term, addresses
from citynet_kb.model.configuration import SiteSettings
from citynet_kb.pages.kinds.glossary_pages import vocabularies
from citynet_kb.pages.kinds.guide_pages import PICTURES, contributing
from citynet_kb.pages.kinds.reference_pages import Entry, field_groups
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.pages.examples import expanded, land
from tests.site.building import ROOT

MOST_BYTES = 60_000
MOST_STEPS = 7
MINIMAL = {
    "title": "title: Ein Fall zum Probieren",
    "city": "city: musterstadt",
    "topic": "topic: handel",
    "outcome": "outcome: offen",
    "effort": "effort: klein",
}
ASKED = [question for question in questions() if not question.is_text]


def entries() -> Iterator[Entry]:
    """Every field, those inside a group after it."""
    waiting = [entry for _, group in field_groups() for entry in group]
    while waiting:
        entry = waiting.pop(0)
        yield entry
        waiting[:0] = entry.fields


def page(uri: str) -> str:
    """The page of Beispielland, which shows the same model as every other site."""
    return expanded(land().site, uri)


def test_every_field_stands_there_once() -> None:
    """With its key, and inside groups too; the form's groups and the editors' fields leave none out."""
    missing = {question.location[0] for question in ASKED} - {entry.name for entry in entries()}
    assert not missing, f"add {sorted(missing)} to a group in citynet_kb/model/field_groups.py"
    shown = re.findall(r'<section class="kb-field[^"]*" id="([^"]+)"', page(addresses.FIELDS))
    assert Counter(shown) == Counter(entry.anchor for entry in entries())
    assert [question.location for question in ASKED if ".".join(question.location) not in {entry.name for entry in entries()}] == []
    assert {entry.name for _, group in field_groups() for entry in group} == set(CaseStudy.front_matter_keys())


@pytest.mark.parametrize("question", ASKED, ids=lambda question: ".".join(question.location))
def test_a_field_is_explained(question: object) -> None:
    """Label, help, whether it is required, and all allowed values with their definitions, word for word as in the model."""
    entry = next((one for one in entries() if one.name == ".".join(question.location)), None)  # type: ignore[attr-defined]
    assert entry, "add it to a group in citynet_kb/model/field_groups.py"
    assert (entry.label, entry.required) == (question.label, question.is_required)  # type: ignore[attr-defined]
    assert question.help_with_names in entry.help  # type: ignore[attr-defined]
    assert [term for _, terms in entry.values for term in terms] == list(question.vocabulary or ())  # type: ignore[attr-defined]


def test_the_page_shows_limits_rules_and_marks() -> None:
    """One of each kind, as a reader sees them."""
    text = page(addresses.FIELDS)
    for wanted in ("8 bis 90 Zeichen", "höchstens 240 Zeichen", "Pflicht in jedem Eintrag", "nennt mindestens einen Grund", "2024-03-15"):
        assert wanted in text


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.name)
def test_examples_are_right(entry: Entry) -> None:
    """Each example is what the reader and the model take."""
    if "." in entry.name:
        return  # part of the example of its group
    head = "\n".join({**MINIMAL, entry.key: entry.example}.values())
    document, found = read("content/faelle/musterstadt/probe.md", f"---\n{head}\n---\n".encode())
    assert document is not None
    assert not found
    record, findings = bind(document, CaseStudy, "musterstadt/probe")
    assert not findings
    assert getattr(record, entry.key) not in (None, (), "")


def test_no_field_is_without_an_example() -> None:
    """A new field needs one in the model, unless it has a vocabulary."""
    assert [entry.name for entry in entries() if not entry.example.partition(":")[2].strip()] == []


def test_the_glossary_knows_every_term() -> None:
    """All closed vocabularies of the model and the verdicts, with label and definition."""
    used = {question.vocabulary for question in ASKED if question.vocabulary}
    known: list[Term] = [term for one in vocabularies() for _, terms in one.groups for term in terms]
    assert Counter(type(term) for term in known) == Counter({kind: len(kind) for kind in (*used, Verdict)})
    text = page(addresses.GLOSSARY).replace("&amp;", "&")
    assert [term for term in known if term.label not in text or term.definition not in text] == []


def test_words_of_the_glossary_stand_in_order() -> None:
    """From A to Z, each to be linked to by its own name."""
    text = page(addresses.GLOSSARY)
    found = re.findall(r'<div id="wort-([a-z-]+)"><dt>(?:<a [^>]*>)?([^<]+)<', text)
    assert len(found) == text.count('id="wort-') > 20
    assert [label for _, label in found] == sorted((label for _, label in found), key=german_order)
    assert len({slug for slug, _ in found}) == len(found)


def test_one_text_for_site_and_repository() -> None:
    """Headings and paragraphs of CONTRIBUTING.md are those of the page, and what follows stands on the page for developers; links and
    pictures are written as each needs them."""

    def bare(text: str) -> list[str]:
        text = re.sub(r"<!--.*?-->|!\[[^]]*\]\([^)]*\)|<(nav|figure).*?</\1>", "", text, flags=re.S)
        text = re.sub(r"\[([^]]*)\]\([^)]*\)|»([^«]*)«", r"\1\2", text.split("\n---\n", 1)[-1])
        return [line.strip() for line in re.sub(r"</?p[^>]*>", "", text).split("\n") if line.strip()]

    both, guide, developers = bare((ROOT / GUIDE).read_text("utf-8")), bare(page(addresses.GUIDE)), bare(page(addresses.DEVELOPERS))
    assert both[: len(guide)] == guide
    heading, *rest = both[len(guide) :]
    assert heading == "## Entwicklung"
    assert developers[-len(rest) :] == rest


def test_the_guide_is_short() -> None:
    """At most seven steps, numbered through."""
    text = (ROOT / GUIDE).read_text("utf-8")
    steps = [int(number) for number in re.findall(r"^## ([0-9]+)\. ", text, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert 0 < len(steps) <= MOST_STEPS


def test_the_guide_links_to_the_site_once_its_address_is_known() -> None:
    """Before, pages are only named."""
    known = contributing(Configuration(site=SiteSettings(url="https://wissen.example/")))
    assert "[Alle Felder](https://wissen.example/entwickler/felder/)" in known
    assert "»Alle Felder«" in contributing(Configuration())


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_named_commands_exist(name: str) -> None:
    """What people are told to type is there; the four ways around a case are all named."""
    commands = set(re.findall(r"citynet-kb ([a-z]+)", (ROOT / name).read_text("utf-8")))
    assert {"new", "fmt", "intake", "check"} <= commands
    choices = next(action.choices for action in _parser()._actions if action.choices)
    assert commands <= set(choices)


@pytest.mark.parametrize("picture", PICTURES.values(), ids=lambda picture: picture.name)
def test_pictures_are_there(picture: object) -> None:
    """Small, of the size that the page gives them, and with a text instead; `make pictures` takes them anew."""
    file: Path = ROOT / "theme" / picture.file  # type: ignore[attr-defined]
    content = file.read_bytes()
    assert len(content) <= MOST_BYTES
    assert content[8:16] == b"WEBPVP8X"
    size = [int.from_bytes(content[place : place + 3], "little") + 1 for place in (24, 27)]
    assert size == [2 * picture.width, 2 * picture.height]  # type: ignore[attr-defined]
    assert re.search(rf"!\[[^]]{{20,}}\]\(theme/{re.escape(picture.file)}\)", (ROOT / GUIDE).read_text("utf-8"))  # type: ignore[attr-defined]
