"""Every page of the site from one knowledge base."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from markupsafe import Markup

from citynet_kb.fragments import digest, placeholder_of
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Configuration
from citynet_kb.pages.environment import body, environment
from citynet_kb.pages.page import GeneratedPage, SiteMap, front_matter
from citynet_kb.pages.views import MeasureView

_SLOT = "\x00"
"""Stands for the contributed text while the page around it is tidied; no template or record can contain it."""


_NAMES = "|".join(rf"(?<=\b{name}=)" for name in ("href", "src", "action", "poster", "data"))
_RUNNING = re.compile(rf"""(=(?:{_NAMES})["'])\s*(?!https?:|mailto:|data:image/)[a-z][a-z0-9+.-]*:""", re.IGNORECASE)
"""An address whose scheme could run code. The model lets none through; this holds without it. It looks from each = backwards, which is
much quicker than looking for the names."""
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class Renderer:
    """Renders single pages and keeps the trusted markup they refer to in `fragments`. One renderer makes one site."""

    def __init__(self, base: KnowledgeBase, indexes: Indexes, configuration: Configuration, today: str, site_map: SiteMap) -> None:
        self.base = base
        self.indexes = indexes
        self.configuration = configuration
        self.today = today
        self.site_map = site_map
        self.fragments: dict[str, str] = {}
        self.measures = {slug: MeasureView(summary, indexes) for slug, summary in indexes.measures.items()}
        self._lists: Any = environment().get_template("lists.html.j2").module
        self._lines: dict[tuple[str, str, int], Markup] = {}
        sentences: Any = environment().get_template("sentences.html.j2").module
        self.sentences: Mapping[str, Markup] = {slug: sentences.measure_sentence(view) for slug, view in self.measures.items()}

    def page(self, uri: str, template: str, meta: Mapping[str, Any], **context: Any) -> GeneratedPage:
        """One page. `meta` is its front matter, `context` what its template speaks about.

        Where the template says `{{ body }}`, the contributed text `body` is set in as it is.
        """
        contributed = body(str(context.pop("body", "")))
        text = (
            environment()
            .get_template(template)
            .render(
                uri=uri,
                fragment=self._fragment,
                link=lambda target: self.site_map.link(uri, target),
                mdlink=lambda target: self.site_map.markdown_link(uri, target),
                line=lambda case: self._line(uri, case),
                row=lambda case, level: self._line(uri, case, level),
                has=self.site_map.has,
                base=self.base,
                indexes=self.indexes,
                measures=self.measures,
                sentences=self.sentences,
                configuration=self.configuration,
                today=self.today,
                body=_SLOT if contributed else "",
                **context,
            )
        )
        fields = {"title": _heading(text), **meta}
        markdown = front_matter(fields) + "\n" + tidy(text).replace(_SLOT, contributed)
        searchable = "redirect" not in fields and not fields.get("search", {}).get("exclude")
        return GeneratedPage(uri, markdown, fields["title"], fields.get("description") or "", contributed, searchable)

    def _line(self, uri: str, case: CaseStudy, level: int = 0) -> Markup:
        """The line of a case in a list on page `uri`; with a level of heading, the row with its summary.

        It is the same on many pages, since most are equally deep in the tree.
        """
        url = self.site_map.link(uri, f"faelle/{case.id}.md")
        if (case.id, url, level) not in self._lines:
            make = self._lists.full_row if level else self._lists.case_line
            self._lines[case.id, url, level] = make(case, url, self.base, self.indexes, *([level] if level else []))
        return self._lines[case.id, url, level]

    def _fragment(self, caller: Callable[[], str]) -> Markup:
        """Keep what stands between `call` and `endcall` as trusted markup, and put its placeholder into the page."""
        html = _RUNNING.sub(r"\1#", _EMPTY_LINES.sub("\n", str(caller()).strip()))
        if not html:
            return Markup("")
        name = digest(html)
        self.fragments[name] = html
        return Markup(f"\n\n{placeholder_of(name)}\n\n")


def _heading(text: str) -> str:
    """The first heading of the highest level, as plain text; empty without one."""
    line = next((line for line in text.split("\n") if line.startswith("# ")), "# ")
    return unescape(re.sub(r"\\(.)", r"\1", line[2:].strip()))


def tidy(text: str) -> str:
    """At most one empty line in a row, one final newline."""
    return "\n".join(_without_repeated_blanks(text.strip("\n").split("\n"))) + "\n"


def _without_repeated_blanks(lines: list[str]) -> Iterator[str]:
    was_blank = False
    for line in lines:
        if line.strip() or not was_blank:
            yield line.rstrip()
        was_blank = not line.strip()
