"""What the form for cases interprets: fields, rules, known towns and measures; and each case's values, for corrections."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from citynet_kb.checks.anonymity import anonym_nennt_stadt
from citynet_kb.checks.contact_rules import ROLES_LIKE_NAMES
from citynet_kb.checks.form_pairs import body_rules, form_pairs
from citynet_kb.exports.encoding import json_line
from citynet_kb.exports.form_towns import kept_pieces
from citynet_kb.findings import RULES
from citynet_kb.findings.finding import rule_name
from citynet_kb.findings.rules import describe
from citynet_kb.indexes import german_order
from citynet_kb.indexes.checklist_reports import planned_items
from citynet_kb.intake.asking.enclosures import LIST_SIGN
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, BODY_SECTIONS, CaseStudy, City, Configuration, Forge, Measure, Procedure, SizeClass, addresses
from citynet_kb.model.reason_words import REASON_WORDS
from citynet_kb.model.regions import COUNTRIES
from citynet_kb.schema.form_rules import form_fields, value_rules
from citynet_kb.sources import canonical, characters, garbled, text_rules, yaml_rules
from citynet_kb.store import ALONE, Means


def form_files(
    base: KnowledgeBase,
    configuration: Configuration,
    sentences: Mapping[str, str],
    means: Means = ALONE,
    versions: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Path below the site → JSON. `sentences` say, by id of a measure, what is known of it; `versions` stand for files, by path."""
    pieces = kept_pieces(base.municipalities, means)
    files = {addresses.FORM_DATA: json_line({**_form(base, configuration, sentences), "towns": " ".join(pieces)})}
    files[addresses.form_file("orte/anfaenge")] = json_line({"beginnings": " ".join(pieces)})
    files.update((addresses.form_file(f"orte/{letters}"), towns) for letters, towns in pieces.items())
    return files | _files_of_towns(base, versions, means)


def _files_of_towns(base: KnowledgeBase, versions: Mapping[str, str], means: Means) -> dict[str, bytes]:
    """Each has the cases of one town, or what is known by their former ids."""
    towns: defaultdict[str, dict[str, CaseStudy | str]] = defaultdict(dict)
    for case in base.cases.values():
        folder, _, slug = case.id.partition("/")
        if not case.withdrawn:
            towns[folder][slug] = case
        for alias in case.aliases:
            folder, _, slug = alias.partition("/")
            towns[folder].setdefault(slug, case.id)

    def source(cases: Mapping[str, CaseStudy | str]) -> object:
        return [(slug, case if isinstance(case, str) else versions[case.path]) for slug, case in cases.items()]

    def make(cases: Mapping[str, CaseStudy | str]) -> bytes:
        return json_line({slug: {"now": case} if isinstance(case, str) else _as_known(case) for slug, case in cases.items()})

    files = {addresses.form_file(town): cases for town, cases in towns.items()}
    if not versions:
        return {path: make(cases) for path, cases in files.items()}
    return means.remembered({path: (source(cases), partial(make, cases)) for path, cases in files.items()})


def _form(base: KnowledgeBase, configuration: Configuration, sentences: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "fields": form_fields(CaseStudy),
        **value_rules(),
        "pairs": form_pairs(),
        "body": {"rules": body_rules(), "sections": list(BODY_SECTIONS)},
        "says": _statements(),
        "roles": {"at": ["contact.role", "office", "contributed_by"], **ROLES_LIKE_NAMES},
        "characters": [
            [rule_name(text_rules.unsichtbares_zeichen), characters.UNSEEN_PATTERN],
            [rule_name(text_rules.schrift_fremd), characters.FOREIGN_PATTERN],
            [rule_name(text_rules.zeichensalat), garbled.GARBLED_PATTERN],
            [rule_name(text_rules.zeichen_gestapelt), rf"\p{{M}}{{{text_rules.MARKS_LIMIT + 1},}}"],
            [rule_name(yaml_rules.leerwert), r"^\s+$"],
        ],
        "sign": LIST_SIGN,
        "limits": {"head": text_rules.FRONT_MATTER_LIMIT, "file": text_rules.FILE_LIMIT},
        "canonical": {"plain": canonical.PLAIN, "not_plain": sorted(canonical.NOT_PLAIN)},
        "unnamed": ANONYMOUS,
        "town": form_fields(City),
        **_known(base, sentences),
        **_ways_out(configuration),
    }


