"""Templates and macros stay readable, and speak only of what they are given."""

import re
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from citynet_kb import pages
from citynet_kb.pages.environment import FOLDERS, environment

THEME = Path(__file__).parents[2] / "theme"
ROOM = 140
"""Characters of a line."""
GIVEN = frozenset(("view", "uri", "site", "fragment", "link", "mdlink", "body"))
"""What the renderer gives to the template of a page."""
STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)(?:[^%]|%(?!\}))*?%\}")
TEMPLATES, MACROS = (
    sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
    for folder in (Path(pages.__file__).parent / name for name in FOLDERS)
)


def source(name: str) -> str:
    """The text of a template."""
    loader = environment().loader
    assert loader
    return loader.get_source(environment(), name)[0]


def unreadable(text: str) -> list[str]:
    """Lines that are too long or hold more than one statement. A block that begins and ends on one line, such as {% if … %}…{% endif %},
    is one statement where nothing else stands in it: no second branch, no other block.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        words = STATEMENT.findall(line)
        if len(line) > ROOM or (len(words) > 1 and words[1:] != [f"end{words[0]}"]):
            found.append(f"{number}: {line}")
    return found


@pytest.mark.parametrize("name", [*TEMPLATES, *MACROS])
def test_lines_can_be_read_top_down(name: str) -> None:
    """At most one statement and 140 characters a line."""
    assert not unreadable(source(name))


def test_lines_of_the_theme_fit() -> None:
    """The theme's templates keep the same width; a policy is one value, which is compared letter by letter."""
    files = (file for file in THEME.rglob("*.html") if file.name != "policy.html")
    lines = ((file, number, line) for file in files for number, line in enumerate(file.read_text("utf-8").split("\n"), 1))
    assert not [f"{file.relative_to(THEME)}:{number}" for file, number, line in lines if len(line) > ROOM]


@pytest.mark.parametrize(
    ("line", "is_readable"),
    [
        ("{% if a %}b{% endif %}", True),
        ("{%- for a in b %}{{ a }}{% endfor -%}", True),
        ("{% if a %}b{% else %}c{% endif %}", False),
        ("{%- else -%}c{%- endif -%}", False),
        ("{% set a = 1 %}{% set b = 2 %}", False),
        ("{% if a %}{% if b %}c{% endif %}{% endif %}", False),
        ('{% set share = "%" ~ a %}{% set b = 2 %}', False),
        ("x" * 140, True),
        ("x" * 141, False),
    ],
)
def test_what_can_be_read(line: str, is_readable: bool) -> None:
    """The rule above, at its edges."""
    assert is_readable is (not unreadable(line))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_speaks_of_its_view(name: str) -> None:
    """Beside what every page is given it knows its view and nothing else: no records, no indexes, no day."""
    assert undeclared(name) <= GIVEN


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_speaks_of_its_values(name: str) -> None:
    """What it shows is handed to it."""
    assert not undeclared(name)


def undeclared(name: str) -> set[str]:
    """Names that a template uses, and neither sets itself nor finds in the environment."""
    tree = environment().parse(source(name))
    # Jinja overlooks what is set in a branch, and what a block knows of the template around it.
    own = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "store"} | {
        found.target for found in tree.find_all(nodes.Import)
    }
    return meta.find_undeclared_variables(tree) - own - environment().globals.keys()
