"""Findings for those who change the file of a case at a forge: they see keys and ids there, and know the labels of the form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.questions import SECTIONS, choice, heading, reference_of
from citynet_kb.intake.taking_in.likely import NO_SPELLINGS, Spellings, likely
from citynet_kb.intake.taking_in.plain_findings import MOST_CHOICES, Words, in_labels, key_labels, key_pattern, without_key
from citynet_kb.model import CaseStudy, Term
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

FORM = "Am einfachsten füllen Sie das Formular auf der Seite »Mitmachen« aus."
"""In place of what names a command: who answers at a forge has none."""
FIELDS = "Alle stehen mit ihrer Bedeutung auf der Seite »Alle Felder«."
OF_MEASURES = "mit einer Kennung aus content/massnahmen/"
IN_ADDRESS = "mit dem letzten Wort der Adresse ihrer Seite: …/massnahmen/feierabendmarkt/ wird feierabendmarkt"
TOWNS = "Jede Gemeinde in Deutschland ist bekannt"
"""Behind it, the check says which keys the file of another place has; at a forge a link leads to that file, filled in."""
_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "measure": "Ist sie neu, löschen Sie diese Zeile; die Redaktion legt die Maßnahme an und trägt sie nach.",
        "topic": "Welche es gibt, steht auf der Seite »Themen«.",
    }
)
_SENTENCE = re.compile(r"(?<=[.?!:]) +(?=[A-ZÄÖÜ»])")


def in_file(finding: Finding, location: Location | None, written: str, words: Words) -> Finding:
    """The finding about a value of a case: labels in the question and in what is wrong, in the remedy what stands in the file.

    `written` is the value at the location; None = about the file as a whole.
    """
    if location is None:
        return replace(finding, remedy=_without_commands(finding.remedy))
    plain = in_labels(finding, location, written, words)
    message = plain.message if plain.message != finding.message else without_key(finding.message)
    return replace(plain, message=message, remedy=_remedy(finding, location, written, words), question=_question(location))


def _question(location: Location) -> str:
    """The label, and the keys of the file behind it."""
    keys = [step for step in location if isinstance(step, str)]
    return heading(location) if keys[0] == SECTIONS else f"{heading(location)} ({': '.join(keys)})"


def _remedy(finding: Finding, location: Location, written: str, words: Words) -> str:
    aim = target(CaseStudy, location) if location[0] != SECTIONS else None
    if aim and aim.vocabulary and finding.rule == f"{aim.label_slug}-unbekannt":
        return _of_terms(written, list(aim.vocabulary), aim.vocabulary)
    kind = reference_of(location)
    if kind in _ELSEWHERE and finding.rule in ("thema-unbekannt", "massnahme-unbekannt", "kennung-ungueltig"):
        return _of_names(written, kind, words)
    if kind == "city" and finding.rule == "kennung-ungueltig" and _is_town(plain_slug(written), words):
        return _asked([(plain_slug(written), written)])
    if finding.rule == "stadt-unbekannt":
        meant, known, _ = finding.remedy.partition(TOWNS)
        return f"{meant}{TOWNS}; ein Ort im Ausland oder ein Ortsteil bekommt eine zweite, kurze Datei (siehe unten)." if known else meant
    return _without_commands(_glossed(finding.remedy.replace(OF_MEASURES, IN_ADDRESS), location))


def _is_town(slug: str, words: Words) -> bool:
    return slug in words.names.get("city", {}) or slug in words.towns


def _of_terms(written: str, terms: list[Term], vocabulary: type[Term]) -> str:
    spellings = Spellings.of([(word, choice(term)) for term in terms for word in (choice(term), term.value.rpartition("/")[2])])
    labels = {label: term for term in terms for label in (term.label, choice(term))}
    exact = [term for term in terms if plain_slug(choice(term)) == plain_slug(written)]
    meant = exact or list(dict.fromkeys(labels[label] for label in likely(written, spellings, vocabulary) if label in labels))
    offered = "" if exact else f"Zur Auswahl: {' · '.join(map(_shown, terms))}." if len(terms) <= MOST_CHOICES else FIELDS
    return " ".join(filter(None, (_asked((term.value, choice(term)) for term in meant), offered)))


def _of_names(written: str, kind: str, words: Words) -> str:
    names = words.names.get(kind, {})
    ids = {name: id for id, name in names.items()}
    exact = [id for id, name in names.items() if plain_slug(name) == plain_slug(written)]
    found = exact or [ids[name] for name in likely(written, words.spellings.get(kind, NO_SPELLINGS)) if name in ids]
    return " ".join(filter(None, (_asked((id, names[id]) for id in found), "" if exact else _ELSEWHERE[kind])))


def _asked(meant: Iterable[tuple[str, str]]) -> str:
    shown = [f"»{id}«{'' if plain_slug(label) == id else f' ({label})'}" for id, label in meant]
    *first, last = shown or [""]
    return f"Schreiben Sie {', '.join(first)}{' oder ' if first else ''}{last}." if last else ""


def _shown(term: Term) -> str:
    return term.value if plain_slug(choice(term)) == term.value else f"{term.value} ({choice(term)})"


def _glossed(text: str, location: Location) -> str:
    """A label behind each key but that of the question."""
    own = {str(step) for step in location}

    def said(found: re.Match[str]) -> str:
        label = key_labels()[found["key"]]
        value = f": {found['value']}" if found["value"] else ""
        return f"{found[0]}" if own & set(found["key"].split(".")) or value else f"{found['key']} ({label})"

    return key_pattern().sub(said, text)


def _without_commands(text: str) -> str:
    sentences = _SENTENCE.split(text)
    kept = [one for one in sentences if "citynet-kb " not in one]
    return " ".join(kept if len(kept) == len(sentences) else (*kept, FORM))
