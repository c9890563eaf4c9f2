"""Every component in every state: read from the examples beside the macros, rendered, and put on one page that only tests build."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from citynet_kb.pages.environment import environment
from tests.fixtures import rows_of
from tests.site.building import ROOT

FOLDER = ROOT / "citynet_kb" / "pages" / "components"
COMPONENTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
_OWN_ID = re.compile(
    r'( (?:id|for|list)=")(?!kb-(?:erfolgreich(?:-hollow)?|teilweise|eingestellt|wirkungslos|nicht-zustande|ausge\w+|offen)")'
)
"""Ids, and what refers to them, outside the sprite of signs: on a page of many examples they would stand twice."""


@dataclass(frozen=True)
class Example:
    """One state of a macro. `within` = the call block around a list item; `content` = calls of macros inside a call block."""

    component: str
    macro: str
    state: str
    values: Mapping[str, Any] = field(default_factory=dict)
    within: str = ""
    content: tuple[Any, ...] = ()

    @property
    def html(self) -> str:
        """What the macro makes of it."""
        made = _called(self.macro, self.values, self.content)
        return str(_within(self.within, made) if self.within else made)


def macros() -> Any:
    """All macros, as pages use them."""
    return environment().get_template("components.html.j2").module


def names() -> list[str]:
    """The macros that pages may use."""
    return sorted(name for name in vars(macros()) if not name.startswith("_"))


@cache
def examples(component: str) -> tuple[Example, ...]:
    """The examples of one component, in their order."""
    entries = rows_of(FOLDER / component / "examples.yml")
    return tuple(
        Example(component, one["macro"], one["state"], one.get("with", {}), one.get("within", ""), tuple(one.get("content", ())))
        for one in entries
    )


def _called(macro: str, values: Mapping[str, Any], content: Iterable[Any] = ()) -> Markup:
    given = {name: _value(value) for name, value in values.items()}
    if content:
        given["caller"] = lambda: Markup("\n").join(_value(one) for one in content)
    return Markup(getattr(macros(), macro)(**given))


def _within(block: str, item: Markup) -> Markup:
    return Markup(getattr(macros(), block)(caller=lambda: item))


def _value(value: Any) -> Any:
    """A value of an example: `{macro: …, with: …}` stands for what a macro makes, `{markup: …}` for safe HTML, a list for a tuple."""
    if isinstance(value, dict) and "macro" in value:
        return _called(value["macro"], value.get("with", {}))
    if isinstance(value, dict) and value.keys() == {"markup"}:
        return Markup(value["markup"])
    if isinstance(value, dict):
        return {name: _value(one) for name, one in value.items()}
    return tuple(_value(one) for one in value) if isinstance(value, list) else value


def page(shell: str) -> str:
    """The gallery, in the frame of a page of the site: its styles, its header and its policy."""
    head, rest = re.split(r"(?<=<article )[^>]*>", shell, maxsplit=1)
    foot = rest[rest.index("</article>") :]
    parts = [_section(component) for component in COMPONENTS]
    return f'{head}class="md-typeset kb-page kb-page--wide" id="Inhalt" tabindex="-1">\n<h1>Galerie</h1>\n{"".join(parts)}{foot}'


def _section(component: str) -> str:
    shown = "".join(_shown(number, example) for number, example in enumerate(examples(component)))
    return f'<section data-component="{component}">\n<h2 lang="en">{component}</h2>\n{shown}</section>\n'


def _shown(number: int, example: Example) -> str:
    html = _OWN_ID.sub(rf"\g<1>{example.component}-{number}-", example.html)
    return f'<h3 lang="en">{escape(example.macro)}: {escape(example.state)}</h3>\n<div data-example>\n{html}\n</div>\n'
