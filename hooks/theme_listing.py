"""What the folders of a theme hold, without a look into those that are hidden."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path


class ThemeListing:
    """What the folders of a theme hold, for `Files.add_files_from_theme`, which leaves out what lies in a hidden folder."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._folders = folders

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """As Jinja's, without hidden folders."""
        found: set[str] = set()
        for folder in self._folders:
            for base, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(base, name).relative_to(folder).as_posix() for name in names)
        return [name for name in sorted(found) if filter_func(name)]
