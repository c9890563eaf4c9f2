"""What the entries of feeds say: the whole text of a case, or of a headline that moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from markupsafe import Markup

from citynet_kb.indexes import HeadlineMove, News, OpenCall, contact_of
from citynet_kb.model import Call, CaseStudy, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import body, environment
from citynet_kb.pages.views.board_lines import call_line
from citynet_kb.pages.views.case_text import without_empty_sections
from citynet_kb.pages.views.move_lines import move_line
from citynet_kb.pages.views.news_lines import news_line, topic_of

MARKDOWN = ("citynet_kb.fragments", "admonition", "fenced_code", "footnotes", "sane_lists", "tables")
"""How contributed texts are read; with blocks of code, in which a text stands that costs too much to be read.
Nothing in a feed is ours alone, so that no fragment is known: a placeholder stays a text."""

EPOCH = "1970-01-01"
"""The day of what has none."""
WHOLE = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class FeedEntry:
    """One entry. `id` stays the same for good; `day` is YYYY-MM-DD; `text` is HTML with whole addresses."""

    id: str
    day: str
    title: str
    url: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntryWriter:
    """Makes entries. One writer makes all of a build, so that it knows the texts of cases that it has made before."""

    context: BuildContext

    @cached_property
    def _words(self) -> Any:
        return environment().get_template("feed_parts.html.j2").module

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown(extensions=list(MARKDOWN))

    @cached_property
    def _bodies(self) -> dict[str, Markup]:
        return {}

    def url(self, uri: str) -> str:
        """The whole address of a page."""
        return self.context.whole_address(addresses.published(uri))

    def of_news(self, news: News) -> FeedEntry:
        """The whole case; of a withdrawn one only the reason."""
        line, url = news_line(self.context, news), self.url(addresses.case(news.case.id))
        told = (topic_of(self.context, news).name, line.line.measure, line.line.town) if not line.reason else ()
        return FeedEntry(
            id=self._id(news.day, news.key),
            day=news.day,
            title=_plain(self._words.news_title(line)),
            url=url,
            text=str(self._words.news_text(line, tuple(self._facts(news.case)), "" if line.reason else self._body(news.case), url)),
            tags=tuple(tag for tag in (*told, line.kind.label) if tag),
        )

    def of_move(self, move: HeadlineMove) -> FeedEntry:
        """A headline before and since."""
        line, url = move_line(self.context, move), self.url(addresses.measure(move.measure.id))
        cases = tuple(self.url(addresses.case(case.id)) for case in line.by)
        return FeedEntry(
            id=self._id(move.day, move.key),
            day=move.day,
            title=_plain(self._words.move_title(line)),
            url=url,
            text=str(self._words.move_text(line, url, cases)),
            tags=(move.measure.name, move.kind.label),
        )

    def of_call(self, case: CaseStudy, call: Call) -> FeedEntry:
        """What a town looks for, open or over, so that a feed is the same on any day. A call with a new last day is a new entry."""
        line, url = call_line(self.context, OpenCall(case, call, contact_of(case, self.context.base.cities), ())), addresses.case(case.id)
        entered = case.added or case.updated or EPOCH
        key = "/".join(((*case.aliases, case.id)[0], "gesuch", call.what.value, call.until))
        return FeedEntry(
            id=self._id(entered, key),
            day=max(entered, case.updated or ""),
            title=_plain(self._words.call_title(line)),
            url=self.url(url),
            text=str(self._words.call_text(line, self.url(url), self.url(addresses.BOARD))),
            tags=tuple(tag for tag in (line.measure.name if line.measure else "", line.line.town, call.what.label) if tag),
        )

    def _id(self, day: str, key: str) -> str:
        """A tag: URI (RFC 4151): the host of the site, the day, and what happened to which record."""
        host = urlsplit(self.context.whole_address("")).hostname
        return f"tag:{host},{day}:{key}"

    def _facts(self, case: CaseStudy) -> Iterator[tuple[str, tuple[str, ...]]]:
        line, labels = self.context.lines[case.id], self._words.fact_labels
        facts: Mapping[str, tuple[str, ...]] = {
            "measure": (line.measure,),
            "town": (line.town or line.region,),
            "period": (line.period,),
            "reasons": tuple(reason.label for reason in case.failure_reasons),
            "factors": case.success_factors,
        }
        yield from ((labels[name], texts) for name, texts in facts.items() if any(texts))

    def _body(self, case: CaseStudy) -> Markup:
        if case.id not in self._bodies:
            text = body(without_empty_sections(case.body))
            made = self._markdown.reset().convert(text) if text else ""
            self._bodies[case.id] = Markup(self._with_whole_links(made, addresses.case(case.id)))
        return self._bodies[case.id]

    def _with_whole_links(self, text: str, uri: str) -> str:
        """Links to other records are written from file to file; here they become addresses of pages, or, to no page, words."""
        if "href=" not in text:
            return text
        from lxml import html as markup  # most builds write no feed anew

        whole = markup.fragment_fromstring(text, create_parent="div")
        for link in whole.iter("a"):
            path, mark, anchor = (link.get("href") or "").partition("#")
            target = normpath(join(dirname(uri), path)) if path else uri
            if self.context.site_map.has(target):
                link.set("href", f"{self.url(target)}{mark}{anchor}")
            elif not path.startswith(WHOLE):
                link.attrib.pop("href", None)
        return str(markup.tostring(whole, encoding="unicode"))


def _plain(text: object) -> str:
    return unescape(str(text))
