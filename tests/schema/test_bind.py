"""Front matter → records: the model decides, and says in German what does not fit."""

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from citynet_kb.findings import Finding
from citynet_kb.model import CaseStudy, City, Part, Record, Term
from citynet_kb.model.values import PATTERNS
from citynet_kb.schema import bind
from citynet_kb.sources import read

REQUIRED = {"title": "Feierabendmarkt", "city": "musterstadt", "topic": "feste", "outcome": "offen", "effort": "unbekannt"}


def bound(text: str, model: type[Record] = CaseStudy) -> tuple[Any, list[Finding]]:
    document, findings = read("x.md", f"---\n{text}\n---\n".encode())
    assert document, findings
    return bind(document, model, "musterstadt/markt")


def case_with(text: str, *without: str) -> tuple[Any, list[Finding]]:
    return bound("\n".join([*(f"{key}: {value}" for key, value in REQUIRED.items() if key not in without), text]))


def classes(annotation: Any) -> Iterator[type]:
    """The classes inside an annotation."""
    if get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        for inner in get_args(annotation):
            yield from classes(inner)
    elif isinstance(annotation, type):
        yield annotation


def vocabularies(model: type[Part], way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool, type[Term]]]:
    """Every closed vocabulary of a model: the keys that lead to it, whether it stands in a list, the enum."""
    for key, info in model.model_fields.items():
        for kind in classes(info.annotation):
            if issubclass(kind, Term):
                yield (*way, key), get_origin(info.annotation) is tuple, kind
            elif issubclass(kind, Part):
                yield from vocabularies(kind, (*way, key))


VOCABULARIES = sorted(vocabularies(CaseStudy), key=lambda found: found[0])
TOP_LEVEL = [found for found in VOCABULARIES if len(found[0]) == 1]


def entry(way: tuple[str, ...], is_list: bool, value: str) -> str:
    return f"{way[0]}:\n  - {value}" if is_list else f"{way[0]}: {value}"


@pytest.mark.parametrize(("way", "is_list", "vocabulary"), TOP_LEVEL, ids=lambda value: value[0] if isinstance(value, tuple) else "")
def test_every_value_of_a_vocabulary_is_accepted(way: tuple[str, ...], is_list: bool, vocabulary: type[Term]) -> None:
    """Each member, written as its slug."""
    for term in vocabulary:
        case, findings = case_with(entry(way, is_list, term.value), way[0])
        assert findings == []
        assert getattr(case, way[0]) == ((term,) if is_list else term)


@pytest.mark.parametrize(("way", "is_list", "vocabulary"), TOP_LEVEL, ids=lambda value: value[0] if isinstance(value, tuple) else "")
def test_a_label_or_a_typing_error_is_refused_with_the_value_meant(way: tuple[str, ...], is_list: bool, vocabulary: type[Term]) -> None:
    """A slug misspelt or in capitals: the rule is named after the field, the message has the value, the remedy the right one."""
    for term in vocabulary:
        for written in (term.value[:-1] + "qq", term.value.upper()):
            case, findings = case_with(entry(way, is_list, written), way[0])
            assert case is None
            assert [finding.rule.endswith("-unbekannt") for finding in findings] == [True]
            assert f"»{written}«" in findings[0].message
            assert f"»{term.value}«" in findings[0].remedy or len(term.value) < 5


def test_nested_vocabularies_are_checked_too() -> None:
    """In a list of groups: place, name and values."""
    assert {way for way, _, _ in VOCABULARIES} > {("checklist", "state"), ("follow_up", "outcome")}
    _, findings = case_with("checklist:\n  - item: sondernutzung\n    state: Erledigt\n")
    assert [(finding.place.line, finding.place.column, finding.rule) for finding in findings] == [(9, 12, "stand-unbekannt")]
    assert findings[0].message.startswith("checklist.state: »Erledigt«")


@pytest.mark.parametrize("key", CaseStudy.file_keys)
def test_what_the_file_says_is_no_key(key: str) -> None:
    """Id, path and body come from the file; in front matter they are unknown keys."""
    case, findings = case_with(f"{key}: eigenes")
    assert case is None
    assert [(finding.rule, finding.place.line) for finding in findings] == [("feld-unbekannt", 7)]


def test_a_record_knows_its_file() -> None:
    """Id, path and body are set by binding."""
    case, _ = bound("\n".join(f"{key}: {value}" for key, value in REQUIRED.items()))
    assert (case.id, case.path, case.body) == ("musterstadt/markt", "x.md", "")


@pytest.mark.parametrize("key", REQUIRED)
def test_a_missing_key_is_one_finding_that_explains_it(key: str) -> None:
    """Left out, or there without a value: the message says which, the remedy what belongs there."""
    _, missing = case_with("kind: kurzmeldung", key)
    _, empty = case_with(f"{key}:", key)
    assert [finding.rule for finding in missing + empty] == ["feld-fehlt"] * 2
    assert missing[0].message.endswith("fehlt.")
    assert empty[0].message.endswith("ist leer.")
    assert (missing[0].place.line, empty[0].place.line) == (1, 6)


NAMES = (("titel", "title"), ("Title", "title"), ("stadt", "city"), ("Ergebnis", "outcome"), ("aufwand", "effort"), ("thema", "topic"))


