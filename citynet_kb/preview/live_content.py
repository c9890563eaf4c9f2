"""The content of a project as it is at the moment: read again and again, each file only when it changed."""

from collections.abc import Callable

from citynet_kb.checks import Context, check, check_record
from citynet_kb.checks.run import Known
from citynet_kb.findings import Finding, Severity
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import Content, load
from citynet_kb.knowledge_base.load import Kept
from citynet_kb.model import CaseStudy
from citynet_kb.project import CONTENT, Project

AT_ONCE = 50
"""Records that are looked at before somebody who waits is asked for."""


class LiveContent:
    """Records and findings are kept from one state to the next."""

    def __init__(self, project: Project) -> None:
        """`project` says where the content lies, and which day it is."""
        self._project = project
        self._kept: Kept = {}
        self._known: Known = {}

    def begin(self) -> Project:
        """The project as it is now; only what cannot be read is found as yet, so that the first page need not wait for the checks."""
        project, content = self._loaded()
        vars(project).update(findings=sorted([*project.configuration_findings, *content.findings]))
        return project

    def read(self) -> Project:
        """The project as it is now. Where only cases changed, the other records are not checked again: that takes a tenth of the time, and
        `check_all` makes sure when nobody waits."""
        before = {path: record for path, (record, _) in self._known.items()}
        project, content = self._loaded()
        changed = [record for record in content.knowledge_base.records if before.pop(record.path, None) is not record]
        if before or any(not isinstance(record, CaseStudy) or record.path not in self._known for record in changed):
            self._known = {}
        findings = sorted([*project.configuration_findings, *check(content, project.today, self._known)])
        vars(project).update(findings=findings)
        return project

    def _loaded(self) -> tuple[Project, Content]:
        project = Project(self._project.root, self._project.epoch)
        content = load(project.root / CONTENT, CONTENT, self._kept)
        vars(project).update(content=content, indexes=Indexes(content.knowledge_base))
        return project, content

    def check_all(self, project: Project, goes_on: Callable[[], bool] = lambda: True) -> bool | None:
        """Look at every file of a state once more. Whether other errors were found than before; None where `goes_on`, which is asked now
        and then, has ended it: then nothing is changed.
        """
        known: Known = {}
        content, context = project.content, Context(project.content, project.today)
        for number, record in enumerate(content.knowledge_base.records):
            if number % AT_ONCE == 0 and not goes_on():
                return None
            known[record.path] = record, check_record(record, content.documents[record.path], context)
        findings = sorted([*project.configuration_findings, *check(content, project.today, known)])
        before, self._known = errors_of(project), known
        vars(project).update(findings=findings)
        return errors_of(project) != before


def errors_of(project: Project) -> list[Finding]:
    """The findings that keep a site from being built."""
    return [finding for finding in project.findings if finding.severity is Severity.ERROR]
