"""Links between files of the content that lead where they did after files moved."""

from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath

from citynet_kb.sources.scanner.markup import targets_in


def relinked(body: str, path: str, moved: Mapping[str, str]) -> str:
    """The text of the file `path`, itself moved or not. `moved` = new path by path. Links to the web and to pages stay."""
    lines = body.split("\n")
    for number, line in enumerate(lines):
        for column, target in reversed(list(targets_in(line)) if ".md" in line else []):
            better = _relinked(target, path, moved)
            if line.startswith(target, column):
                line = line[:column] + better + line[column + len(target) :]
        lines[number] = line
    return "\n".join(lines)


def _relinked(target: str, path: str, moved: Mapping[str, str]) -> str:
    file, hash, anchor = target.partition("#")
    if not file.endswith(".md") or ":" in file:
        return target
    aim = normpath(join(dirname(path), file))
    there, here = moved.get(aim, aim), dirname(moved.get(path, path))
    return f"{relpath(there, here)}{hash}{anchor}" if aim in moved or here != dirname(path) else target
