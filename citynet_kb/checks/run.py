"""Runs every rule over the content that could be read."""

from citynet_kb.checks import across, anonymity, body, case, case_references, contact_data, contacts, records
from citynet_kb.checks.context import CaseRule, Context
from citynet_kb.findings import Finding
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy
from citynet_kb.sources import SourceDocument

CASE_RULES: tuple[CaseRule, ...] = (*case.RULES, *contacts.CASE_RULES, *case_references.RULES, *anonymity.RULES)


def check(content: Content, today: str) -> list[Finding]:
    """All findings about the content, those of reading included, in order of place. `today` is YYYY-MM-DD."""
    context = Context(content, today)
    findings = list(content.findings)
    for study in content.knowledge_base.cases.values():
        findings.extend(check_case(study, content.documents[study.path], context))
    findings.extend(records.check(context))
    findings.extend(across.check(context))
    return sorted(findings)


def check_case(study: CaseStudy, document: SourceDocument, context: Context) -> list[Finding]:
    """The findings about one case, the rest of the content in view."""
    rules = [rule for rule in CASE_RULES if not (study.withdrawn and rule in case.NOT_OF_WITHDRAWN)]
    findings = [finding for rule in rules for finding in rule(study, document, context)]
    findings.extend(body.check(study, document, context))
    findings.extend(contact_data.angaben_zur_person(study, document))
    return findings