@pytest.mark.parametrize(("written", "key"), NAMES)
def test_a_misnamed_key_is_one_finding_not_two(written: str, key: str) -> None:
    """The German or capitalised name is unknown; the right one is not reported as missing too."""
    _, findings = case_with(f"{written}: {REQUIRED[key]}", key)
    assert [(finding.rule, finding.place.line) for finding in findings] == [("feld-unbekannt", 6)]
    assert f"»{key}«" in findings[0].remedy


TEXTS = (("07545", "07545"), ("no", "no"), ("1:30", "1:30"), ('"true"', "true"), ("2024-01-01", "2024-01-01"), (".5", ".5"))


@pytest.mark.parametrize(("written", "read_as"), TEXTS)
def test_a_text_stays_the_text(written: str, read_as: str) -> None:
    """No type is guessed on the way into the record."""
    case, findings = case_with(f"note: {written}")
    assert findings == []
    assert case.note == read_as


NUMBERS = (("0", 0), ("007", 7), ("999999999999", 999999999999))
NO_NUMBERS = ("-1", "+1", "1.0", "1,5", "1e3", "0x10", "1_000", "1 000", "²", "1200 €", "1" * 13, "[1]", "{a: 1}")


@pytest.mark.parametrize(("written", "number"), NUMBERS)
def test_whole_numbers(written: str, number: int) -> None:
    """Digits, up to twelve."""
    assert case_with(f"effort_detail:\n  cost_eur: {written}")[0].effort_detail.cost_eur == number


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_whole_number(written: str) -> None:
    """Anything else is refused at its place."""
    case, findings = case_with(f"effort_detail:\n  cost_eur: {written}")
    assert case is None
    assert [(finding.place.line, finding.place.column) for finding in findings] == [(8, 13)]
    assert findings[0].rule in ("ganzzahl", "text-erwartet")


DATES = ("2024", "2024-02", "2024-02-29", "1999-12-31", "0001")
NO_DATES = (
    "24",
    "2024-2",
    "2024-00",
    "2024-13",
    "2023-02-29",
    "2024-04-31",
    "0000",
    "2024/02",
    "2024-02-29T10:00",
    "20240229",
    "-2024",
)


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("staff_days", "15 Tage", "15"),
        ("staff_days", "3 Wochen", ""),
        ("lead_weeks", "6 Wochen", "6"),
        ("cost_eur", "rund 2.000 Euro", "2000"),
    ],
)
def test_a_number_is_offered_only_with_the_unit_of_its_field(key: str, written: str, meant: str) -> None:
    """Three weeks are not three days."""
    _, findings = case_with(f"effort_detail:\n  {key}: {written}")
    assert re.findall("Meinten Sie ([0-9]*)", findings[0].remedy) == ([meant] if meant else [])


@pytest.mark.parametrize("written", DATES)
def test_partial_dates(written: str) -> None:
    """A year, a month or a day that the calendar has."""
    assert case_with(f"period:\n  start: {written}")[0].period.start == written


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date(written: str) -> None:
    """Refused at its place, with the form in the remedy."""
    _, findings = case_with(f"period:\n  start: {written}")
    assert [(finding.rule, finding.place.line) for finding in findings] == [("datum-ungueltig", 8)]
    assert "2024" in findings[0].remedy


@pytest.mark.parametrize("written", ["٣", "٢٠٢٤"])
def test_digits_of_other_scripts_are_no_digits(written: str) -> None:
    """Neither a number nor a date: the reader refuses them, and so would the pattern."""
    document, findings = read("x.md", f"---\ntitle: {written}\n---\n".encode())
    assert document is None
    assert [finding.rule for finding in findings] == ["schrift-fremd"]
    assert not [kind for kind in ("ganzzahl", "datum", "breite", "laenge") if re.fullmatch(PATTERNS[kind], written)]


ADDRESSES = ("https://www.example.org/", "http://a.de:80/x?y=1#z", "https://xn--mhlhausen-q9a.de/ä", "https://[2001:db8::1]/")
NO_ADDRESSES = (
    *("www.example.org", "ftp://example.org/", '"javascript:alert(1)"', "https://", "https:///x", "//example.org/", "https://a b.de/"),
    *('"https://a.de/\\"x"', "'https://a.de/<x>'", "https://[::1", "data:text/html,x", "'https://a.de/`x`'", "https:\\\\a.de"),
)


@pytest.mark.parametrize("written", ADDRESSES)
def test_addresses(written: str) -> None:
    """http and https with a host."""
    assert case_with(f"sources:\n  - title: Bericht\n    url: {written}")[1] == []


@pytest.mark.parametrize("written", NO_ADDRESSES)
def test_what_is_no_address(written: str) -> None:
    """Other schemes, no host, signs that could end an attribute."""
    _, findings = case_with(f"sources:\n  - title: Bericht\n    url: {written}")
    assert [(finding.rule, finding.place.line, finding.place.column) for finding in findings] == [("adresse-ungueltig", 9, 10)]


def test_a_town_needs_four_keys() -> None:
    """Slug, name, state and country; all else may be unknown."""
    town, findings = bound("slug: neustadt\nname: Neustadt\nstate: Thüringen\ncountry: DE", City)
    assert findings == []
    assert town.population is None
