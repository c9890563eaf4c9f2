"""The command `derive`: files that are generated from model and content, and committed."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from citynet_kb.cli.file_tree import write_tree
from citynet_kb.cli.output import complain, report, say
from citynet_kb.intake.asking import forge_forms
from citynet_kb.model.forge_labels import LABELS
from citynet_kb.pages.kinds.guide_pages import contributing
from citynet_kb.project import Project
from citynet_kb.schema import editor_schema

ISSUE_FORM = ".github/ISSUE_TEMPLATE/fall.yml"
DESCRIPTION_TEMPLATE = ".gitlab/issue_templates/Fall.md"
EDITOR_SCHEMA = ".vscode/fallbericht.schema.json"
GUIDE = "CONTRIBUTING.md"
LABELS_FILE = "tools/forge/labels.json"


def derive(options: Namespace) -> int:
    """Write them, or only say which are stale. Exit code: 0 done or all up to date, 1 stale files or errors in the content."""
    project = Project.here(Path.cwd())
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    stale = {path: text for path, text in derived(project).items() if not _is(project.root / path, text)}
    if not options.check:
        write_tree(project.root, stale)
    tell, what = (complain, "veraltet; »citynet-kb derive« schreibt die Datei neu.") if options.check else (say, "geschrieben")
    for path in stale:
        tell(f"{path}: {what}")
    if not stale:
        say("Alles ist auf dem Stand.")
    return int(bool(stale) and options.check)


def derived(project: Project) -> dict[str, bytes]:
    """Path → content."""
    topics = {topic.id: topic.name for topic in project.content.knowledge_base.topics.values()}
    texts = {
        ISSUE_FORM: forge_forms.issue_form(topics),
        DESCRIPTION_TEMPLATE: forge_forms.description_template(topics),
        GUIDE: contributing(project.configuration),
        LABELS_FILE: json.dumps([asdict(label) for label in LABELS], ensure_ascii=False, indent=2) + "\n",
        EDITOR_SCHEMA: json.dumps(editor_schema(), ensure_ascii=False, indent=2) + "\n",
    }
    return {path: text.encode() for path, text in texts.items()}


def _is(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
