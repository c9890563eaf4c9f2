"""Runs every rule over the content that could be read."""

from collections.abc import Iterator
from dataclasses import replace

from citynet_kb.checks import across, anonymity, body, case_references, case_rules, contact_data, contact_rules, record_rules
from citynet_kb.checks.context import CaseRule, Context
from citynet_kb.findings import Finding
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.schema.placeholders import is_about, with_placeholders
from citynet_kb.sources import SourceDocument

CASE_RULES: tuple[CaseRule, ...] = (*case_rules.RULES, *contact_rules.CASE_RULES, *case_references.RULES, *anonymity.RULES)


def check(content: Content, today: str) -> list[Finding]:
    """All findings about the content, those of reading included, in order of place. `today` is YYYY-MM-DD."""
    context = Context(content, today)
    findings = list(content.findings)
    for study in content.knowledge_base.cases.values():
        findings.extend(check_case(study, content.documents[study.path], context))
    known = {study.path for study in content.knowledge_base.cases.values()}
    for path, model in content.files.items():
        if model is CaseStudy and path in content.documents and path not in known:
            findings.extend(_check_refused(content.documents[path], context))
    findings.extend(record_rules.check(context))
    findings.extend(across.check(context))
    return sorted(findings)


def check_case(study: CaseStudy, document: SourceDocument, context: Context) -> list[Finding]:
    """The findings about one case, given the rest of the content."""
    rules = [rule for rule in CASE_RULES if not (study.withdrawn and rule in case_rules.NOT_OF_WITHDRAWN)]
    findings = [finding for rule in rules for finding in rule(study, document, context)]
    findings.extend(body.check(study, document, context))
    findings.extend(contact_data.angaben_zur_person(study, document))
    return findings


def _check_refused(document: SourceDocument, context: Context) -> Iterator[Finding]:
    """The findings about the other fields of a case that the model refuses, so that all can be corrected at once."""
    fields, touched = with_placeholders(
        {key: value for key, value in document.data.items() if key not in CaseStudy.file_keys}, context.names
    )
    whole = replace(document, data=fields)
    study, _ = bind(whole, CaseStudy, "/".join(document.path.removesuffix(".md").split("/")[-2:]))
    if study is not None:
        yield from (finding for finding in check_case(study, whole, context) if not is_about(finding, whole, touched))
