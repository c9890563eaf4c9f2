"""Write the list of all parts (SBOM, CycloneDX 1.6): installed packages with licences and dependencies, and what lies in the theme.

`python tools/sbom.py FILE`. The same installation gives the same bytes. Further arguments go to the tool that asks for the packages,
which checks its answer by the schema of CycloneDX unless it is told `--no-validate`.
"""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "theme" / "assets"
FONTS = "fonts/source-sans-3-*.woff2"


def main(target: Path, *more: str) -> int:
    """Ask the tool for the packages, add the rest."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml"), "--spec-version", "1.6"]
    done = subprocess.run([*command, "--output-reproducible", *more, sys.executable], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        return done.returncode
    found = without_places(json.loads(done.stdout))
    found["components"] += in_the_theme()
    target.write_text(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found['components'])} parts in {target}")
    return 0


def in_the_theme() -> list[dict[str, Any]]:
    """What is delivered without a package manager: the fonts, each file with its hash."""
    return [part(file, "source-sans-3", "OFL-1.1") for file in sorted(ASSETS.glob(FONTS))]


def part(file: Path, name: str, licence: str) -> dict[str, Any]:
    """One file as a component."""
    path = file.relative_to(ROOT).as_posix()
    digest = {"alg": "SHA-256", "content": sha256(file.read_bytes()).hexdigest()}
    kind = {"type": "file", "name": f"{name}: {path}"}
    where = {"name": "citynet-kb:path", "value": path}
    return {**kind, "bom-ref": path, "hashes": [digest], "licenses": [{"license": {"id": licence}}], "properties": [where]}


def without_places(value: Any) -> Any:
    """Without paths of this machine, which our own package has when it is installed from its folder."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_places(inner) for inner in value if not (isinstance(inner, dict) and str(inner.get("url", "")).startswith("file:"))]
    return value


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
