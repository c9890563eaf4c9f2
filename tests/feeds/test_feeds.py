"""Feeds, by the grammar of Atom and by a reader of feeds; JSON Feed by its schema; ids that stay."""

import json
from collections import Counter
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import etree, html

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import CaseStudy, Configuration, addresses
from citynet_kb.model.case_parts import FollowUp, Withdrawal
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.feeds.feed_files import MOST_ENTRIES, feed_files
from citynet_kb.project import Project
from tests.fictional.crowded import knowledge_base
from tests.pages.examples import land
from tests.site.building import LAND, TODAY

SCHEMAS = Path(__file__).parents[1] / "fixtures" / "schemas"
URL = "https://wissen.example.org/"
WITH_ADDRESS = Configuration.model_validate({"site": {"url": URL}})
ATOM = "{http://www.w3.org/2005/Atom}"


def feeds_of(base: KnowledgeBase) -> dict[str, bytes]:
    return feed_files(BuildContext(base, Indexes(base), WITH_ADDRESS, TODAY))


@cache
def of_land() -> dict[str, bytes]:
    """Those of Beispielland, which has hostile text in every field."""
    return feed_files(BuildContext(land().content.knowledge_base, land().indexes, land().configuration, TODAY))


@cache
def many() -> dict[str, bytes]:
    """Those of 500 generated cases."""
    return feeds_of(knowledge_base(0, 500, 120))


def faults(files: dict[str, bytes]) -> list[str]:
    """All that grammar, schema and a reader of feeds find wrong."""
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    from jsonschema import Draft202012Validator  # a second, which no other test shall pay

    schema = Draft202012Validator(json.loads((SCHEMAS / "json-feed-1.1.json").read_text("utf-8")))
    found = []
    for path, content in files.items():
        if path.endswith(".xml"):
            tree = etree.fromstring(content)
            found += [] if grammar.validate(tree) else [f"{path}: {grammar.error_log.last_error}"]
            entries = [*tree.iter(f"{ATOM}entry")]
            found += [f"{path}: no author or page" for _ in (1,) if tree.find(f"{ATOM}author") is None]
            read = feedparser.parse(content)
            found += [f"{path}: {read.bozo_exception}"] if read.bozo else []
            found += [] if len(read.entries) == len(entries) <= MOST_ENTRIES else [f"{path}: {len(entries)} entries"]
        elif path.endswith(".json"):
            found += [f"{path}: {fault.message}" for fault in schema.iter_errors(json.loads(content))]
    return found


