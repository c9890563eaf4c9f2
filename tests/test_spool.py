"""Files that wait on disk: what is put there by one process is found by another."""

import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from citynet_kb.forked import CAN_FORK, Begun
from citynet_kb.spool import Spool, gathered

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="only processes that are forked share a file without a name")
FILES = {"a.json": b"[1]", "leer.txt": b"", "b/c.bin": bytes(range(256)) * 3000}


def test_what_others_have_laid_aside_is_found(tmp_path: Path) -> None:
    """Several processes make files at once, for one that makes none of them. Only where they lie is handed over."""
    makers: list[Callable[[], dict[str, bytes]]] = [partial(dict, {path: content}) for path, content in FILES.items()]
    with Spool(tmp_path) as spool:
        begun = Begun(lambda: [gathered(makers, spool, 2)])
        found = begun.taken()
        begun.end()
        assert found is not None
        assert dict(found) == FILES
        assert len(pickle.dumps(found)) < 300
        assert list(tmp_path.iterdir()) == []


def test_without_a_folder_files_wait_elsewhere(tmp_path: Path) -> None:
    """Nor does a spool that was cut off give half of a file."""
    with Spool(tmp_path / "missing") as spool:
        assert dict(spool.files(spool.put(FILES.items()))) == FILES
        with pytest.raises(OSError, match="a: "):
            spool.files({"a": (0, 10**7)})["a"]


@pytest.mark.parametrize("is_laid_aside", [False, True])
def test_no_file_takes_the_place_of_another(is_laid_aside: bool) -> None:
    """Whether they are held or laid aside."""
    with Spool() as spool, pytest.raises(ValueError, match=r"a\.json"):
        gathered([lambda: FILES, lambda: {"a.json": b""}], spool if is_laid_aside else None, 1)
