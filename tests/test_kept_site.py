"""Two folders take turns at being the site. A file may have a name in both, and neither build changes what the other shows."""

import os
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.store import Store

MODULE = Path(__file__).parents[1] / "hooks" / "kept_site.py"


def kept_site() -> Any:
    """The module, loaded by its path as MkDocs does."""
    spec = spec_from_file_location("kept_site", MODULE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(store: Store, folder: Path, content: Mapping[str, str], copy_of: Path | None = None, twin: Path | None = None) -> dict[str, str]:
    """Build that content into a folder as a build does, over what lies there; prepare a twin. What lies there then."""
    site = kept_site().KeptSite(store, str(folder))
    folder.mkdir(exist_ok=True)
    if not site.take_over() and copy_of:
        site.take_copy(str(copy_of))
    for path, text in content.items():
        assert site.write(text.encode(), str(folder / path))
    site.finish(str(twin or ""))
    return shown(folder)


def shown(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(params=[True, False], ids=["with second names", "without"])
def can_link(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can give a file a second name."""
    if not request.param:
        monkeypatch.delattr(os, "link")
    return bool(request.param)


def test_the_second_build_shares_files_and_changes_none(tmp_path: Path, can_link: bool) -> None:
    """A file that was changed by hand meanwhile is shared by none; what a system without second names does instead looks the same."""
    store, one, other = Store(tmp_path / "store"), tmp_path / "one", tmp_path / "other"
    first = {"a/x": "1", "b/y": "2", "c/z": "3"}
    assert built(store, one, first) == first
    (one / "c/z").write_text("by hand", encoding="utf-8")
    second = {**first, "b/y": "two"}
    assert built(store, other, second, copy_of=one) == second
    assert shown(one) == {**first, "c/z": "by hand"}
    assert (other / "a/x").samefile(one / "a/x") is can_link
    place = (one / "b/y").stat().st_ino
    third = {"a/x": "one", "b/y": "2", "c/z": "3"}
    assert built(store, one, third) == third
    assert shown(other) == second
    assert ((one / "b/y").stat().st_ino == place) is not can_link, "what the second build left alone stays; the other lost its second name"


def test_the_first_build_prepares_the_second(tmp_path: Path, can_link: bool) -> None:
    """What the second leaves as it was is in both folders, and a third takes over all of the first that nobody has changed."""
    store, one, other = Store(tmp_path / "store"), tmp_path / "one", tmp_path / "other"
    first = {"a/x": "1", "b/y": "2", "c/d/z": "3"}
    assert built(store, one, first, twin=other) == shown(other) == first
    places = {path: (other / path).stat().st_ino for path in first}
    second = {**first, "b/y": "two"}
    assert built(store, other, second) == second
    assert shown(one) == first
    assert (other / "a/x").stat().st_ino == places["a/x"]
    assert (other / "a/x").samefile(one / "a/x") is can_link
    (one / "c/d/z").write_text("by hand", encoding="utf-8")
    assert built(store, one, first) == first
    if can_link:
        assert shown(other) == {**second, "c/d/z": "by hand"}, "one file has two names"
    assert built(store, other, second) == second


def test_a_twin_of_which_nothing_is_known_is_no_site(tmp_path: Path) -> None:
    """A build that was killed while it prepared one, or a store that was removed since."""
    store, one, other = Store(tmp_path / "store"), tmp_path / "one", tmp_path / "other"
    built(store, one, {"a/x": "1"}, twin=other)
    for lost in (Store(tmp_path / "another"), Store(None)):
        site = kept_site().KeptSite(lost, str(other))
        assert not site.take_over()
        assert not site.take_copy(str(one))
        site.finish(str(tmp_path / "third"))
        assert not (tmp_path / "third").exists()
