"""Every page of the site from one knowledge base."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from citynet_kb.fragments import digest, placeholder_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.environment import body, environment
from citynet_kb.pages.page import GeneratedPage, SiteMap, front_matter, way_to_file
from citynet_kb.pages.views import MeasureView
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.sources.scanner.illustrations import illustrations

_SLOT = "\x00"
"""Stands for the contributed text while the page around it is tidied; no template or record can contain it."""


_NAMES = "|".join(rf"(?<=\b{name}=)" for name in ("href", "src", "action", "poster", "data"))
_RUNNING = re.compile(rf"""(=(?:{_NAMES})["'])\s*(?!https?:|mailto:|data:image/)[a-z][a-z0-9+.-]*:""", re.IGNORECASE)
"""An address whose scheme could run code. The model lets none through; this holds without it. It looks from each = backwards, which is
much quicker than looking for the names."""
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class Renderer:
    """Renders single pages and keeps the trusted markup they refer to in `fragments`, their pictures in `shown`.

    One renderer makes one site.
    """

    def __init__(
        self,
        context: BuildContext,
        pictures: Mapping[str, PublishedImage | None] = MappingProxyType({}),
        site_map: SiteMap | None = None,
    ) -> None:
        self.context = context
        self.base, self.indexes = context.base, context.indexes
        self.configuration, self.today = context.configuration, context.today
        self.site_map = site_map or context.site_map
        self.fragments: dict[str, str] = {}
        self.shown: dict[str, bytes] = {}
        self._pictures = pictures
        self.measures = {slug: MeasureView(summary, self.indexes) for slug, summary in self.indexes.measures.items()}
        self._components: Any = environment().get_template("components.html.j2").module
        sentences: Any = environment().get_template("sentences.html.j2").module
        self.sentences: Mapping[str, Markup] = {slug: sentences.measure_sentence(view.facts) for slug, view in self.measures.items()}

    def page(self, uri: str, template: str, meta: Mapping[str, Any], **context: Any) -> GeneratedPage:
        """One page. `meta` is its front matter, `context` what its template speaks about.

        Where the template says `{{ body }}`, the contributed text `body` is set in as it is, with the pictures that lie in the folder
        `images`, if that is given.
        """
        contributed = self._illustrated(uri, body(str(context.pop("body", ""))), str(context.pop("images", "")))
        text = (
            environment()
            .get_template(template)
            .render(
                uri=uri,
                fragment=self._fragment,
                link=lambda target: self.site_map.link(uri, target),
                mdlink=lambda target: self.site_map.markdown_link(uri, target),
                has=self.site_map.has,
                site=self.context.settings,
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

    def render(self, draft: Draft) -> GeneratedPage:
        """The page of a draft: the same bytes for the same draft."""
        uri = draft.uri
        contributed = self._illustrated(uri, body(draft.body), draft.images)
        text = (
            environment()
            .get_template(draft.template)
            .render(
                uri=uri,
                view=draft.view,
                site=self.context.settings,
                fragment=self._fragment,
                link=lambda target: self.site_map.link(uri, target),
                mdlink=lambda target: self.site_map.markdown_link(uri, target),
                body=_SLOT if contributed else "",
            )
        )
        meta = draft.meta
        fields = meta.fields(_heading(text))
        markdown = front_matter(fields) + "\n" + tidy(text).replace(_SLOT, contributed)
        is_searched = meta.is_searched and not meta.redirect
        return GeneratedPage(uri, markdown, fields["title"], meta.description, contributed, is_searched)

    def _illustrated(self, uri: str, text: str, folder: str) -> str:
        """A contributed text with its pictures as trusted markup. What is not ours to show stays, and the extension makes words of it."""
        if not folder or "![" not in text:
            return text
        lines = text.split("\n")
        for number, figure in illustrations(text).items():
            picture = self._pictures.get(f"{folder}/{figure.name}")
            if picture:
                self.shown[picture.path] = picture.data
                html = self._components.picture(way_to_file(uri, picture.path), figure.alt, figure.caption, picture.width, picture.height)
                lines[number] = self._kept(str(html))
        return "\n".join(lines)

    def _fragment(self, caller: Callable[[], str]) -> Markup:
        """Keep what stands between `call` and `endcall` as trusted markup, and put its placeholder into the page."""
        name = self._kept(_EMPTY_LINES.sub("\n", str(caller()).strip()))
        return Markup(f"\n\n{name}\n\n" if name else "")

    def _kept(self, markup: str) -> str:
        """The placeholder of markup that is kept as trusted; empty for nothing."""
        html = _RUNNING.sub(r"\1#", markup)
        if not html:
            return ""
        name = digest(html)
        self.fragments[name] = html
        return placeholder_of(name)


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
