"""The rules of dependency, read from the syntax tree of every module."""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.speed import once

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "citynet_kb"
MODULES = sorted(PACKAGE.rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").rglob("*.py"))

LAYERS = (
    {"folder_state", "store_bound"},
    {"model", "forked", "store"},
    {"findings", "spool"},
    {"sources"},
    {"schema"},
    {"knowledge_base"},
    {"checks", "indexes", "fragments", "pictures", "published_assets"},
    {"search"},
    {"intake"},
    {"pages", "exports", "review"},
    {"beside_pages"},
    {"made_ahead"},
    {"project"},
    {"preview"},
    {"cli"},
)
"""A package may import those of earlier layers, and itself."""
ROOMS = ("asking", "reading", "taking_in")
"""The rooms of `intake`: each may import those before it, and itself."""
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
OPENERS = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "unlink", "mkdir", "rename"}
MAY_OPEN = ("knowledge_base/load.py", "project.py", "cli/", "fragments/extension.py", "store.py", "forked.py")
"""The extension of Python-Markdown is an adapter too: it runs where no hook does, and has only the folder of fragments.
Forked processes write into pipes."""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@once
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@once
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of the tree: a dozen tests look at them."""
    return tuple(ast.walk(tree(path)))


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all imports, those inside functions too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top_level(path: Path) -> set[str]:
    return {imported.partition(".")[0] for imported in imports(path)}


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Names of called functions and methods, with their line."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else "", node.lineno


def wrong(found: Callable[[Path], object], paths: Iterable[Path] = MODULES) -> dict[str, object]:
    """What is found in each module where anything is: one test looks at all of them, and names every one."""
    return {path.relative_to(ROOT).as_posix(): what for path in paths if (what := found(path))}


def test_there_are_modules_to_look_at() -> None:
    """Having checked nothing is a failure; every package has its place among the layers."""
    assert {layer(path) for path in MODULES} - {"__init__", "__main__"} <= set(LEVELS)
    assert {"model", "findings", "sources", "schema", "knowledge_base", "checks", "indexes"} <= {layer(path) for path in MODULES}


def test_imports_point_one_way() -> None:
    """model ← findings ← sources ← schema ← knowledge_base ← checks, indexes ← intake ← pages, exports ← project ← cli."""

    def upwards(path: Path) -> list[str]:
        own = [imported.split(".")[1] for imported in imports(path) if imported.startswith("citynet_kb.")]
        return [used for used in own if used in LEVELS and used != layer(path) and LEVELS[used] >= LEVELS[layer(path)]]

    assert wrong(upwards, [path for path in MODULES if layer(path) not in ("__init__", "__main__")]) == {}


def test_pages_know_no_checks() -> None:
    """What both must know stands in the model and in the scanner of Markdown; what pages tell about rules, the root hands in."""
    pages = [path for path in MODULES if layer(path) == "pages"]
    assert wrong(lambda path: [name for name in imports(path) if name.startswith("citynet_kb.checks")], pages) == {}


def test_the_rooms_of_intake_are_passed_in_one_direction() -> None:
    """asking ← reading ← taking_in."""

    def backwards(path: Path) -> set[str]:
        used = [imported.split(".")[2] for imported in imports(path) if imported.startswith("citynet_kb.intake.")]
        return set(used) - set(ROOMS[: ROOMS.index(path.parent.name) + 1])

    inside = [path for path in MODULES if layer(path) == "intake" and path.parent.name in ROOMS]
    assert inside
    assert wrong(backwards, inside) == {}


def test_what_is_published_knows_only_the_questions_of_intake() -> None:
    """Pages and exports show what is asked. They do not take in answers."""

    def beyond_the_questions(path: Path) -> list[str]:
        used = [imported for imported in imports(path) if imported.startswith("citynet_kb.intake")]
        return [imported for imported in used if not imported.startswith("citynet_kb.intake.asking.")]

    assert wrong(beyond_the_questions, [path for path in MODULES if layer(path) in {"pages", "exports"}]) == {}


def test_the_model_needs_the_standard_library_and_pydantic_only() -> None:
    """So that it can move to any other program."""
    allowed = {*sys.stdlib_module_names, "pydantic", "pydantic_core", "citynet_kb"}
    assert wrong(lambda path: top_level(path) - allowed, [path for path in MODULES if layer(path) == "model"]) == {}


def test_nothing_in_the_package_knows_mkdocs() -> None:
    """Another generator can take over: only hooks/ adapts to MkDocs. The command line starts it as a program of its own; the preview loads
    `hooks/page_by_page.py` by its path, as MkDocs loads hooks."""
    assert wrong(lambda path: top_level(path) & {"mkdocs", "material", "mergedeep", "hooks"}) == {}


ONLY_IN = (
    ({"yaml"}, ("sources/", "intake/")),
    ({"jinja2"}, ("pages/",)),
    ({"frontmatter", "openpyxl"}, ("sources/", "intake/")),
    ({"markdown"}, ("fragments/", "pages/")),
    ({"PIL"}, ("sources/images.py", "pictures/painter.py", "pictures/drawn_signs.py")),
)


def test_a_library_stays_in_its_place() -> None:
    """Jinja only in pages; front matter YAML only in sources (the import reads lists of cases in YAML, no front matter)."""
    assert (
        wrong(lambda path: [library for library, homes in ONLY_IN if top_level(path) & library and not name(path).startswith(homes)]) == {}
    )


def test_files_are_opened_at_the_edge_only() -> None:
    """In knowledge_base/load.py, the root, the command line and the extension of Markdown; all else is handed bytes, text or records."""
    inner = [path for path in MODULES if not name(path).startswith(MAY_OPEN)]
    assert wrong(lambda path: [call for call in calls(path) if call[0] in OPENERS], inner) == {}


def test_only_the_command_line_prints() -> None:
    """Printing and exit codes belong to the front end."""
    inner = [path for path in MODULES if layer(path) not in ("cli", "__main__")]
    assert wrong(lambda path: [call for call in calls(path) if call[0] in {"print", "exit"}], inner) == {}


def mutable(value: ast.expr | None) -> bool:
    """A list, mapping or set that anybody could change."""
    if isinstance(value, ast.Call):
        called = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
        return called in {"list", "dict", "set", "defaultdict", "Counter", "OrderedDict", "deque"}
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def test_no_module_holds_mutable_state() -> None:
    """What is bound to a name at module level is a constant: tuple, frozenset, MappingProxyType. No `global` either."""

    def state(path: Path) -> list[str]:
        bound = [node for node in tree(path).body if isinstance(node, ast.Assign | ast.AnnAssign)]
        names = [(ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target), node) for node in bound]
        changed = [name for node in nodes(path) if isinstance(node, ast.Global) for name in node.names]
        return [*[target for target, node in names if mutable(node.value) and target != "__all__"], *changed]

    assert wrong(state, [*MODULES, *HOOKS]) == {}


def test_time_and_chance_are_arguments() -> None:
    """Only the root and the command line ask for the day; nothing is random. Two builds are byte-identical."""
    assert wrong(lambda path: top_level(path) & {"random"}) == {}
    inner = [path for path in MODULES if layer(path) not in ("project", "cli")]
    assert (
        wrong(
            lambda path: [call for call in calls(path) if call[0] in {"today", "now", "utcnow", "perf_counter", "getenv", "uuid4"}], inner
        )
        == {}
    )


def test_the_adapter_holds_no_logic() -> None:
    """It adapts, in under 150 lines, and gives a right build without what makes builds quicker."""
    adapter = ROOT / "hooks" / "citynet.py"
    assert len(adapter.read_text("utf-8").splitlines()) < 150
    assert {path.stem for path in HOOKS} & top_level(adapter) == set()


def test_what_makes_builds_quicker_knows_nothing_of_cases() -> None:
    """Of the package it uses only what would serve any site."""
    beside = [path for path in HOOKS if path.name not in ("citynet.py", "page_by_page.py")]
    own = {imported.split(".")[1] for path in beside for imported in imports(path) if imported.startswith("citynet_kb.")}
    assert beside
    assert own <= {"folder_state", "forked", "store"}


def test_what_makes_single_pages_knows_nothing_of_cases() -> None:
    """It drives the private steps of MkDocs for any site; whoever starts it hands in the texts, and names the adapter."""
    assert top_level(ROOT / "hooks" / "page_by_page.py") <= {*sys.stdlib_module_names, "mkdocs"}
