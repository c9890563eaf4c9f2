"""The Jinja environment of the page templates: the only place where Jinja is set up."""

import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from citynet_kb.model import addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages import german
from citynet_kb.pages.kept_templates import kept_templates
from citynet_kb.pages.macro_context import MacroContext
from citynet_kb.pages.page import inert
from citynet_kb.sources.costs import is_costly
from citynet_kb.sources.text_rules import FILE_LIMIT

FOLDERS = ("templates", "components")
DRAWINGS = "pictograms"
"""Templates of pages, and the macros that they share."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#])")
_COMMENT = "<!--"
_TILDES = re.compile("~+")


def markdown(text: str) -> Markup:
    """A text as part of a line of Markdown: nothing in it is markup."""
    one_line = " ".join(str(text).split())
    return Markup(_MARKDOWN.sub(r"\\\1", str(escape(one_line)).replace("&#39;", "'").replace("&#34;", '"')))


def directive(value: object) -> Markup:
    """An instruction to a plugin inside an HTML comment, as JSON that cannot end the comment. Names stand there as in front matter."""
    return Markup(json.dumps(inert(value), ensure_ascii=False))


def body(text: str) -> Markup:
    """A contributed Markdown body. `<!--` is broken up, since a plugin might take a comment for an instruction.

    A text that would take the renderer beyond all bounds is shown as it was typed. The checks refuse it; this holds without them.
    """
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n").replace(_COMMENT, "<\u2060!--")  # line ends as Markdown sees them
    if is_costly(text):
        fence = "~" * max(3, *(len(run) + 1 for run in _TILDES.findall(text)), 0)
        text = f"{fence}\n{text[:FILE_LIMIT]}\n{fence}"
    return Markup(text)


def _looking_up(catalogue: NullTranslations) -> Callable[..., Markup]:
    """Jinja's `_`, which looks up each text once: they are few and stand on every page."""

    def translated(text: str, **variables: object) -> Markup:
        return Markup(catalogue.gettext(text)) % variables

    known = lru_cache(maxsize=1024)(translated)
    return lambda text, **variables: translated(text, **variables) if variables else known(text)


def _applied(macro: Callable[..., Markup], *values: object) -> Markup:
    """What a macro makes of plain values. Remembered as `once(macro, …)`, for what stands on many pages alike."""
    return macro(*values)


SYNTAX: Mapping[str, Any] = MappingProxyType(
    {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": False, "extensions": ("jinja2.ext.i18n",)}
)


class _PlainGlobals(Environment):
    """No template has globals of its own, so that none needs a layer above those of all: looking through layers took a twentieth of the
    time."""

    context_class = MacroContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return super().make_globals(d) if d else self.globals


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Autoescaping for HTML; Markdown passages use the filter `md`. Undefined names are errors."""
    made = _PlainGlobals(
        loader=ChoiceLoader([PackageLoader("citynet_kb.pages", folder) for folder in (*FOLDERS, DRAWINGS)]),
        autoescape=True,
        undefined=StrictUndefined,
        cache_size=-1,  # all templates, of which there are some hundred, without noting which was used last
        auto_reload=False,  # looking for changed templates at each page takes longer than loading them
        bytecode_cache=kept_templates(sorted(SYNTAX.items())),
        **SYNTAX,
    )
    catalogue = NullTranslations()
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(addresses=addresses, FACETS=FACETS)
    made.globals["_"] = _looking_up(catalogue)
    made.globals["once"] = lru_cache(maxsize=16_384, typed=True)(_applied)  # typed, since equal texts may be markup or not
    made.filters.update(
        md=markdown,
        directive=directive,
        body=body,
        number=german.number,
        per_head=german.per_head,
        day=german.day,
        listed=german.listed,
        inside=german.inside,
        capital=german.capital,
        cut=german.sentence,
        whole=german.whole,
        slug=slug_of,
    )
    made.tests["said_in"] = german.said_in
    return made


def forget_macros() -> None:
    """Let go of what macros have made, in a process that renders no page any more."""
    once: Any = environment().globals["once"]
    once.cache_clear()
