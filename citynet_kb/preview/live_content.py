"""The content of a project as it is at the moment: read again and again, each file only when it changed."""

from citynet_kb.checks import check
from citynet_kb.checks.run import Known
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import load
from citynet_kb.knowledge_base.load import Kept
from citynet_kb.project import CONTENT, Project


class LiveContent:
    """Records and findings are kept from one state to the next."""

    def __init__(self, project: Project) -> None:
        """`project` says where the content lies, and which day it is."""
        self._project = project
        self._kept: Kept = {}
        self._known: Known = {}

    def read(self) -> Project:
        """The project as it is now. Of its findings those about files that did not change may be out of date: `check_all` makes sure."""
        project = Project(self._project.root, self._project.epoch)
        content = load(project.root / CONTENT, CONTENT, self._kept)
        findings = sorted([*project.configuration_findings, *check(content, project.today, self._known)])
        vars(project).update(content=content, findings=findings, indexes=Indexes(content.knowledge_base))
        return project

    def check_all(self, project: Project) -> bool:
        """Look at every file of a state once more. Whether that changed its findings."""
        known: Known = {}
        findings = sorted([*project.configuration_findings, *check(project.content, project.today, known)])
        self._known = known
        changed = findings != project.findings
        vars(project).update(findings=findings)
        return changed
