"""Make the release of a tag and attach files to it: `python3 tools/forge/publish_version.py FILE…`. Standard library only.

The tag is in GITHUB_REF_NAME. Its section of CHANGELOG.md becomes the text. Exit code 1 where the tag is no version or has no section.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

TAG = re.compile(r"v\d+\.\d+\.\d+")
NOTES = Path("version.md")


def main(files: list[str], tag: str) -> int:
    """Nothing is made from a tag that the change log does not know."""
    text = section(Path("CHANGELOG.md").read_text("utf-8"), tag.removeprefix("v")) if TAG.fullmatch(tag) else ""
    if not text:
        print(f"{tag}: keine Fassung, oder CHANGELOG.md hat keinen Abschnitt dafür.", file=sys.stderr)
        return 1
    NOTES.write_text(text, encoding="utf-8")
    command = ["gh", "release", "create", tag, *files, "--verify-tag", "--title", tag, "--notes-file", str(NOTES)]
    return subprocess.run(command, check=False).returncode


def section(changes: str, version: str) -> str:
    """What stands below the heading of a version; empty without one."""
    _, _, after = changes.partition(f"\n## [{version}]")
    return after.partition("\n")[2].partition("\n## [")[0].strip() + "\n" if after else ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ.get("GITHUB_REF_NAME", "")))
