"""`python -m tests.audit`: every part, or those named; a table; exit code 1 where a bound is broken."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit import Part, Row, Setting
from tests.audit.attacked import floods_and_files, refusals, walls
from tests.audit.framing import framings
from tests.audit.fuzzing import fuzzing
from tests.audit.inspected import accessibility
from tests.audit.outside import lighthouse, markup
from tests.audit.reproducing import killed, verified

PARTS: dict[str, Part] = {
    "refusals": refusals,
    "floods": floods_and_files,
    "walls": walls,
    "framings": framings,
    "fuzzing": fuzzing,
    "verified": verified,
    "killed": killed,
    "accessibility": accessibility,
    "markup": markup,
    "lighthouse": lighthouse,
}


def main() -> int:
    """Run the parts in turn."""
    parser = ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--minutes", type=float, default=10, help="how long to search for new failures")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    for name in options.parts or PARTS:
        start = time.monotonic()
        with TemporaryDirectory(prefix="audit-") as folder:
            rows.extend(PARTS[name](Setting(Path(folder), options.minutes)))
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    show(rows)
    return 0 if all(row.holds for row in rows) else 1


def show(rows: list[Row]) -> None:
    """The table as Markdown, then the details of what does not hold."""
    print("| measure | value | bound | holds |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.measure} | {row.value} | {row.bound} | {'yes' if row.holds else '**no**'} |")
    for row in rows:
        for detail in row.details[:20] if not row.holds else ():
            print(f"{row.measure}: {detail}")


if __name__ == "__main__":
    sys.exit(main())
