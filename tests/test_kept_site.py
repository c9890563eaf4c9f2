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


def built(store: Store, folder: Path, content: Mapping[str, str], copy_of: Path | None = None) -> dict[str, str]:
    """Build that content into a folder as a build does, over what lies there. What lies there then."""
    site = kept_site().KeptSite(store, str(folder))
    folder.mkdir(exist_ok=True)
    if not site.take_over() and copy_of:
        site.take_copy(str(copy_of))
    for path, text in content.items():
        assert site.write(text.encode(), str(folder / path))
    site.finish()
    return shown(folder)


def shown(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("can_link", [True, False])
def test_the_second_build_shares_files_and_changes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool) -> None:
    """A file that was changed by hand meanwhile is shared by none; what a system without second names does instead looks the same."""
    store, one, other = Store(tmp_path / "store"), tmp_path / "one", tmp_path / "other"
    if not can_link:
        monkeypatch.delattr(os, "link")
    first = {"a/x": "1", "b/y": "2", "c/z": "3"}
    assert built(store, one, first) == first
    (one / "c/z").write_text("by hand", encoding="utf-8")
    second = {**first, "b/y": "two"}
    assert built(store, other, second, copy_of=one) == second
    assert shown(one) == {**first, "c/z": "by hand"}
    assert (other / "a/x").samefile(one / "a/x") is can_link
    third = {"a/x": "one", "c/z": "3"}
    assert built(store, one, third) == third
    assert shown(other) == second
