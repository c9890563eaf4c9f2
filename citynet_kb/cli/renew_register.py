"""The command `register`: a newer list of all German municipalities in place of the one that ships with the program."""

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from citynet_kb.cli.output import complain, reason, say
from citynet_kb.knowledge_base.load import REGISTER, municipalities
from citynet_kb.knowledge_base.register_renewal import Renewal, renewal
from citynet_kb.model.municipalities import packed
from citynet_kb.model.values import is_partial_date
from citynet_kb.project import Project

_MOST = 20
"""Most lines that are printed of one kind."""


def renew_register(options: Namespace) -> int:
    """Compare and replace. Exit code: 0 done, 1 the list is refused, 2 misuse."""
    if not is_partial_date(options.as_of) or len(options.as_of) != 10:
        complain(f"--as-of: »{options.as_of}« ist kein Tag der Form 2026-03-15.")
        return 2
    try:
        found = renewal(options.file.read_bytes().decode("utf-8-sig"), municipalities())
    except (OSError, UnicodeDecodeError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else "Sie ist nicht in UTF-8 geschrieben"
        complain(f"{options.file}: Die Datei lässt sich nicht lesen: {why}.")
        return 2
    used = Project.here(Path.cwd()).content.knowledge_base.unrecorded & {town.slug for town in found.gone}
    faults = [
        *found.faults,
        *(f"»{slug}« fehlt in der Liste, aber ein Fall nennt es. Legen Sie erst die Stadt an." for slug in sorted(used)),
    ]
    if faults:
        _list(faults, complain)
        complain("Das Verzeichnis bleibt, wie es war.")
        return 1
    _list([f"nicht mehr dabei: {town.name} ({town.slug}, {town.ags})" for town in found.gone], say)
    if not options.dry_run:
        _replace(options.to or REGISTER, packed(found.towns, options.as_of, found.counted))
    _sum_up(found, options)
    return 0


def _sum_up(found: Renewal, options: Namespace) -> None:
    new = sum(town.slug not in municipalities() for town in found.towns)
    done = "geprüft" if options.dry_run else f"stehen in {options.to or REGISTER}"
    say(f"{len(found.towns)} Gemeinden {done}, davon {new} neu; {len(found.gone)} sind nicht mehr dabei.")


def _list(lines: list[str], tell: Callable[[str], None]) -> None:
    for line in lines[:_MOST]:
        tell(line)
    if len(lines) > _MOST:
        tell(f"… und {len(lines) - _MOST} weitere.")


def _replace(file: Path, content: bytes) -> None:
    """In one step, so that there is always a whole register."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".register-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
