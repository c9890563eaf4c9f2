"""Pages from their drafts."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from citynet_kb.fragments import digest, placeholder_of
from citynet_kb.pages.draft import Draft, PageSettings
from citynet_kb.pages.environment import body, environment
from citynet_kb.pages.page import GeneratedPage, SiteMap, front_matter, way_to_file
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
    """Renders drafts; keeps their trusted markup in `fragments`, their pictures in `shown` and what they link to in `linked`."""

    def __init__(
        self,
        site_map: SiteMap,
        settings: PageSettings,
        pictures: Mapping[str, PublishedImage | None] = MappingProxyType({}),
    ) -> None:
        self.fragments: dict[str, str] = {}
        self.shown: dict[str, bytes] = {}
        self.linked: set[str] = set()
        self._site_map = site_map
        self._settings = settings
        self._pictures = pictures
        self._components: Any = environment().get_template("components.html.j2").module

    def render(self, draft: Draft) -> GeneratedPage:
        """The page of a draft: the same bytes for the same draft.

        Where its template says `{{ body }}`, the contributed text is set in as it is, with its pictures.
        """
        contributed = self._illustrated(draft.uri, body(draft.body), draft.images)
        text = self._text(draft, _SLOT if contributed else "")
        meta = draft.meta
        fields = meta.fields(_heading(text))
        markdown = front_matter(fields) + "\n" + tidy(text).replace(_SLOT, contributed)
        is_searched = meta.is_searched and not meta.redirect
        return GeneratedPage(draft.uri, markdown, fields["title"], meta.description, contributed, is_searched)

    def _text(self, draft: Draft, body: str) -> str:
        """What the template makes of the view."""
        uri, site_map = draft.uri, self._site_map
        return (
            environment()
            .get_template(draft.template)
            .render(
                uri=uri,
                view=draft.view,
                site=self._settings,
                fragment=self._fragment,
                link=lambda target: site_map.link(uri, self._linked(target)),
                mdlink=lambda target: site_map.markdown_link(uri, self._linked(target)),
                body=body,
            )
        )

    def _linked(self, target: str) -> str:
        self.linked.add(target.partition("#")[0])
        return target

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