def items(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    made: list[dict[str, str]] = json.loads(files[addresses.feed(name, "json")])["items"]
    return made


@pytest.mark.slow
def test_feeds_keep_to_their_formats() -> None:
    """Whatever stands in the records, each feed is valid, and a reader of feeds reads all its entries."""
    assert faults(of_land()) == []


@pytest.mark.slow
def test_many_feeds_keep_to_their_formats() -> None:
    """So it is with many cases; no feed has more than its newest entries, both formats have the same, none has one twice."""
    files = many()
    assert faults(files) == []
    for path in files:
        if path.endswith(".xml"):
            ids = [one.findtext(f"{ATOM}id") for one in etree.fromstring(files[path]).iter(f"{ATOM}entry")]
            assert ids == [item["id"] for item in json.loads(files[path.replace(".xml", ".json")])["items"]]
            assert max(Counter(ids).values(), default=1) == 1
    assert len(items(files, "alles")) == MOST_ENTRIES


def test_the_grammar_refuses() -> None:
    """The grammar would see an entry without a title, a date that is none, an element that does not belong."""
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    whole = of_land()[addresses.feed("alles", "xml")].decode()
    for old, new in (("<title>Alles", "<titel>Alles"), ("T00:00:00+00:00</updated>", "</updated>"), ("<entry>", "<entry><guid>1</guid>")):
        broken = whole.replace(old, new, 1).replace("</title>", "</titel>" if "titel" in new else "</title>", 1)
        assert not grammar.validate(etree.fromstring(broken.encode())), new


def test_links_are_whole_and_lead_to_pages() -> None:
    """Every address in a feed is a whole one; those of this site are pages of it. Nothing in a text can run."""
    files = of_land()
    pages = {addresses.published(uri) for uri in land().site.pages}
    for path, content in files.items():
        for item in json.loads(content)["items"] if path.endswith(".json") else ():
            text = html.fragment_fromstring(item["content_html"], create_parent="div")
            assert not [node.tag for node in text.iter("script", "iframe", "object", "img", "style")], path
            for address in (item["url"], *text.xpath("//@href")):
                assert urlsplit(address).scheme in ("http", "https", "mailto"), address
                if address.startswith(URL):
                    assert unquote(urlsplit(address).path)[1:] in pages, address


def one_case(**more: object) -> CaseStudy:
    facts = {"title": "Gera: Feierabendmarkt", "city": "gera", "topic": "feste", "outcome": "offen", "effort": "klein", **more}
    return CaseStudy.model_validate({"id": "gera/markt", "added": "2026-01-05", **facts})


def ids(*cases: CaseStudy) -> list[str]:
    return [item["id"] for item in items(feeds_of(link(cases)), "alles")]


def test_ids_stay() -> None:
    """An entry keeps its id when the case is changed, told on or moved; what happens adds an entry; a withdrawal leaves itself alone."""
    new, told = "tag:wissen.example.org,2026-01-05:gera/markt/neu", "tag:wissen.example.org,2026-03-01:gera/markt/nachgefasst"
    follow_up = FollowUp(date="2026-02", note="Er läuft weiter.", added="2026-03-01")
    assert ids(one_case()) == [new]
    assert ids(one_case(summary="Anders.", updated="2026-02-01")) == ["tag:wissen.example.org,2026-02-01:gera/markt/geaendert", new]
    assert ids(one_case(follow_up=(follow_up,), updated="2026-03-01")) == [told, new]
    assert ids(one_case(id="gera/abendmarkt", aliases=("gera/markt",))) == [new]
    withdrawn = one_case(withdrawn=Withdrawal(date="2026-04-01", reason="Auf Bitte der Stadt."), summary="Geheim", follow_up=(follow_up,))
    (entry,) = items(feeds_of(link([withdrawn])), "alles")
    assert entry["id"] == "tag:wissen.example.org,2026-04-01:gera/markt/zurueckgezogen"
    assert "Feierabendmarkt" not in json.dumps(entry, ensure_ascii=False)
    assert "Geheim" not in json.dumps(entry)


def test_texts_are_whole() -> None:
    """A reader of the feed need not open the site: summary, body and follow-up are there."""
    told = FollowUp(date="2026-02", note="Zu Ende.", added="2026-03-01")
    case = one_case(summary="Drei von zwölf.", body="## Umsetzung\n\nAm *Markt*.", follow_up=(told,))
    newest, first = (item["content_html"] for item in items(feeds_of(link([case])), "alles"))
    assert "Drei von zwölf." in first
    assert "<p>Am <em>Markt</em>.</p>" in first
    assert "<strong>Stand Februar 2026:</strong> Zu Ende." in newest


@pytest.mark.parametrize("text", ["* " * 900 + "x", "• " * 900 + "x", "> " * 900 + "x", "[" * 1001])
def test_what_costs_too_much_stands_there_as_typed(text: str) -> None:
    """As on the page of the case, also without the checks."""
    files = feeds_of(link([one_case(body=text)]))
    assert f"<code>{escape(text)}" in items(files, "alles")[0]["content_html"]


def test_without_an_address_there_are_none() -> None:
    """Feeds need whole addresses: without one there are no files, no page about them, and no page names one."""
    base = land().content.knowledge_base
    assert feed_files(BuildContext(base, land().indexes, Configuration(), TODAY)) == {}
    assert not BuildContext(base, land().indexes, Configuration(), TODAY).site_map.has(addresses.SUBSCRIBE)
    assert BuildContext(base, land().indexes, land().configuration, TODAY).site_map.has(addresses.SUBSCRIBE)


def test_equal_content_gives_equal_bytes() -> None:
    """A second reading of the same files gives the same feeds on another day, empty ones included."""
    again = Project(LAND, 1_900_000_000)
    base = again.content.knowledge_base
    assert feed_files(BuildContext(base, again.indexes, again.configuration, again.today)) == of_land()


def test_lists_of_feeds_name_every_feed() -> None:
    """The OPML file names all feeds, each once, with the page that names it."""
    outlines = etree.fromstring(of_land()[addresses.feed("abos", "opml")]).findall(".//outline[@xmlUrl]")
    named = [one.get("xmlUrl", "").removeprefix(URL) for one in outlines]
    assert sorted(named) == sorted(path for path in of_land() if path.endswith(".xml"))
    assert {one.get("htmlUrl", "").removeprefix(URL) for one in outlines} <= {addresses.published(uri) for uri in land().site.pages}
