"""The address book: paths of pages and published files are made there, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from citynet_kb.model import addresses
from citynet_kb.model.generated_pages import TAKEN

ROOT = Path(__file__).parents[1]
BOOK = tuple(ROOT / "citynet_kb" / "model" / name for name in ("addresses.py", "file_addresses.py", "page_paths.py"))
MODULES = sorted(path for folder in ("citynet_kb", "hooks") for path in (ROOT / folder).rglob("*.py") if path not in BOOK)
TEMPLATES = sorted((ROOT / "citynet_kb").rglob("*.j2"))
"""Left out: links that people write into `content/`, and the theme, whose own engine cannot ask the book."""
PAGE_MAKERS = ("indexes", "search", "pages", "exports", "review")
"""Here a name with the ending `.md` is a page; elsewhere it is a file of somebody."""

_FOLDERS = "|".join(sorted(map(re.escape, TAKEN - {"assets", "sitemap", "404"})))
_PAGES = "|".join(re.escape(uri) for uri in (addresses.START, addresses.IMPRINT, addresses.PRIVACY, addresses.ACCESSIBILITY))
_PATH = re.compile(rf"(?:\.\.?/|/|{addresses.CONTENT}/)*(?:(?:{_FOLDERS})(?:/|\.md(?!\.j2))|(?:{_PAGES})(?:#|$))\S*")
_ENDING = re.compile(r"/?(?:index)?\.md(?:#\S*)?")
_HINT = re.compile(rf"(?:{_FOLDERS})/|\.md")
"""Stands in every file with such a path; the others need not be parsed."""
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def texts_of_module(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line and text of every string that is no docstring, and whether it is a part of a longer one."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value, id(node) in parts


def texts_of_template(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line and text of every string in the expressions and statements of a template. Each may be part of a longer one."""
    text = path.read_text("utf-8")
    for tag in _TAG.finditer(text):
        for quoted in _QUOTED.finditer(tag[1]):
            yield text.count("\n", 0, tag.start(1) + quoted.start()) + 1, quoted[1] or quoted[2] or "", True


def made_elsewhere(path: Path, root: Path = ROOT) -> list[str]:
    """The lines of a file that write a path themselves."""
    if not _HINT.search(path.read_text("utf-8")):
        return []
    texts = texts_of_template(path) if path.suffix == ".j2" else texts_of_module(path)
    is_of_pages = path.suffix == ".j2" or path.relative_to(root).parts[1] in PAGE_MAKERS
    return [
        f"{path.relative_to(root)}:{line}: »{text}«: make it in model/addresses.py"
        for line, text, is_part in texts
        if _PATH.fullmatch(text) or (is_part and is_of_pages and _ENDING.fullmatch(text))
    ]


def test_there_is_something_to_look_at() -> None:
    """Having checked nothing is a failure."""
    assert len(MODULES) > 150
    assert len(TEMPLATES) > 40


def test_paths_of_pages_are_made_in_the_address_book_only() -> None:
    """Neither a module nor a template holds the path of a page or of a published file."""
    found = [line for path in (*MODULES, *TEMPLATES) for line in made_elsewhere(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'uri = f"massnahmen/{slug}.md"\n'),
        ("a.py", 'uri = "faelle/index.md"\n'),
        ("a.py", 'file = "content/staedte/gera.md"\n'),
        ("a.py", 'section = "treffen/"\n'),
        ("a.py", 'page = "impressum.md"\n'),
        ("pages/a.py", 'uri = f"{slug}.md"\n'),
        ("a.md.j2", '{{ link("themen/" ~ topic.id ~ ".md") }}\n'),
        ("a.md.j2", "{% set way = link('karte/index.md') %}\n"),
        ("a.md.j2", '{{ link(folder ~ "/index.md") }}\n'),
        ("a.html.j2", '<a href="{{ link("index.md#oben") }}">\n'),
        ("a.html.j2", '{{ root ~ "api/v1/cases.json" }}\n'),
    ],
)
def test_a_path_that_is_made_elsewhere_is_found(name: str, text: str, tmp_path: Path) -> None:
    """And the line says what to do about it."""
    file = tmp_path / "citynet_kb" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    found = made_elsewhere(file, tmp_path)
    assert found
    assert all(line.endswith("make it in model/addresses.py") for line in found)


def test_words_and_docstrings_are_no_paths(tmp_path: Path) -> None:
    """What is said about a folder, and names of other things, are left in peace."""
    file = tmp_path / "citynet_kb" / "a.py"
    file.parent.mkdir()
    file.write_text(
        '"""themen/index.md"""\nhelp = "Legen Sie die Datei in content/staedte/ an."\nslug = "belege"\nname = f"{a}.md"\n', "utf-8"
    )
    assert made_elsewhere(file, tmp_path) == []


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("index.md", ""),
        ("faelle/index.md", "faelle/"),
        ("faelle/gera/pop-up-laden.md", "faelle/gera/pop-up-laden/"),
        ("erfahrungsblatt/eisbahn.md", "erfahrungsblatt/eisbahn/"),
        ("impressum.md", "impressum/"),
    ],
)
def test_where_a_page_is_published(uri: str, address: str) -> None:
    """A page is a folder of the site, an index the folder in which it lies."""
    assert addresses.published(uri) == address


@pytest.mark.parametrize(
    ("address", "is_case"),
    [("faelle/gera/markt/", True), ("faelle/gera/", False), ("faelle/", False), ("staedte/gera/markt/", False), ("faelle/a/b/c/", False)],
)
def test_which_addresses_are_those_of_cases(address: str, is_case: bool) -> None:
    """Town and slug below the folder of the cases."""
    assert addresses.is_case(address) is is_case