def _statements() -> dict[str, Any]:
    names = describe(anonym_nennt_stadt)
    statements = {rule.name: rule.statement for rule in (*RULES.of(text_rules.__name__), describe(yaml_rules.leerwert))}
    return {**statements, "names": {"rule": names.name, "says": names.statement}}


def _known(base: KnowledgeBase, sentences: Mapping[str, str]) -> Mapping[str, Any]:
    """By id: towns with the names of their cases, topics, and measures with what is known of them, in the order of their names."""
    slugs = defaultdict(list)
    for case in base.cases.values():
        slugs[case.city].append(case.slug)
    cities = sorted(base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    measures = sorted(base.measures.values(), key=lambda measure: (german_order(measure.name), measure.id))
    procedures = base.practice.procedures
    return {
        "cities": {city.id: {**_town(base, city), "taken": slugs.get(city.id, []), **_office(city)} for city in cities},
        "countries": dict(COUNTRIES),
        "sizes": sorted(([size.value, size.minimum] for size in SizeClass), key=lambda pair: pair[1]),
        "taken": slugs.get(ANONYMOUS, []),
        "topics": {topic.id: {"name": topic.name} for topic in base.topics.values()},
        "items": {item.id: {"name": item.label} for item in base.practice.items.values()},
        "measures": {measure.id: _measure(measure, sentences[measure.id], procedures.get(measure.id), base) for measure in measures},
        "reasons": {reason.value: list(words.all) for reason, words in REASON_WORDS.items()},
    }


def _town(base: KnowledgeBase, city: City) -> Mapping[str, Any]:
    """Name and Land; where other municipalities are called the same, the name says which one it is, and the bare name comes along."""
    known = base.municipalities.get(city.id)
    if known is None or (label := base.municipalities.label(city.id)) == known.name:
        return {"name": city.name, "state": city.state}
    return {"name": label, "state": city.state, "plain": city.name, "words": [city.name]}


def _office(city: City) -> Mapping[str, str]:
    """Whom to ask in a town, where its file says so."""
    office = city.office_for()
    return {"office": ", ".join(filter(None, (office.role, office.email or office.phone)))} if office else {}


def _measure(measure: Measure, sentence: str, procedure: Procedure | None, base: KnowledgeBase) -> Mapping[str, Any]:
    """What the form says of a measure; where it has a procedure, what to count and its items in their order."""
    known = {"name": measure.name, "topic": measure.topic, "words": [*measure.synonyms, *measure.aliases], "sentence": sentence}
    if procedure is None:
        return known
    counted = {"baseline": procedure.measuring.baseline, "after": procedure.measuring.after} if procedure.measuring else {}
    return {**known, **counted, "items": [one.item.id for one in planned_items(procedure, base.practice.items, ())]}


def _ways_out(configuration: Configuration) -> Mapping[str, Any]:
    return {"forge": forge_addresses(configuration), "mailbox": configuration.editors.mailbox}


_ADD: Mapping[Forge, tuple[str, str]] = MappingProxyType(
    {
        Forge.GITHUB: ("{url}/new/{branch}?filename=", "&value="),
        Forge.FORGEJO: ("{url}/_new/{branch}/?filename=", "&value="),
        Forge.GITLAB: ("{url}/-/new/{branch}?file_name=", ""),
    }
)


def forge_addresses(configuration: Configuration) -> Mapping[str, str] | None:
    """Where a file is added (its path and its text follow, escaped; GitLab takes no text) and changed (its path follows)."""
    forge = configuration.forge
    if forge.url is None:
        return None
    add, value = _ADD[forge.kind]
    change = configuration.edit_link("") or ""
    return {"add": add.format(url=forge.url.rstrip("/"), branch=quote(forge.branch)), "value": value, "change": change}


def _as_known(case: CaseStudy) -> Mapping[str, Any]:
    """The values of a case as text, and its body."""
    return {"values": _as_text(canonical.front_matter(case)), "body": case.body.strip("\n")}


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(inner) for inner in value]
    return None if value is None else str(value)
