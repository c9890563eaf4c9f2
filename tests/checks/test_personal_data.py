"""Contact data and names in free text: what is found, and what is not."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.checks.personal_data import TraceKind, is_iban, is_personal_mailbox, may_hold_traces, traces
from citynet_kb.knowledge_base import load
from tests.fixtures import checked, town

CONTENT = Path(__file__).parents[2] / "content"
INPUT = Path(__file__).parents[1] / "inputs" / "ways_in" / "14-safelink-quelle.md"

FOUND = (
    ("Fragen an erika.mustermann@musterstadt.de.", TraceKind.PERSONAL_MAIL, "erika.mustermann@musterstadt.de"),
    ("oder e.mustermann@musterstadt.de", TraceKind.PERSONAL_MAIL, "e.mustermann@musterstadt.de"),
    ("Schreiben Sie an markt77@gmx.de!", TraceKind.PRIVATE_MAIL, "markt77@gmx.de"),
    ("markt77 (at) t-online.de", TraceKind.PRIVATE_MAIL, "markt77 (at) t-online.de"),
    ("Das Postfach citymanagement@musterstadt.de liest mit.", TraceKind.MAIL, "citymanagement@musterstadt.de"),
    ("Tel.: 03999 123456", TraceKind.TELEPHONE, "Tel.: 03999 123456"),
    ("unter 0399 / 838-1234 oder", TraceKind.TELEPHONE, "0399 / 838-1234"),
    ("+49 (0) 399 8381234", TraceKind.TELEPHONE, "+49 (0) 399 8381234"),
    ("(0399) 8381234", TraceKind.TELEPHONE, "(0399) 8381234"),
    ("Mobil 01512345678, abends", TraceKind.TELEPHONE, "Mobil 01512345678"),
    ("01512345678, abends", TraceKind.TELEPHONE, "01512345678"),
    ("Spenden an DE89 3704 0044 0532 0130 00 bitte", TraceKind.IBAN, "DE89 3704 0044 0532 0130 00"),
    ("DE89370400440532013000", TraceKind.IBAN, "DE89370400440532013000"),
    ("Frau Muster kümmerte sich.", TraceKind.NAME, "Frau Muster"),
    ("mit Herrn Dr. Beispiel", TraceKind.NAME, "Herrn Dr. Beispiel"),
    ("Bürgermeisterin Xenia Beispiel sagte", TraceKind.NAME, "Bürgermeisterin Xenia Beispiel"),
    ("der Citymanager Wolf Beispiel", TraceKind.NAME, "Citymanager Wolf Beispiel"),
    ("Thomas Beispiel zog weg", TraceKind.NAME, "Thomas Beispiel"),
    ("laut Stadt Thomas von der Beispiel zog weg", TraceKind.NAME, "Thomas von der Beispiel"),
    ("der Landrat Beispiel und", TraceKind.NAME, "Landrat Beispiel"),
    ("Ayşe Öztürk zog weg", TraceKind.NAME, "Ayşe Öztürk"),
    ("seit 2019 0399/8381234", TraceKind.TELEPHONE, "0399/8381234"),
    ("0399.8381234", TraceKind.TELEPHONE, "0399.8381234"),
    ("Hans-Peter Beispiel-Muster zog weg", TraceKind.NAME, "Hans-Peter Beispiel-Muster"),
)
"""Text, what is found in it, and where. All of it invented."""

LEFT_ALONE = (
    "Der Markt lief vom 01.12.2021 bis 06.01.2022, 10.00-20.00 Uhr.",
    "In der Saison 2021/22 kamen 12.500 Gäste, 2022/2023 waren es 13 000.",
    "Postleitzahl 07545, Gemeindeschlüssel 09561000 und 16052000.",
    "Kosten: 1 000 000 Euro, davon 0,5 Prozent; 1.234.567,89 €.",
    "Drucksache 01/2023-045 und Beschluss 0815/2024",
    "Quelle: https://zeitung.example/artikel/0365838123456/thomas.beispiel@x.html",
    "DE89 3704 0044 0532 0130 01 hat eine falsche Prüfziffer",
    "Die Frau des Händlers und der Herr vom Amt",
    "am Thomas-Müntzer-Platz und in der Karl Marx Straße, der Martin Luther Schule, dem Paul Gerhardt Haus",
    "Der Sankt Martin Umzug und das St. Georg Fest",
    "Der Bürgermeister Sachsens größter Stadt, das Stadtmarketing Gera GmbH",
    "Dr.-Külz-Straße und Frau-Holle-Markt",
)


@pytest.mark.parametrize(("text", "kind", "place"), FOUND)
def test_contact_data_and_names_are_found(text: str, kind: TraceKind, place: str) -> None:
    """Exactly one trace, of the right kind, at the right place."""
    assert [(trace.kind, text[trace.start : trace.end]) for trace in traces(text)] == [(kind, place)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_dates_amounts_streets_and_addresses_are_not_reported(text: str) -> None:
    """False alarms would make people ignore the hints."""
    assert list(traces(text)) == []


def test_the_published_cases_raise_few_alarms() -> None:
    """They were written without names: an alarm in more than one in fifty cases would be noise."""
    cases = load(CONTENT).knowledge_base.cases.values()
    loud = [case.id for case in cases if any(traces(f"{case.title}\n{case.summary or ''}\n{case.note or ''}\n{case.body}"))]
    assert len(loud) * 50 <= len(cases), loud


def test_a_mailbox_of_an_office_is_no_person() -> None:
    """Though it may have a dot in it."""
    assert not is_personal_mailbox("stadt.marketing@musterstadt.de")
    assert is_personal_mailbox("redaktion@gmail.com")


@pytest.mark.slow
@given(st.text(string.digits, min_size=18, max_size=18), st.integers(0, 98))
def test_of_all_check_digits_exactly_the_right_one_makes_an_iban(account: str, shift: int) -> None:
    """ISO 7064 modulo 97-10: 98 minus the remainder, and no other."""
    right = 98 - int(f"{account}131400") % 97
    assert is_iban(f"DE{right:02}{account}")
    wrong = (right + 1 + shift) % 97
    assert wrong % 97 == right % 97 or not is_iban(f"DE{wrong:02}{account}")


@given(st.text(alphabet=st.sampled_from("0123456789+/-. ()aA@Dr\nöFu"), max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    """Traces lie within the text, in order, apart from each other."""
    found = list(traces(text))
    ends = [0, *(trace.end for trace in found)]
    assert all(end <= trace.start < trace.end <= len(text) for end, trace in zip(ends, found, strict=False))


PIECES = (
    *(text for text, _, _ in FOUND),
    *LEFT_ALONE,
    *(
        "Tel0399 8381234",
        "Fax.0399/838123",
        "Handy:0151 2345678",
        "4.0399/838123",
        "12,0399 838123",
        "–0399 838123",
        "x@y.example",
        "a (ät) b.de",
    ),
    *(
        "Marktleiterinleiter Anna von der Muster",
        "OberBürgermeister von Muster",
        "landrätin",
        "Landrätin",
        "Händler",
        "Šimůnek",
        "Ayşe",
        "https://a.example/x Frau",
        "DE89 3704 0044 0532 0130 00",
        "2.000",
        "Hans",
        "-Peter",
        "Muster",
    ),
)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "\n", "", "-", ". ", "»", "\n\n"))), max_size=8))
def test_the_quick_search_misses_nothing(pieces: list[tuple[str, str]]) -> None:
    """Where the quick search finds nothing, there is nothing: in the whole text, and in each of its lines."""
    text = "".join(piece + gap for piece, gap in pieces)
    if not may_hold_traces(text):
        assert not any(next(traces(part), None) for part in (text, *text.split("\n"))), text


@pytest.mark.parametrize(("text", "kind", "place"), FOUND)
def test_the_quick_search_finds_every_kind(text: str, kind: TraceKind, place: str) -> None:
    """At the beginning of a text, at its end and among other lines."""
    assert may_hold_traces(text)
    assert may_hold_traces(f"Im Jahr 2019\n{place}\nkamen 1.200 Gäste")


@pytest.mark.parametrize(
    "text", ["Der Markt lief vom 01.12.2021 bis 06.01.2022.", "Die Händler zahlten 2.000 Euro.", "Am Platz (Mitte) [1]."]
)
def test_the_quick_search_rules_most_texts_out(text: str) -> None:
    """Otherwise it would be no use."""
    assert not may_hold_traces(text)


def test_a_mailbox_inside_a_web_address_is_found(tmp_path: Path) -> None:
    """Also in a source and written with %40; with the remedy to take the address out of the detour."""
    link = "https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=05%7Cmax.muster%40gera.example%7C1"
    text = (
        INPUT.read_text("utf-8")
        .replace("city: gera", "city: musterstadt")
        .replace("max.mustermann", "max.muster")
        .replace("Der Markt lief", f"Siehe {link}")
    )
    content = town(tmp_path, faelle__musterstadt__x=text.encode())
    found = [finding for finding in checked(content)[1] if finding.rule == "angaben-zur-person"]
    assert ["max.muster@gera.example" in finding.message and "url=" in finding.remedy for finding in found] == [True, True]
    assert [finding.place.line > 10 for finding in found] == [True, True]
