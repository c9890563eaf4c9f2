"""`python -m tests.audit`: every part, or those named; a table; exit code 1 where a bound is broken."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from tests.audit import Part, Row
from tests.audit.attacked import floods_and_files, refusals, walls
from tests.audit.bounds import bounds
from tests.audit.framing import framings
from tests.audit.fuzzing import fuzzing
from tests.audit.inspected import accessibility
from tests.audit.others import formulas, workflows
from tests.audit.outside import lighthouse, markup
from tests.audit.reproducing import edited, killed, verified
from tests.audit.running import Done, run_all, write_rows

PARTS: dict[str, Part] = {
    "refusals": refusals,
    "floods": floods_and_files,
    "bounds": bounds,
    "walls": walls,
    "framings": framings,
    "fuzzing": fuzzing,
    "verified": verified,
    "killed": killed,
    "edited": edited,
    "accessibility": accessibility,
    "markup": markup,
    "formulas": formulas,
    "workflows": workflows,
    "lighthouse": lighthouse,
}
JOBS = min(2, os.cpu_count() or 1)
"""Parts at a time. More than two get into each other's way: most start a browser or a build."""


def main() -> int:
    """Run the parts, each in a process of its own."""
    parser = ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--minutes", type=float, default=10, help="how long to search for new failures")
    parser.add_argument("--jobs", type=int, default=JOBS, help="how many parts at a time")
    parser.add_argument("--rows", type=Path, help="run the one named part here, and write its rows into this file")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.rows:
        write_rows(PARTS[options.parts[0]], options.rows, options.minutes)
        return 0
    done = run_all([name for name in PARTS if name in (options.parts or PARTS)], options.minutes, options.jobs)
    show(done)
    return 0 if all(row.holds for part in done for row in part.rows) else 1


def show(done: list[Done]) -> None:
    """The table as Markdown, how long each part took, then the details of what does not hold."""
    print("| part | measure | value | bound | holds |\n|---|---|---|---|---|")
    rows: list[Row] = []
    for part in done:
        for row in part.rows:
            print(f"| {part.name} | {row.measure} | {row.value} | {row.bound} | {'yes' if row.holds else '**no**'} |")
        rows.extend(part.rows)
    missed = sum(not row.holds for row in rows)
    spent = ", ".join(f"{part.name} {part.seconds:.0f} ({part.cpu_seconds:.0f})" for part in done)
    print(f"\n{len(rows)} measures, {missed} beyond their bound. Seconds (of CPU): {spent}.")
    for row in rows:
        for detail in row.details[:20] if not row.holds else ():
            print(f"{row.measure}: {detail}")


if __name__ == "__main__":
    sys.exit(main())
