"""Classes whose methods are taken from the store are those that Python would make."""

import dataclasses
import marshal
from pathlib import Path
from types import ModuleType

import pytest

from citynet_kb import kept_classes
from citynet_kb.kept_classes import methods_kept
from citynet_kb.store import Store, pack

WRITTEN = """
from dataclasses import dataclass, field

@dataclass(frozen=True, order=True)
class Town:
    name: str
    people: int = 0
    partners: list = field(default_factory=list)
"""


def loaded(store: Store) -> ModuleType:
    """A module with such a class, loaded anew."""
    module = ModuleType("towns")
    with methods_kept(store):
        exec(WRITTEN, vars(module))
    return module


def test_methods_are_compiled_once_and_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store")
    loaded(store)
    monkeypatch.setattr(kept_classes, "compile", None, raising=False)
    town = loaded(store).Town
    assert repr(town("Gera", 5)) == "Town(name='Gera', people=5, partners=[])"
    assert town("Gera") < town("Gera", 1)
    assert town("Gera").partners is not town("Gera").partners
    with pytest.raises(dataclasses.FrozenInstanceError):
        town("Gera").name = "Jena"
    assert "exec" not in vars(dataclasses)


@pytest.mark.parametrize("entry", [b"", b"other bytes", pack(kept_classes.KEY, marshal.dumps({"def": "no code"}))[:-1]])
def test_without_a_good_entry_all_is_compiled_anew(tmp_path: Path, entry: bytes) -> None:
    store = Store(tmp_path / "store")
    assert store.put({kept_classes.KEY: entry})
    assert loaded(store).Town("Gera").people == 0
    assert store.get([kept_classes.KEY])


def test_nothing_is_kept_without_a_store() -> None:
    assert loaded(Store(None)).Town("Gera").people == 0
