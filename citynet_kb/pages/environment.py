"""The Jinja environment of the page templates: the only place where Jinja is set up."""

import json
import re
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from citynet_kb.pages import german
from citynet_kb.pages.page import inert

_MARKDOWN = re.compile(r"([\\`*_{}\[\]#])")
_COMMENT = "<!--"


def markdown(text: str) -> Markup:
    """A text as part of a line of Markdown: nothing in it is markup."""
    one_line = " ".join(str(text).split())
    return Markup(_MARKDOWN.sub(r"\\\1", str(escape(one_line)).replace("&#39;", "'").replace("&#34;", '"')))


def directive(value: object) -> Markup:
    """An instruction to a plugin inside an HTML comment, as JSON that cannot end the comment. Names stand there as in front matter."""
    return Markup(json.dumps(inert(value), ensure_ascii=False))


def body(text: str) -> Markup:
    """A contributed Markdown body. `<!--` is broken up, since a plugin might take a comment for an instruction."""
    return Markup(text.strip().replace(_COMMENT, "<\u2060!--"))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Autoescaping for HTML; Markdown passages use the filter `md`. Undefined names are errors."""
    made = Environment(
        loader=PackageLoader("citynet_kb.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        md=markdown,
        directive=directive,
        body=body,
        number=german.number,
        day=german.day,
        period=german.period,
        years=german.years,
        listed=german.listed,
        cut=german.sentence,
    )
    return made
