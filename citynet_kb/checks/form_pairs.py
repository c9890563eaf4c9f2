"""The rules about combinations of fields of one case, as data for the form in the browser, and the names of those that it cannot check.

A test runs both on the same cases and fails where the data here and the function of a rule disagree.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from citynet_kb.checks import anonymity, body, case_references, case_rules, contact_rules, text_images
from citynet_kb.checks.personal_data import FUNCTION_WORDS, PERSONAL_BOX, PRIVATE_PROVIDERS
from citynet_kb.findings.finding import rule_name
from citynet_kb.findings.rules import describe
from citynet_kb.model import ANONYMOUS, BODY_SECTIONS, SETBACKS, Effort, Kind
from citynet_kb.model.regions import REGIONS
from citynet_kb.sources.scanner.illustrations import ILLUSTRATION
from citynet_kb.sources.scanner.markup import HTML_START

_OUTCOMES = ("outcome", "follow_up.*.outcome")


def form_pairs() -> list[dict[str, Any]]:
    """Each with the rule's name, `how` it works, the field it speaks about (`at`), where to mend it (`aim`), and what it says."""
    return [{"rule": rule_name(rule), **how, "says": describe(rule).statement} for rule, how in _pairs()]


def rules_for_editors() -> list[str]:
    """The statements of the rules about a case that only the editors' check applies."""
    interpreted = {rule for rule, _ in _pairs()} | {rule for rule, _ in _BODY} | {case_rules.ohne_massnahme, case_rules.ohne_aufnahmetag}
    rules: tuple[Callable[..., Any], ...] = (
        *case_rules.RULES,
        *contact_rules.CASE_RULES,
        *case_references.RULES,
        *anonymity.RULES,
        *body.RULES,
    )
    return [describe(rule).statement for rule in rules if rule not in interpreted]


def body_rules() -> list[dict[str, str]]:
    """Patterns that no line of the free text may match. Unlike the check, the form does not skip code."""
    return [{"rule": rule_name(rule), "pattern": pattern, "says": describe(rule).statement} for rule, pattern in _BODY]


_ILLUSTRATION = re.sub(r"\?P<\w+>", "?:", ILLUSTRATION)
_BODY: tuple[tuple[Callable[..., Any], str], ...] = (
    (body.html_im_text, HTML_START),
    (text_images.bild_im_text, rf"^(?!{_ILLUSTRATION} *$).*!\["),
    (body.ueberschrift_ebene, r"^ {0,3}#[ \t]+[^ \t#]|^ {0,3}=+ *$"),
    (body.ueberschrift_abstand, r"^ {0,3}#{1,6}[^#\s]"),
)


def _when(keys: Iterable[str], values: Iterable[str]) -> dict[str, list[str]]:
    return {"any": list(keys), "in": list(values)}


def _pairs() -> Iterator[tuple[Callable[..., Any], Mapping[str, Any]]]:
    setback = _when(_OUTCOMES, (outcome.value for outcome in SETBACKS))
    reasons = {"key": "failure_reasons", "aim": "failure_reasons"}
    yield case_rules.rueckschlag_ohne_grund, {"how": "needs", "when": setback, "at": "outcome", **reasons}
    yield case_rules.ursache_ohne_rueckschlag, {"how": "only", "when": setback, "key": "common_cause", "at": "common_cause"}
    documented = _when(["kind"], [Kind.DOCUMENTED.value])
    yield case_rules.dokumentiert_ohne_quelle, {"how": "needs", "when": documented, "key": "sources", "at": "kind", "aim": "sources"}
    yield case_rules.zeitraum_verkehrt, {"how": "order", "from": "period.start", "to": "period.end", "at": "period.end"}
    yield from _effort()
    yield from _contact()
    complete = _when(["kind"], [Kind.CASE_STUDY.value])
    yield case_rules.abschnitt_fehlt, {"how": "sections", "when": complete, "sections": list(BODY_SECTIONS), "at": "kind"}
    unnamed = _when(["city"], [ANONYMOUS])
    for key in ("region", "size_class"):
        yield anonymity.anonym_ohne_rahmen, {"how": "needs", "when": unnamed, "key": key, "at": key}
        yield anonymity.anonym_ohne_rahmen, {"how": "only", "when": unnamed, "key": key, "at": key}
    yield anonymity.anonym_ohne_rahmen, {"how": "among", "when": unnamed, "at": "region", "values": list(REGIONS)}
    yield from _references()


def _effort() -> Iterator[tuple[Callable[..., Any], Mapping[str, Any]]]:
    costs = ["effort_detail.cost_eur", "effort_detail.cost_planned_eur", "effort_detail.running_eur_per_year"]
    figures = [costs, ["effort_detail.staff_days"], ["effort_detail.lead_weeks"]]
    bands = [[band.value, list(band.limits) if band.limits else None] for band in Effort if band.level]
    yield case_rules.aufwand_unter_band, {"how": "band", "at": "effort", "figures": figures, "bands": bands, "over": False}
    yield case_rules.aufwand_ueber_band, {"how": "band", "at": "effort", "figures": figures, "bands": bands, "over": True}


def _contact() -> Iterator[tuple[Callable[..., Any], Mapping[str, Any]]]:
    """Mailboxes as in the check. Names only after a form of address: the rest would need the list of first names."""
    role = r"(?:^|[^\p{L}])(?:Herrn?|Frau|Prof\.|Dr\.) [A-ZÄÖÜ]"
    yield contact_rules.kontakt_persoenlich, {"how": "unlike", "at": "contact.role", "bad": [role], "flags": "u"}
    mail = {"how": "unlike", "at": "contact.email", "flags": "iu"}
    yield contact_rules.kontakt_persoenlich, {**mail, "bad": [rf"^[^@]*@(?:{PRIVATE_PROVIDERS.pattern})$"]}
    yield (
        contact_rules.kontakt_persoenlich,
        {**mail, "bad": [rf"^(?:{PERSONAL_BOX.pattern})@"], "good": rf"^[^@]*(?:{FUNCTION_WORDS.pattern})[^@]*@"},
    )


def _references() -> Iterator[tuple[Callable[..., Any], Mapping[str, Any]]]:
    yield case_references.stadt_unbekannt, {"how": "known", "at": "city", "list": "cities", "or": ANONYMOUS}
    yield case_references.thema_unbekannt, {"how": "known", "at": "topic", "list": "topics"}
    yield case_references.thema_unbekannt, {"how": "known", "at": "topics_more.*", "list": "topics"}
    yield case_references.massnahme_unbekannt, {"how": "known", "at": "measure", "list": "measures"}
    yield case_references.massnahme_anderes_thema, {"how": "belongs", "at": "topic", "key": "measure"}
    yield case_references.thema_doppelt, {"how": "distinct", "at": "topics_more", "key": "topic"}
