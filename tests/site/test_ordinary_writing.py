"""Markdown as people write it who have not learned it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.pages.environment import body
from tests.site.reading import Html, dangers
from tests.site.test_fragments import html
from tests.speed import in_time

SHOWN = {
    "a year": ("2019. Das war der Anfang.", "<p>2019. Das war der Anfang.</p>"),
    "two days": ("5. und 6. Mai: Fest\n\n7. bis 9. Juni: Markt", "<p>5. und 6. Mai: Fest</p><p>7. bis 9. Juni: Markt</p>"),
    "a day in digits": ("15. 8. 2024 war Schluss.", "<p>15. 8. 2024 war Schluss.</p>"),
    "a quarter": ("3. Quartal 2024: Schluss", "<p>3. Quartal 2024: Schluss</p>"),
    "a single number": ("3. Bürgermeister war sie.", "<p>3. Bürgermeister war sie.</p>"),
    "dates in a list": ("- 15. August: x\n- 30. September: y", "<ul><li>15. August: x</li><li>30. September: y</li></ul>"),
    "numbers that skip": ("1. a\n3. b\n4. c", '<ol><li>a</li><li value="3">b</li><li>c</li></ol>'),
    "numbers left to the program": ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
    "numbers with a bracket": ("Text:\n1) a\n2) b", "<p>Text:</p><ol><li>a</li><li>b</li></ol>"),
    "numbers with a stop and a bracket": ("Ablauf:\n1.) a\n2.) b", "<p>Ablauf:</p><ol><li>a</li><li>b</li></ol>"),
    "a number as long as that of a telephone": ("12345678901. a", "<p>12345678901. a</p>"),
    "tight dashes": ("Text:\n-Stände\n-Musik", "<p>Text:</p><ul><li>Stände</li><li>Musik</li></ul>"),
    "a word divided at the end of a line": ("Das Bau\n-Amt half, -5 Grad", "<p>Das Bau-Amt half, -5 Grad</p>"),
    "letters": ("Text:\na) x\nb) y", '<p>Text:</p><ol type="a"><li>x</li><li>y</li></ol>'),
    "letters in numbers": ("1. a\n   a) b\n   b) c\n2. d", '<ol><li>a<ol type="a"><li>b</li><li>c</li></ol></li><li>d</li></ol>'),
    "bullets in a quote": ("> Text:\n> • a\n>   • b", "<blockquote><p>Text:</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
    "long dashes": ("– a\n– b", "<ul><li>a</li><li>b</li></ul>"),
    "a sentence broken at a dash": ("Am Ende\n– sagte er – war Schluss.", "<p>Am Ende– sagte er – war Schluss.</p>"),
    "numbers within two spaces": ("1. a\n  1. b\n  2. c\n2. d", "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>"),
    "an indented list": ("    - a\n    - b", "<ul><li>a</li><li>b</li></ul>"),
    "a rule below a list": ("- a\n---\nb", "<ul><li>a</li></ul><hr /><p>b</p>"),
    "a definition that nobody needs": ("[Gera]: gut", "<p>[Gera]: gut</p>"),
    "no address": ("[Hinweis](siehe unten)", "<p>[Hinweis](siehe unten)</p>"),
    "a picture with a title": ('![Markt](markt.jpg "Am Abend")', "<p><span>Markt (Am Abend)</span></p>"),
    "a star at the edge": ("*Händler*innen* und **fett**", "<p><em>Händler*innen</em> und <strong>fett</strong></p>"),
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN)
def test_a_text_is_shown_as_it_was_meant(text: str, expected: str) -> None:
    """Line breaks within the markup aside."""
    assert html(text).replace("\n", "") == expected


PARTS = (
    "- ",
    "• ",
    "1. ",
    "2. ",
    "3) ",
    "a) ",
    "b) ",
    "– ",
    "15. Mai: ",
    "2019. ",
    "> ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n\n",
    "---\n",
    "# ",
    "| ",
)
WORDS = ("eins ", "zwei*drei ", "vier_fünf ", "sechs. ", "[sieben] ", "[acht]: neun ", "(zehn) ", "|elf| ")


@given(st.lists(st.sampled_from((*PARTS, *WORDS)), max_size=25).map("".join))
def test_no_word_is_lost(text: str) -> None:
    """Whatever stands below, beside or within something else."""
    page = Html(html(text))
    seen = " ".join((page.text, page.seen))
    assert not dangers(page)
    assert [word for word in re.findall(r"[a-zäöüß]{4,}", text) if word not in seen] == []


UNITS = (
    "- a\n\n",
    "- a\n  - b\n",
    "2. x\n",
    "a) x\n",
    "– x\ny\n",
    "15. Mai\n",
    "*a ",
    "x.\n---\n",
    "[a]: b\n",
    "!!! note\n    - x\n    ",
    "    x\n\n",
)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_fifty_kilobytes_take_no_time(unit: str) -> None:
    """At most one second of CPU, the quickest of three tries counting."""
    in_time(1.0, lambda: html(str(body((unit * 50_000)[:50_000]))))


def test_a_costly_text_is_shown_as_it_was_typed() -> None:
    """Whatever fences stand in it."""
    text = "[" * 2000 + "\n~~~~\n**x**"
    assert Html(html(str(body(text)))).seen == " ".join(text.split())
