"""Names say one thing: within the package, a module or a public class can be found by its name alone."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "citynet_kb"
FILES = sorted(PACKAGE.rglob("*.py"))


def shared(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that stand in more than one place."""
    places = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def modules() -> Iterator[tuple[str, str]]:
    """Modules and packages. The chief module of a package may bear the package's own name."""
    for file in FILES:
        path = file.parent if file.stem == "__init__" else file
        if path.stem not in ("__main__", path.parent.name):
            yield path.stem, path.relative_to(ROOT).as_posix()


def public_classes() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"


def listed(names: dict[str, list[str]]) -> str:
    return "\n".join(f"{name}: {', '.join(places)}" for name, places in sorted(names.items()))


def test_every_module_has_a_name_of_its_own() -> None:
    """So that `nearest` or `records` means one file, in an import, in a traceback and in a talk."""
    assert len(list(modules())) > 100
    found = shared(modules())
    assert not found, (
        f"Two modules share a name. Rename one after what it holds (checks/records.py → checks/record_rules.py):\n{listed(found)}"
    )


@pytest.mark.slow
def test_every_public_class_has_a_name_of_its_own() -> None:
    """A reader must not have to look at the imports to know which `Question` is meant."""
    assert len(list(public_classes())) > 100
    found = shared(public_classes())
    assert not found, (
        f"Two public classes share a name. Rename one after its package or purpose (Question → ReviewQuestion):\n{listed(found)}"
    )


def test_names_that_are_shared_are_found() -> None:
    assert shared([("case", "a/case.py"), ("case", "b/case.py"), ("city", "a/city.py")]) == {"case": ["a/case.py", "b/case.py"]}
