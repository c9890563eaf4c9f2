"""The theme's templates are plain Jinja: another engine that speaks it, without Python below, makes the same pages of them."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.site.building import ROOT
from tests.site.reading import Html

THEME = ROOT / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
ENVIRONMENT = Environment()


def calls_of_methods(text: str) -> list[str]:
    """Whatever is called on a value: `title.startswith(…)`. Macros, those of an imported template and blocks are Jinja's own."""
    tree = ENVIRONMENT.parse(text)
    imported = {one.target for one in tree.find_all(nodes.Import)} | {"self", "caller", "loop", "lang"}
    called = (call.node for call in tree.find_all(nodes.Call))
    return [
        node.attr
        for node in called
        if isinstance(node, nodes.Getattr) and not (isinstance(node.node, nodes.Name) and node.node.name in imported)
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.relative_to(THEME).as_posix())
def test_a_template_calls_no_method_of_python(template: Path) -> None:
    """Filters and tests do the work; methods of strings, lists and mappings are Python's."""
    assert calls_of_methods(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ('{% if page.url.startswith("../") %}x{% endif %}', ["startswith"]),
        ('{% set before, rest = html.partition("a") %}', ["partition"]),
        ("{% for key, value in meta.items() %}{{ key }}{% endfor %}", ["items"]),
        ('{{ ", ".join(names) }}', ["join"]),
        ('{% macro row() %}{% endmacro %}{{ row() }}{{ lang.t("x") }}{{ page.title | replace("a", "b") }}', []),
    ],
)
def test_methods_are_told_from_macros_and_filters(text: str, methods: list[str]) -> None:
    """What the test above looks for, tried by itself."""
    assert calls_of_methods(text) == methods


def test_the_skip_link_of_the_theme_is_gone_from_every_page(land_pages: dict[str, Html]) -> None:
    """One link leads past the header, ours. Should the theme write its own in another way, `partials/skip.html` has to follow."""
    for address, page in land_pages.items():
        if any(meta.get("http-equiv") == "refresh" for meta in page.all("meta")):
            continue  # a former address: nothing stands before its one sentence
        classes = [attributes.get("class") for attributes in page.all("a")]
        assert "md-skip" not in classes, address
        assert classes.count("kb-skip") == 1, address
