"""Each component is a folder: its macros, its style and its examples, and what these look like in HTML."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined

from citynet_kb.pages import with_component_styles
from citynet_kb.pages.environment import environment
from tests.components.gallery import COMPONENTS, FOLDER, examples, names
from tests.site.building import ROOT

GOLDEN = Path(__file__).parent / "golden"


def test_a_component_has_macros_style_and_examples() -> None:
    """And nothing else: all three bear its name, so that they are found beside each other."""
    expected = {name: sorted([f"{name}.html.j2", f"{name}.css", "examples.yml"]) for name in COMPONENTS}
    assert {name: sorted(file.name for file in (FOLDER / name).iterdir()) for name in COMPONENTS} == expected


def test_pages_find_the_macros_of_every_component() -> None:
    """components.html.j2 names each folder; whoever adds one adds it there."""
    table = (FOLDER / "components.html.j2").read_text(encoding="utf-8")
    assert sorted(re.findall(r'{% import "(\w+)/\1\.html\.j2" as _\1 %}', table)) == COMPONENTS


def test_every_macro_has_an_example() -> None:
    """Of each macro that pages may use, at least one state stands in the examples of its own component."""
    shown = {example.macro for component in COMPONENTS for example in examples(component)}
    assert set(names()) - shown == set(), "add an example to examples.yml beside the macro"
    assert shown - set(names()) == set(), "there is no such macro in components.html.j2"
    for component in COMPONENTS:
        own = vars(environment().get_template(f"{component}/{component}.html.j2").module)
        assert [example.macro for example in examples(component) if example.macro not in own] == []


def test_every_state_has_a_name_of_its_own() -> None:
    """So that a golden file or a picture of the gallery says which one it shows."""
    for component in COMPONENTS:
        states = [(example.macro, example.state) for example in examples(component)]
        assert sorted(set(states)) == sorted(states), component


@pytest.mark.parametrize("component", COMPONENTS)
def test_examples(component: str, golden: Callable[[Path, str], None]) -> None:
    """Each example gives, byte for byte, the HTML in golden/; a meant change is refreshed, read and committed with its reason."""
    shown = [f"<!-- {example.macro}: {example.state} -->\n{example.html}\n" for example in examples(component)]
    golden(GOLDEN / f"{component}.html", "\n".join(shown))


def stylesheet() -> str:
    """The stylesheet of every page, as the hook lets it be built."""
    theme = with_component_styles(FileSystemLoader(ROOT / "theme"))
    return Environment(loader=theme, undefined=StrictUndefined).get_template("assets/css/citynet.css").render()


def test_the_stylesheet_takes_in_every_component() -> None:
    """citynet.css is the one table of their order; whoever adds a component adds it there."""
    joined = stylesheet()
    missing = [name for name in COMPONENTS if joined.count((FOLDER / name / f"{name}.css").read_text(encoding="utf-8").strip()) != 1]
    assert missing == [], "name them in theme/assets/css/citynet.css"


def test_the_theme_builds_without_the_styles_of_components() -> None:
    """Another engine, which has no hook, finds all that it needs in the theme."""
    alone = Environment(loader=FileSystemLoader(ROOT / "theme"), undefined=StrictUndefined)
    assert ".kb-header" in alone.get_template("assets/css/citynet.css").render()


def test_the_theme_comes_first() -> None:
    """A file of the theme is never one of the package: these lie below »components/« alone."""
    theme = DictLoader({"components/badge/badge.css": "theme", "badge/badge.css": "theme"})
    both = Environment(loader=with_component_styles(theme))
    assert both.get_template("components/badge/badge.css").render() == "theme"
    assert both.get_template("components/chip/chip.css").render() != ""
