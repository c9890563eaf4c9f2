"""Numbers, dates and lists as a German reader expects them."""

import pytest
from markupsafe import Markup

from citynet_kb.indexes import ShownPeriod
from citynet_kb.pages import german


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1.000"),
        (34567, "34.567"),
        (1234567, "1.234.567"),
        (50.9, "50,9"),
        (1234.5, "1.234,5"),
        ("0.70", "0,70"),
        ("-0.05", "-0,05"),
    ],
)
def test_numbers(value: float | str, text: str) -> None:
    """Thousands with a point, fractions with a comma."""
    assert german.number(value) == text


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0.2, "0,20"), (1, "1,00"), (9.99, "9,99"), (10, "10"), (64.5, "65"), (65.0, "65"), (1234.49, "1.234")],
)
def test_amounts_per_head(cents: float, text: str) -> None:
    """Two places below ten, none from there on."""
    assert german.number(german.per_head(cents)) == text


@pytest.mark.parametrize(
    ("date", "text"),
    [("2018", "2018"), ("2018-08", "August 2018"), ("2018-08-20", "20. August 2018"), ("2024-03-01", "1. März 2024")],
)
def test_days(date: str, text: str) -> None:
    """No more precise than known, the month as a word, no leading zero."""
    assert german.day(date) == text


@pytest.mark.parametrize(
    ("start", "end", "text", "short"),
    [
        (None, None, "", ""),
        ("2015", None, "seit 2015", "seit 2015"),
        ("2015-05", None, "seit Mai 2015", "seit 2015"),
        (None, "2018", "bis 2018", "bis 2018"),
        (None, "2018-12-24", "bis 24. Dezember 2018", "bis 2018"),
        ("2018", "2018", "2018", "2018"),
        ("2019", "2021", "2019 bis 2021", "2019–2021"),
        ("2019-05", "2019-09", "Mai bis September 2019", "2019"),
        ("2022-12-01", "2022-12-31", "1. bis 31. Dezember 2022", "2022"),
        ("2019-05-03", "2019-06-04", "3. Mai bis 4. Juni 2019", "2019"),
        ("2025", "2025-12", "2025, bis Dezember", "2025"),
        ("2025", "2025-08-20", "2025, bis 20. August", "2025"),
        ("2025-04", "2025", "2025, ab April", "2025"),
        ("2021-06-01", "2023-09", "1. Juni 2021 bis September 2023", "2021–2023"),
    ],
)
def test_periods(start: str | None, end: str | None, text: str, short: str) -> None:
    """»seit« without an end, »bis« without a beginning, »2019–2021« in tables."""
    span = ShownPeriod(start, end, is_running=True)
    assert (german.period(span), german.years(span)) == (text, short)


def test_what_does_not_go_on() -> None:
    """»ab« says when it began, and not that it is still there."""
    span = ShownPeriod("2015-05", None, is_running=False)
    assert (german.period(span), german.years(span)) == ("ab Mai 2015", "ab 2015")


@pytest.mark.parametrize(
    ("label", "text"),
    [("Eingestellt", "eingestellt"), ("Ziel verfehlt", "Ziel verfehlt"), ("Zuschuss der Stadt", "Zuschuss der Stadt"), ("", "")],
)
def test_labels_within_sentences(label: str, text: str) -> None:
    """A noun keeps its capital letter."""
    assert german.inside(label) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c"), (["<b>", "c"], "&lt;b&gt; und c")]
)
def test_lists(items: list[str], text: str) -> None:
    """»a, b und c«; what is not safe is escaped."""
    assert german.listed(items) == text


def test_safe_items_stay_safe() -> None:
    """Markup made by us is not escaped a second time."""
    assert german.listed([Markup("<b>1</b>"), "2"], "oder") == "<b>1</b> oder 2"


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("kurz", 10, "kurz"),
        ("genau zehn", 10, "genau zehn"),
        ("ein Satz, der zu lang ist", 12, "ein Satz …"),
        ("ein Satz – mit Strich", 12, "ein Satz …"),
        ("EinWortOhneJedesLeerzeichen", 10, "EinWortOhn …"),
    ],
)
def test_cutting(text: str, most: int, cut: str) -> None:
    """Long texts end with a whole word and an ellipsis, without a dangling comma or dash."""
    assert german.sentence(text, most) == cut


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("rund 70.000 € Kosten", True),
        ("Gewinnsumme: 70.000 €", True),
        ("70.000 € im Jahr", True),
        ("70.000 € Zuschuss", False),
        ("70.000 Besucher", False),
        ("70.000 € Kosten, 12 Stände", False),
        ("7 € Kosten", False),
        ("Kosten", False),
        ("", False),
    ],
)
def test_what_is_said_already(text: str, is_said: bool) -> None:
    """A figure says nothing new where another text has each of its numbers and words. Without a number it is none."""
    assert german.said_in(text, "Kosten: 70.000 € (einmalige Kosten) Gewinnsumme des Sponsors") == is_said


@pytest.mark.parametrize(
    ("text", "most", "whole"),
    [
        ("Kurz.", 10, "Kurz."),
        ("Gesamt 80.000 €, je zur Hälfte; dazu der Strom", 40, "Gesamt 80.000 €, je zur Hälfte."),
        ("Mit Strom, z. B. für die Bahn. Dazu Wasser", 35, "Mit Strom, z. B. für die Bahn."),
        ("Ein einziger Satz ohne Ende", 10, ""),
    ],
)
def test_whole_sentences(text: str, most: int, whole: str) -> None:
    """What has room, and never a part of a sentence."""
    assert german.whole(text, most) == whole
