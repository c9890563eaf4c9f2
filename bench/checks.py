"""Whole checks as a person calls them: with nothing kept, with all kept, after one changed case, of that file alone."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from builds import COMMAND, Costs, change_case, whole


def checks(project: Path, environment: Mapping[str, str], rounds: int) -> dict[str, list[Costs]]:
    """Each kind of check, in turns."""
    found: dict[str, list[Costs]] = {"cold": [], "unchanged": [], "changed": [], "file": []}
    for number in range(rounds):
        shutil.rmtree(project / ".cache", ignore_errors=True)
        for kind in found:
            case = change_case(project, number) if kind in ("changed", "file") else None
            named = [str(case)] if kind == "file" else []
            found[kind].append(whole([*COMMAND, "check", *named], project, environment))
        print("  " + ", ".join(f"check {kind} {runs[-1]['cpu']:.2f} s CPU, {runs[-1]['wall']:.2f} s" for kind, runs in found.items()))
    return found
