"""The command `agreement`: how far a reading agrees with the knowledge base, or two readings with each other."""

from argparse import Namespace
from pathlib import Path

from citynet_kb.checks import check_coding
from citynet_kb.cli.output import complain, report, say
from citynet_kb.findings import Finding
from citynet_kb.indexes import agreements, sheet_of_base, sheet_of_coding
from citynet_kb.model import Coding
from citynet_kb.project import Project
from citynet_kb.review import agreement_as_text
from citynet_kb.schema import read_coding

BASE = "Wissensspeicher"


def agreement(options: Namespace) -> int:
    """Compare one file with the knowledge base, two with each other. Exit code: 0 done, 1 findings, 2 misuse."""
    if len(options.files) > 2:
        complain(f"Verglichen werden eine oder zwei Dateien, genannt sind {len(options.files)}.")
        return 2
    project = Project.here(Path.cwd())
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    base = project.content.knowledge_base
    codings, findings = list[Coding](), list[Finding]()
    for file in options.files:
        coding, found = read_coding(str(file), file.read_bytes())
        findings.extend((*found, *check_coding(coding, base)))
        codings.append(coding)
    if findings:
        report(sorted(findings), project.case_files, "text")
        return 1
    sheets = [sheet_of_coding(coding, base) for coding in codings]
    is_alone = len(sheets) == 1
    one, other = sheets[0], sheet_of_base(base) if is_alone else sheets[1]
    names = (codings[0].path, BASE if is_alone else codings[1].path)
    say(agreement_as_text(names, agreements(one, other), len(one.keys() - other.keys() if is_alone else one.keys() ^ other.keys())))
    return 0
