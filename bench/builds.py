"""Whole builds as a person calls them, against two fixed references: »tree«, MkDocs with its theme, search and tags over the Markdown that
`render` of the same commit writes, and »plain«, the same generator over the texts of the cases alone.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

Costs = dict[str, float]
COMMAND = [sys.executable, "-c", "import sys; from citynet_kb.cli import main; sys.exit(main())"]
TREE = """
INHERIT: mkdocs.yml
docs_dir: seiten
site_dir: site.tree
hooks: []
markdown_extensions:
  citynet_kb.fragments:
    directory: seiten/_fragmente
"""
PLAIN = """
site_name: Ohne alles
docs_dir: texte
site_dir: site.plain
theme: {name: material, language: de, font: false}
plugins: [search, tags]
nav: [index.md]
not_in_nav: /**
"""


def whole(command: list[str], folder: Path, environment: Mapping[str, str]) -> Costs:
    """What a command costs from its start to its end, with all processes that it starts."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {"wall": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


def builds(project: Path, environment: Mapping[str, str], rounds: int) -> dict[str, list[Costs]]:
    """Each kind of build, in turns. The first build after a change writes all files; a further one takes over the site before the last."""
    _prepare(project, environment)
    found: dict[str, list[Costs]] = {"tree": [], "plain": [], "cold": [], "unchanged": [], "changed": [], "again": [], "fact": []}
    for number in range(rounds):
        for reference in ("tree", "plain"):
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{reference}.yml"]
            found[reference].append(whole(command, project, environment))
        shutil.rmtree(project / ".cache", ignore_errors=True)
        shutil.rmtree(project / "site", ignore_errors=True)
        for kind in ("cold", "unchanged", "changed", "again", "fact"):
            if kind in ("changed", "again"):
                change_case(project, number)
            elif kind == "fact":
                change_fact(project, number)
            found[kind].append(whole([*COMMAND, "build"], project, environment))
        print("  " + ", ".join(f"{kind} {runs[-1]['cpu']:.1f} s CPU, {runs[-1]['wall']:.1f} s" for kind, runs in found.items()), flush=True)
    return found


def _prepare(project: Path, environment: Mapping[str, str]) -> None:
    """The references, and what is compiled once: a first build of everything is not measured."""
    whole([*COMMAND, "render", "--to", "seiten"], project, environment)  # a child starts with the size of its parent
    (project / "tree.yml").write_text(TREE, encoding="utf-8")
    (project / "plain.yml").write_text(PLAIN, encoding="utf-8")
    plain_pages(project)


def plain_pages(project: Path) -> None:
    """The texts of the cases as pages without anything of ours, in `texte`."""
    for case in sorted((project / "content/faelle").glob("*/*.md")):
        _, head, text = case.read_text("utf-8").split("---\n", 2)
        title, topic = (re.search(f"(?m)^{key}: *(.*)", head) for key in ("title", "topic"))
        name = (project / "texte" / case.relative_to(project / "content")).with_suffix(".md")
        name.parent.mkdir(parents=True, exist_ok=True)
        tag = topic[1] if topic else "ohne"
        name.write_text(f"---\ntags: [{tag}]\n---\n# {title[1] if title else case.stem}\n\n{text}", encoding="utf-8")
    (project / "texte/index.md").write_text("# Start\n\n<!-- material/tags -->\n", encoding="utf-8")


def change_case(project: Path, number: int) -> Path:
    """A sentence more in one case; the file that was changed."""
    case = sorted((project / "content/faelle").glob("*/*.md"))[number]
    case.write_text(f"{case.read_text('utf-8')}\nDazu kam noch ein Satz.\n", encoding="utf-8")
    return case


def change_fact(project: Path, number: int) -> Path:
    """Other words in the short version of one case, which lists show too; the file that was changed."""
    cases = sorted((project / "content/faelle").glob("*/*.md"))
    case = next(case for case in cases[100 * number :] if re.search("(?m)^summary: .{1,200}$", case.read_text("utf-8")))
    case.write_text(re.sub('(?m)^(summary: "?)', rf"\g<1>Versuch {number}, ", case.read_text("utf-8"), count=1), encoding="utf-8")
    return case
