"""Classes whose methods were compiled by an earlier command are those that Python would make."""

import dataclasses
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import ModuleType

import pytest

from citynet_kb import kept_classes
from citynet_kb.kept_classes import methods_kept

WRITTEN = """
from dataclasses import dataclass, field

@dataclass(frozen=True, order=True)
class Town:
    name: str
    people: int = 0
    partners: list = field(default_factory=list)
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of what is kept, in a folder of its own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Path(kept_classes.place("towns"))


def loaded() -> ModuleType:
    """A module with such a class, loaded anew."""
    module = ModuleType("towns")
    with methods_kept("towns"):
        exec(WRITTEN, vars(module))
    return module


def test_methods_are_compiled_once_and_are_the_same(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded()
    assert list(kept.parent.iterdir()) == [kept]
    monkeypatch.setattr(kept_classes, "compile", None, raising=False)
    town = loaded().Town
    assert repr(town("Gera", 5)) == "Town(name='Gera', people=5, partners=[])"
    assert town("Gera") < town("Gera", 1)
    assert town("Gera").partners is not town("Gera").partners
    with pytest.raises(dataclasses.FrozenInstanceError):
        town("Gera").name = "Jena"
    assert "exec" not in vars(dataclasses)


@pytest.mark.parametrize("content", [b"", b"other", MAGIC_NUMBER, MAGIC_NUMBER + b"{)", bytes(9_000)])
def test_without_a_good_file_all_is_compiled_anew(kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    assert loaded().Town("Gera").people == 0
    assert kept.stat().st_size > 1_000
    assert loaded().Town("Gera").people == 0


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert loaded().Town("Gera").people == 0
    assert not kept.exists()
