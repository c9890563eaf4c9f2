"""No digit stands in generated text but in computed numbers, dates, and what a record or a vocabulary says word for word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any, TypeVar

import pytest

from citynet_kb.findings import RULES
from citynet_kb.indexes import build_indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Configuration, Part, Term
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.pages import Site, build_site
from citynet_kb.project import Project
from citynet_kb.schema.wording import WORDING
from tests.fictional.crowded import knowledge_base
from tests.pages.examples import land, ours
from tests.recount.pages import Node, Reader, aim, parse
from tests.site.building import TODAY

MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DATE = re.compile(rf"\b(?:\d{{1,2}}\. (?=(?:{MONTHS})\b|bis )|(?:1[0-9]|20)\d\d\b(?![.,]\d))")
"""Days before a month, and years: a computed number of four digits would have a point."""
OWN_NUMBER = re.compile(r"(?:^|[:,·] )([\d.]+)(?= €| Einwohner| Personentage| Wochen| Gäste|$)")
"""Where a page shows a number of the record itself: inhabitants, cost, working days, weeks."""
TIME = re.compile(r"\b(\d+)(?: bis (\d+))? (?:Wochen?|Tage?)\b|\bWoche (\d+)(?: bis (\d+))?")
"""Weeks and days that a record of practice holds."""
LAW = re.compile(r"§ \d+(?: Abs\. \d+)?|Art\. \d+|\(EU\) \d{4}/\d+|EN 301 549|WCAG 2\.\d")
"""Laws and standards by their numbers."""
MINOR = int(API_VERSION.partition(".")[2])
VERSION = re.compile(rf"^1\.(?:{'|'.join(map(str, range(MINOR + 1)))})$|(?<=Fassung ){re.escape(API_VERSION)}(?=[;.])")
"""Versions of the open data: the former ones, and the present one."""
PART = re.compile(r"\bSeite \d+(?: von \d+)?$")
"""Which part of a long list a page is."""
STEP = re.compile(r"(?<=## )\d\. |\bSchritt \d\b")
"""Steps of the guide by their numbers."""
ALLOWED = {
    "Blatt A4": "a size of paper",
    "CC BY 4.0": "the name of a licence",
    "api/v1/": "part of an address",
    "(v1)": "the version in an address",
    "UTF-8": "the name of an encoding",
    "die ersten 100 Tage": "how long one is new in office",
    "(1 Seite)": "how long a sheet is when it is printed",
}
SENTENCE_END = re.compile(r"[.;!?](?= )")
DRAWN = frozenset({"data", "time", "text", "title"})
"""Numbers and dates that say what they are; SVG text, in which no `<data>` may stand (recounted in `test_drawn_numbers`)."""
DRAWN_PLAINLY = re.compile(rf"<({'|'.join(sorted(DRAWN))})\b[^<>]*>[^<]*</\1>")
TAG = re.compile(r"<[^<>]*>")

T = TypeVar("T")


class Known:
    """The texts with digits that records and vocabularies hold, by their words with digits."""

    def __init__(self, base: KnowledgeBase, settings: Configuration) -> None:
        self.texts: defaultdict[str, set[str]] = defaultdict(set)
        self.longest_first: dict[str, list[str]] = {}
        self.seen: dict[str, str] = {}
        self.numbers: set[str] = set()
        records = (base.cases, base.cities, base.measures, base.topics, base.meetings, base.pages, base.networks, base.other_meetings)
        for record in (*(one for group in (*records, *base.practice.kinds) for one in group.values()), settings):
            self._gather(record.model_dump(mode="json"))
        for case in base.cases.values():
            self._cut_texts(case)
        for cost in base.practice.costs.values():  # towns without a file have their inhabitants from the register
            town = base.municipalities.city(cost.town or "")
            self.numbers.add(f"{town.population:,}".replace(",", ".") if town and town.population else "")
        for term in vocabularies(Term):
            for member in term:
                self._add(member.label)
                self._add(member.definition)
        for part in vocabularies(Part):
            self._told(part)
        for wording in WORDING.values():
            self._add(wording.remedy)
        for rule in RULES.of("citynet_kb.checks"):
            self._add(rule.statement)

    def _cut_texts(self, case: CaseStudy) -> None:
        """What pages show of a text: its title without the town, its beginning up to the end of a sentence."""
        self._add(case.title.partition(": ")[2])  # where its town stands beside
        for text in re.findall(r"^## Erkenntnisse\s+(.+)", case.body, re.MULTILINE):  # the page of a topic shows their beginning
            for end in (*(found.start() for found in SENTENCE_END.finditer(text)), len(text)):
                self._add(text[:end])
                self._add(f"{text[:end]}.")
        for note in (case.effort_detail.note if case.effort_detail else "", *(entry.note for entry in case.follow_up)):
            for found in SENTENCE_END.finditer(note or ""):  # where a sheet has room for no more
                self._add(f"{(note or '')[: found.start()]}.")

    def _told(self, part: type[Part]) -> None:
        """What the model says of the fields of a part."""
        for key, info in part.model_fields.items():
            self._add(part.helps().get(key, ""))
            self._add(info.title or "")
            for limit in info.metadata:
                self._add(f"Höchstens {getattr(limit, 'max_length', '')} Zeichen.")
            self._gather(info.examples or [])
            for example in info.examples or ():
                self._add(f"{key}: {example}")

    def _gather(self, value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                self._gather(one)
        elif isinstance(value, list):
            for one in value:
                self._gather(one)
        elif isinstance(value, str):
            self._add(value)
        elif isinstance(value, int):
            self.numbers.add(f"{abs(value):,}".replace(",", "."))

    def _add(self, text: str) -> None:
        one_line = " ".join(text.split())
        for said in (one_line, one_line[:1].upper() + one_line[1:]):  # a note that is a line of its own begins with a capital letter
            for word in with_digits(said):
                self.texts[word].add(said)

    def without(self, text: str) -> str:
        """The text without what stands in a record word for word, whole or cut at the end of a word; the longest words first."""
        for word in sorted(with_digits(text), key=len, reverse=True):
            if word not in self.longest_first:
                self.longest_first[word] = sorted(self.texts.get(word, ()), key=lambda one: -len(one))
            for known in self.longest_first[word]:
                if word not in text:
                    break
                text = text.replace(known, " ")
                if " …" in text and word in text:
                    text = self._without_beginning(text, known)
        return text

    def without_times(self, text: str) -> str:
        """The text without spans of weeks and days whose numbers a record holds."""
        return TIME.sub(lambda found: " " if self.numbers >= {one for one in found.groups() if one} else found[0], text)

    def _without_beginning(self, text: str, known: str) -> str:
        for end in range(len(known), 20, -1):
            if f"{known[:end]} …" in text:
                return text.replace(f"{known[:end]} …", " ")
        return text


def vocabularies(kind: type[T]) -> Iterator[type[T]]:
    for one in kind.__subclasses__():
        yield one
        yield from vocabularies(one)


def with_digits(text: str) -> list[str]:
    return [word for word in re.split(r"[\s;,()»«]+", text) if re.search(r"\d", word)]


def words_of(node: Node) -> Iterator[str]:
    """The texts between tags, numbers and dates left out, and the digits of a digest, which `test_citing` computes anew."""
    for child in node.children:
        if isinstance(child, str):
            yield " ".join(child.split())
        elif child.tag not in DRAWN and not child.has_class("kb-cite__version"):
            yield from words_of(child)


def texts_with_digits(html: str) -> list[str]:
    """Of one fragment, which is taken apart only if there is a digit beside its tags, numbers and dates."""
    if not re.search(r"\d", TAG.sub(" ", DRAWN_PLAINLY.sub(" ", html))):
        return []
    return [text for text in words_of(parse(html)) if re.search(r"\d", text)]


def left_over(text: str, known: Known) -> str:
    """What of a text with digits nobody can explain; empty where all is well. Many pages say the same."""
    if text not in known.seen:
        known.seen[text] = _left_over(text, known)
    return known.seen[text]


def _left_over(text: str, known: Known) -> str:
    for allowed in ALLOWED:
        text = text.replace(allowed, " ")
    text = PART.sub(" ", text)
    # A span of weeks may stand alone, or within a sentence of a record: whichever order explains more.
    ways = (known.without(known.without_times(text)), known.without_times(known.without(text)))
    text = min(ways, key=lambda left: len(re.findall(r"\d", left)))
    text = OWN_NUMBER.sub(lambda found: " " if found[1] in known.numbers else found[0], text)
    text = STEP.sub(" ", DATE.sub(" ", LAW.sub(" ", VERSION.sub(" ", text))))
    return text if re.search(r"\d", text) else ""


def unexplained(site: Site, base: KnowledgeBase, settings: Configuration) -> list[str]:
    """Every text with a digit too many, by page."""
    known, reader, found = Known(base, settings), Reader(site), []
    texts_of = cache(texts_with_digits)
    bodies = {" ".join(one.body.split()) for group in (base.cases, base.measures, base.topics, base.cities) for one in group.values()}
    bodies |= {" ".join(one.body.split()) for group in (base.meetings, base.pages) for one in group.values()}
    for uri in site.pages:
        texts = {text for html in reader.markup(uri) for text in texts_of(html)}
        plain = " ".join(reader.plain(uri).replace("\u2060", "").split())
        if re.search(r"\d", plain):
            plain = next((plain.replace(body, " ") for body in sorted(bodies, key=len, reverse=True) if body and body in plain), plain)
            texts.add(re.sub(r"\\(.)", r"\1", unescape(plain)))
        found += [f"{uri}: {text[:160]}" for text in sorted(texts) if left_over(text, known)]
    return found


def project(root: str) -> Project:
    return ours() if root == "our own content" else land()


@pytest.mark.slow
@pytest.mark.parametrize("root", ["our own content", "beispielland"])
def test_no_other_digits(root: str) -> None:
    """Every digit of a generated text belongs to a computed number, a date, or a record or definition that is shown word for word."""
    one = project(root)
    assert unexplained(one.site, one.content.knowledge_base, one.configuration) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 200, 40))
def test_no_other_digits_in_generated_knowledge_bases(seed: int) -> None:
    """So it is where towns have several cases, outcomes turn and causes are shared."""
    base = knowledge_base(seed)
    site = build_site(base, build_indexes(base), Configuration(), TODAY)
    assert unexplained(site, base, Configuration()) == []


def test_a_digit_too_many_is_found() -> None:
    """The test would see a computed number that stands in bare text."""
    base = project("beispielland").content.knowledge_base
    known = Known(base, Configuration())
    assert left_over("In 5 Städten gelungen", known)
    assert left_over("3.456 Fälle", known)
    assert not left_over("34.567 Einwohner", known)
    assert not left_over("vom 3. Mai 2019 bis 2021", known)
    assert texts_with_digits('<p id="a1">In 5 Städten, seit <time datetime="2019">2019</time></p>') == ["In 5 Städten, seit"]
    assert texts_with_digits('<p>In <data value="5">5</data> Städten, <b>3</b> davon</p>') == ["3"]
    assert texts_with_digits('<p id="a1">In <data value="5">5</data> Städten</p>') == []


@pytest.mark.slow
def test_drawn_numbers() -> None:
    """Pictures say what the table beside them says: columns of years, and the words behind each sign of a map."""
    reader = Reader(one_of_ours())
    for section, root in reader.fragments("zeitleiste/index.md"):
        columns = [node.text for node in root.all("text") if node.has_class("kb-years__number")]
        cells = [row.all("data") for table in root.all("table") for row in table.all("tr")[1:]]
        assert columns == [cell.text for row in reversed(cells) for cell in row if cell.text != "0"], section
    maps = [(uri, root) for uri in one_of_ours().pages if uri.startswith("karte/") for _, root in reader.fragments(uri)]
    rows = {where(uri, row): [cell.text for cell in row.all("data")] for uri, root in maps for row in root.all("tr") if row.all("a")}
    drawn = [(uri, link) for uri, root in maps for svg in root.all("svg") for link in svg.all("a")]
    assert {uri for uri, _ in drawn} > {"karte/index.md"}
    joined = [(uri, link) for uri, link in drawn if aim(uri, link.attributes["href"]).startswith("karte/")]
    lands, around = (
        {
            link.all("title")[0].text: rows[aim(uri, link.attributes["href"])][0]
            for uri, link in joined
            if (" um " in link.text) is is_around
        }
        for is_around in (False, True)
    )
    assert all(words.endswith((f": {number} Städte", f": {number} Stadt")) for words, number in lands.items())
    alone = sum(uri == "karte/index.md" for uri, _ in drawn) - len(joined)
    assert alone + sum(int(words.split()[0]) for words in around) == sum(map(int, lands.values()))
    for uri, link in drawn:
        if (uri, link) in joined:
            continue
        words = link.all("title")[0].text.partition(": ")[2]
        cases, setbacks = rows[aim(uri, link.attributes["href"])]
        assert re.findall(r"(\d+) F", words) == ([cases] if cases != "0" else [])
        assert re.findall(r"davon (\d+)", words) in ([setbacks], [])


def one_of_ours() -> Site:
    return project("our own content").site


def where(uri: str, row: Node) -> str:
    """Where the first link of a row leads."""
    return aim(uri, row.all("a")[0].attributes["href"])
