"""Two sites full of attacks: one built as if nothing had been checked, one by a plain generator in our theme alone."""

import re
import shutil
import sys
from collections.abc import Collection
from pathlib import Path

import yaml

from tests.attacks import HEAD, Attack, attacks, flood, planted, text_of, with_fields
from tests.forked_programs import run
from tests.site.building import Built, environment, project

ENDLESS = {"X06", "X08"}
"""Links to whole systems and to themselves: MkDocs walks them forty times before our adapter takes everything away again."""
NO_FILE = {"X12", "X15", "X18", "X20"}
"""Two files in one, a line break in a name, and files outside content/: nothing to plant among others."""
BREAKING = {"F08", "F09", "L50", "L62"}
"""Where contributed text reaches the generator, these stop the build, and nothing is published: front matter with a path that leads out of
the theme, links that no program can read."""

UNCHECKED = '''"""Our own adapter, with the first wall taken away: nothing is refused, whatever is found."""
from citynet_kb.project import Project
from citynet_kb.sources import reader, yaml_tree

Project.has_errors = property(lambda project: False)
for module in (reader, yaml_tree):
    module.first_invisible = module.first_foreign = lambda text: None
reader._pile = lambda text: None

from hooks.citynet import on_config, on_env, on_files, on_post_template  # noqa: E402, F401
'''
PLAIN = """
site_name: Ohne Schutz
docs_dir: seiten
theme:
  name: material
  custom_dir: theme
  language: de
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dunkel}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Hell}}
  features: [search.highlight, search.suggest, content.code.copy, content.code.annotate]
extra: {generator: false}
extra_css: [assets/css/tokens.css, assets/css/base.css, assets/css/parts.css]
extra_javascript: [assets/js/citynet.js]
plugins: [search, tags]
markdown_extensions: [attr_list, md_in_html, admonition, footnotes, tables, toc, abbr, def_list, pymdownx.details, pymdownx.superfences,
  pymdownx.highlight, pymdownx.critic, pymdownx.tasklist, pymdownx.arithmatex, {pymdownx.tabbed: {alternate_style: true}}]
"""


def pages_of(built: Built, chosen: Collection[Attack]) -> list[tuple[str, str]]:
    """Name and address of each attack that has a page. Of pages that say the same, but for the attack's name, the first."""
    pages = [(attack.id, f"faelle/musterstadt/{attack.id.lower()}/") for attack in chosen]
    found: dict[str, tuple[str, str]] = {}
    for name, path in pages:
        file = built.site / path / "index.html"
        if file.is_file():
            found.setdefault(re.sub(rf"(?i)\b{name}\b", "", file.read_text("utf-8")), (name, path))
    return list(found.values())


def _build(root: Path, config: str) -> Built:
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", str(root / "site")]
    done = run(words, root, environment(NO_MKDOCS_2_WARNING="1"), timeout=900, merged=True)
    return Built(root / "site", done.returncode, done.stdout)


def _unchecked_text(attack: Attack) -> str:
    """The attack as a case that could be read: odd frames and floods as text, fields only where the case has them."""
    from citynet_kb.model import CaseStudy

    if attack.kind == "front-matter":
        known = {key: value for key, value in attack.fields["front_matter"].items() if key in CaseStudy.front_matter_keys()}
        return with_fields(known)
    if attack.kind in ("framings", "floods"):
        text = flood(attack) if attack.kind == "floods" else attack.fields["text"]
        return f"{HEAD}\n{text[:60_000]}\n"
    return text_of(attack)


def one_of_each_class() -> list[Attack]:
    """Some attacks that stand for all: the first of each class, and each file."""
    first: dict[str, Attack] = {}
    for attack in attacks():
        first.setdefault(attack.id if attack.kind == "files" else attack.fields["class"], attack)
    return list(first.values())


def unchecked(folder: Path, chosen: Collection[Attack]) -> Built:
    """The site of Beispielland with these attacks in it, built by our renderer with the checks switched off."""
    root = project(folder / "ungeprueft")
    for attack in chosen:
        if attack.kind == "files" and attack.id not in NO_FILE:
            source = planted(attack, folder / attack.id)
            shutil.copytree(
                source,
                root / "content",
                symlinks=True,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns("staedte", "themen", "massnahmen", "x.md"),
            )
    for attack in (attack for attack in chosen if attack.kind != "files"):
        file = root / "content" / f"faelle/musterstadt/{attack.id.lower()}.md"
        file.write_bytes(_unchecked_text(attack).encode("utf-8", "surrogatepass"))
    return _build_unchecked(root)


def _build_unchecked(root: Path) -> Built:
    (root / "ungeprueft").mkdir()
    (root / "ungeprueft" / "citynet.py").write_text(UNCHECKED, encoding="utf-8")  # a name that the quick way knows
    (root / "ungeprueft.yml").write_text(
        "INHERIT: mkdocs.yml\nstrict: false\nhooks: [ungeprueft/citynet.py, hooks/quick_build.py]\n", encoding="utf-8"
    )
    return _build(root, "ungeprueft.yml")


def overlaid(folder: Path, paths: Collection[str]) -> Built:
    """The same site without attacks, but with a contributed file at each of these addresses of the site."""
    root = project(folder / "ungeprueft")
    for path in paths:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("PWN-X", encoding="utf-8")
    return _build_unchecked(root)


def only_policy(folder: Path, chosen: Collection[Attack]) -> Built:
    """A site that MkDocs makes of the attacks, with raw HTML, attributes and front matter let through: the policy alone protects it."""
    root = folder / "nur-regeln"
    pages = root / "seiten" / "faelle" / "musterstadt"
    pages.mkdir(parents=True)
    shutil.copytree(project(folder / "vorlage") / "theme", root / "theme")
    (root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    (root / "seiten" / "index.md").write_text("# Start\n", encoding="utf-8")
    for attack in chosen:
        if attack.id in BREAKING or attack.kind not in ("bodies", "front-matter"):
            continue
        fields, text = attack.fields.get("front_matter", {}), attack.fields.get("text", "Text.")
        tags = fields.get("tags", [])
        fields = {**fields, "tags": tags if isinstance(tags, list) else [tags]}
        head = yaml.safe_dump({"title": attack.id, **fields}, allow_unicode=True)
        (pages / f"{attack.id.lower()}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8", errors="surrogatepass")
    return _build(root, "mkdocs.yml")
