"""No page is empty or wrong where little is known: none, one, two, three cases, and fifty; and every number has its base."""

import re
from functools import cache

import pytest

from citynet_kb.indexes import build_indexes
from citynet_kb.model import Configuration
from citynet_kb.pages import Site, build_site
from tests.fictional.crowded import MEASURES, knowledge_base
from tests.recount.ledger import Ledger, from_records
from tests.recount.pages import Reader
from tests.site.building import TODAY

SIZES = (0, 1, 2, 3, 50)
MAIN = ("massnahmen", "staedte", "themen", "gruende", "aufwand", "anderswo-gescheitert", "faelle", "index", "erfahrungsblatt")
NOTHING_KNOWN = re.compile(r"noch nichts|[Nn]och (?:ist )?kein|noch nicht|noch (?:bei|in) keinem|Von keinem|[Kk]ein(?:e|er)? ")
"""How pages say that nothing is known yet."""
WRONG = (
    r"\b0 von 0\b",
    r"\b[Ii]n 0\b",
    r"\b[Aa]us 0\b",
    r"\bNone\b|\bnan\b|\bundefined\b",
    r"\b1 (?:Städte|Städten|Fälle|Fällen|Fallberichte|Jahren|Monaten|Maßnahmen)\b",
    r" [.,;:](?:\s|$)",
    r"\.\.",
    r",\s*,",
)
"""What no sentence may say."""
COUNTED_OF = ("cities_setback", "cities_success", "cities_partly", "kosten_known", "personentage_known", "answers_given")
"""Parts of a whole: the sentence around them, or the verdict it belongs to, names the whole."""


@cache
def site(cases: int) -> tuple[Ledger, Reader]:
    base = knowledge_base(7, cases)
    return from_records(base), Reader(build_site(base, build_indexes(base), Configuration(), TODAY))


def shown(reader: Reader, uri: str) -> str:
    """The words of a page, its Markdown included."""
    return f"{reader.plain(uri)} {reader.seen(uri)}"


def main_pages(made: Site) -> list[str]:
    return [uri for uri in made.pages if uri.split("/")[0].removesuffix(".md") in MAIN]


@pytest.mark.parametrize("cases", SIZES)
def test_no_page_is_empty(cases: int) -> None:
    """Every page of a measure, town, topic or reason has a heading and something to read below it, however little is known."""
    _, reader = site(cases)
    for uri in main_pages(reader.site):
        if reader.seen(uri).startswith("Der Inhalt steht jetzt hier:"):
            continue
        heading = reader.plain(uri).strip().splitlines()[0] if reader.plain(uri).strip() else ""
        assert heading.startswith("# ") or uri == "index.md", uri
        assert len(reader.seen(uri).split()) > 8, uri


@pytest.mark.parametrize("cases", SIZES)
def test_what_is_not_known_is_said(cases: int) -> None:
    """A measure, topic, town, reason or band without a case says so in words."""
    ledger, reader = site(cases)
    silent = [f"massnahmen/{one}.md" for one in ledger.measures if not ledger.of_measure(one)]
    silent += [f"themen/{one}.md" for one in ledger.topics if not ledger.of_topic(one)]
    silent += [f"staedte/{one}.md" for one in ledger.cities if not ledger.of_city(one)]
    named = {reason for case in ledger.setbacks() for reason in case["failure_reasons"]}
    silent += [uri for uri in reader.site.pages if re.fullmatch(r"gruende/.+/.+\.md", uri) and uri[8:-3] not in named]
    assert f"massnahmen/{MEASURES[-1]}.md" in silent
    for uri in silent:
        words = reader.seen(uri)
        assert NOTHING_KNOWN.search(words), f"{uri}: {words}"


@pytest.mark.parametrize("cases", SIZES)
def test_no_sentence_is_wrong(cases: int) -> None:
    """No »0 von 0«, no »In 0 Städten«, no »1 Städte«, no stray sign and no value of the program in any text."""
    _, reader = site(cases)
    for uri in reader.site.pages:
        for _, root in reader.fragments(uri):
            for block in (node for node in root.walk() if node.tag in ("p", "dd", "caption", "figcaption", "th")):
                for wrong in WRONG:
                    assert not re.search(wrong, block.text), f"{uri}: {wrong}: {block.text}"


@pytest.mark.parametrize("cases", SIZES)
def test_every_part_names_its_whole(cases: int) -> None:
    """No number without its denominator: where a sentence counts some of the towns or cases, it says of how many."""
    _, reader = site(cases)
    for uri in reader.site.pages:
        for place in reader.numbers(uri):
            if place.what in COUNTED_OF:
                verdict = next((node for node in place.node.around() if node.has_class("kb-verdict")), place.block)
                whole = {node.attributes["data-what"] for node in verdict.all("data")}
                whats = {"cities_known", "observations", "cities_setback_ever", "cases_counted", "cities_without_setback"}
                assert whole & whats or place.heading == "Woran es lag", f"{uri}: {place.block.text}"
