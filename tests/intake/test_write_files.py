"""Nothing is overwritten, nothing is half written."""

import os
from pathlib import Path

import pytest

from citynet_kb.cli.write_files import write_all

FILES = [("beispielhausen/eisbahn.md", "Größe\n"), ("musterstadt/markt.md", "zwei\n")]


def everything(folder: Path) -> list[str]:
    """All files and folders below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    """Missing folders are made, texts are UTF-8 with LF, nothing else stays behind."""
    target = tmp_path / "neu" / "faelle"
    assert write_all(target, FILES) == [target / path for path, _ in FILES]
    assert everything(target) == ["beispielhausen", "beispielhausen/eisbahn.md", "musterstadt", "musterstadt/markt.md"]
    assert (target / "beispielhausen/eisbahn.md").read_bytes() == "Größe\n".encode()


def test_files_can_be_read_by_others(tmp_path: Path) -> None:
    """The rights of a file are those of any new file, not those of a temporary one."""
    (tmp_path / "gewoehnlich").touch()
    write_all(tmp_path, FILES)
    assert (tmp_path / "musterstadt/markt.md").stat().st_mode == (tmp_path / "gewoehnlich").stat().st_mode


def test_existing_file_stays_and_nothing_is_written(tmp_path: Path) -> None:
    """A file that appears between planning and writing is kept, and no other file is left."""
    (tmp_path / "musterstadt").mkdir()
    (tmp_path / "musterstadt/markt.md").write_text("alt")
    with pytest.raises(FileExistsError):
        write_all(tmp_path, FILES)
    assert everything(tmp_path) == ["musterstadt", "musterstadt/markt.md"]
    assert (tmp_path / "musterstadt/markt.md").read_text() == "alt"


def test_failure_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or an interrupt after the first file removes that file and all folders made."""
    link = os.link

    def failing(source: Path, target: Path) -> None:
        if target.name == "markt.md":
            raise KeyboardInterrupt
        link(source, target)

    monkeypatch.setattr(os, "link", failing)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path / "neu" / "faelle", FILES)
    assert everything(tmp_path) == []


def test_unwritable_text_leaves_no_trace(tmp_path: Path) -> None:
    """A text that cannot be encoded fails before any file has its name."""
    with pytest.raises(UnicodeEncodeError):
        write_all(tmp_path, [*FILES, ("musterstadt/x.md", "\ud800")])
    assert everything(tmp_path) == []


def test_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links the files are whole all the same, and none is overwritten."""

    def no_links(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_all(tmp_path, FILES)
    assert (tmp_path / "musterstadt/markt.md").read_text() == "zwei\n"
    with pytest.raises(FileExistsError):
        write_all(tmp_path, FILES)
    assert len(everything(tmp_path)) == 4


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder below the target that is a symbolic link is refused."""
    inside, outside = tmp_path / "faelle", tmp_path / "fremd"
    inside.mkdir()
    outside.mkdir()
    (inside / "musterstadt").symlink_to(outside)
    with pytest.raises(NotADirectoryError):
        write_all(inside, FILES)
    assert everything(outside) == []
    assert everything(inside) == ["musterstadt"]
