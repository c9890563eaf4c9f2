"""Findings for those who filled in a form, a template or a table: with labels of fields and choices instead of keys and ids."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.questions import SECTIONS, choice, heading, questions, reference_of
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.taking_in.likely import NO_SPELLINGS, Spellings, likely
from citynet_kb.intake.taking_in.new_towns import EXAMPLE
from citynet_kb.model import Cadence, CaseStudy, CostOf, FailureReason, Part, Term
from citynet_kb.model.municipalities import Municipalities
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import Target, target
from citynet_kb.schema.key_rules import MOST_MEANT
from citynet_kb.schema.wording import WORDING
from citynet_kb.sources import Location

_ALIKE = 2
"""Number of first letters in which a mistyped name of a town is right."""
MOST_CHOICES = 12
"""Up to this many choices are named in a remedy; a longer list can be seen in the form."""
_MOST_SAID = 1024
_QUOTED = re.compile("(»[^«]*«)")
_NEW: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "city": (
            "»{found}« ist keine bekannte Stadt.",
            "Jede Gemeinde in Deutschland ist bekannt. Ist es ein Ort im Ausland oder ein Ortsteil, schreiben Sie Land oder Staat und die "
            f"Einwohnerzahl dahinter: {EXAMPLE}.",
        ),
        "topic": ("»{found}« ist kein bekanntes Thema.", ""),
        "measure": (
            "»{found}« ist keine bekannte Maßnahme.",
            "Ist sie neu, legt die Redaktion sie an: eine Datei in content/massnahmen/. Bis dahin bleibt das Feld leer.",
        ),
        "item": ("»{found}« ist kein bekannter Prüfpunkt.", "Alle stehen auf der Seite »Prüfpunkte« und in den Listen der Vorlagen."),
    }
)
"""The message about an unknown name, by kind."""
_UNKNOWN = frozenset(
    ("stadt-unbekannt", "thema-unbekannt", "massnahme-unbekannt", "pruefpunkt-unbekannt", "kein-pruefpunkt", "kennung-ungueltig")
)
_ASIDE = frozenset(("feld-unbekannt", "feld-doppelt", "spalte-unbekannt", "abschnitt-unbekannt"))
"""Rules about keys that somebody wrote."""
_SHAPES = frozenset(("gruppe-erwartet", "liste-erwartet", "text-erwartet"))
"""Rules about YAML syntax: whoever breaks one has written keys."""
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "dokumentiert-ohne-quelle": "Nennen Sie unter »Quellen« mindestens eine, mit Titel, Adresse und Herausgeber.",
        "kopf-zu-gross": "Kürzen Sie die Angaben außerhalb des Berichts; Längeres gehört in den Bericht.",
        "ohne-art": f"Zur Auswahl: {' · '.join(map(choice, Cadence))}.",
        "betrag-ohne-umfang": f"Zur Auswahl: {' · '.join(map(choice, CostOf))}. Sagen die Quellen es nicht, bleibt es offen.",
        "abschnitt-fehlt": "Ergänzen Sie, was fehlt, oder wählen Sie als Art des Berichts »Kurzmeldung«.",
    }
)
_MEASURED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "datei-zu-gross": ("Die Datei hat", "Der Fall hat"),
        "kopf-zu-gross": ("Der Kopf hat", "Die Angaben außerhalb des Berichts haben zusammen"),
    }
)
"""What is too large: the file is that of the case, and not the one that arrived."""


@dataclass(frozen=True)
class Words:
    """Names of records by kind, other words for them (`synonyms`: kind, id, words), and the register of the towns without a file."""

    names: Names = field(default_factory=dict)
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    towns: Municipalities = field(default_factory=Municipalities)

    @cached_property
    def said(self) -> dict[tuple[str, str], str]:
        """Sentences that were said with labels already, by sentence and field: those about a table repeat themselves."""
        return {}

    @cached_property
    def spellings(self) -> Mapping[str, Spellings]:
        """Names, ids and other words of each kind, ready for `likely`."""
        found = {}
        for kind, known in self.names.items():
            others = self.synonyms.get(kind, {})
            found[kind] = Spellings.of([(word, name) for key, name in known.items() for word in (name, key, *others.get(key, ()))])
        return found

    def spelt_like(self, written: str) -> Spellings:
        """The spellings of towns, with those of the register that begin like a written one."""
        known = self.spellings.get("city", NO_SPELLINGS).all
        alike = ((one.name, self.towns.label(one.slug)) for one in self.towns.starting(plain_slug(written)[:_ALIKE]))
        return Spellings((*known, *Spellings.of(alike).all))


def in_labels(finding: Finding, location: Location | None, written: str, words: Words) -> Finding:
    """The finding about a value of a case, as `written` at a location (None: about the case as a whole), without keys and ids.

    The key at the beginning of a message is dropped: the caller names the place.
    """
    aim = target(CaseStudy, location) if location and location[0] != SECTIONS else Target("")
    kind = reference_of(location) if location else ""
    if aim.vocabulary and finding.rule == f"{aim.label_slug}-unbekannt":
        is_far = bool(location) and isinstance(location[-1], int) and location[-1] >= MOST_MEANT  # type: ignore[index]
        return _with_choices(finding, aim, "" if is_far else written, written)
    if kind and finding.rule in _UNKNOWN:
        return _unknown_name(finding, kind, written, words)
    if finding.rule == "feld-fehlt":
        return _missing(finding, words)
    if finding.rule in _ASIDE:
        return finding
    if finding.rule in _SHAPES:
        return replace(finding, message=without_key(finding.message))
    message, remedy = (_plain(text, aim, words) for text in (without_key(finding.message), finding.remedy))
    message = message.replace(*_MEASURED[finding.rule]) if finding.rule in _MEASURED else message
    remedy = remedy.replace(" mit einer Kennung aus content/massnahmen/", ", wie sie auf der Seite »Maßnahmen« heißt")
    return replace(finding, message=message, remedy=_REMEDIES.get(finding.rule, remedy))


def _with_choices(finding: Finding, aim: Target, compared: str, written: str) -> Finding:
    terms = list(aim.vocabulary or ())
    offered = f"Zur Auswahl: {' · '.join(map(choice, terms))}." if len(terms) <= MOST_CHOICES else ""
    other = f"Passt kein Grund der Liste, schreiben Sie »{choice(FailureReason.OTHER_REASON)}«, und im Bericht, welcher es war."
    far = other if aim.vocabulary is FailureReason else f"Die Auswahl steht im Formular und in den Vorlagen unter »{aim.label}«."
    meant = likely(compared, _of_terms(aim.vocabulary), aim.vocabulary) if aim.vocabulary else []
    labels = {plain_slug(choice(term)) for term in terms}
    parts = [part.strip() for part in written.split(",")]
    if len(parts) > 1 and all(plain_slug(part) in labels for part in parts):
        meant, far = [], f"Mehrere trennen Sie mit Semikolon: {'; '.join(parts)}"
    fault = WORDING["wert-unbekannt"].fault.format(found=written[:80], label=aim.label)
    return replace(finding, message=fault, remedy=_joined(_question(meant), offered or far))


@lru_cache(maxsize=64)
def _of_terms(vocabulary: type[Term]) -> Spellings:
    return Spellings.of([(word, choice(term)) for term in vocabulary for word in (choice(term), term.value.rpartition("/")[2])])


def _unknown_name(finding: Finding, kind: str, written: str, words: Words) -> Finding:
    known = words.names.get(kind, {})
    meant = likely(written, words.spelt_like(written) if kind == "city" else words.spellings.get(kind, NO_SPELLINGS))
    message, new = _NEW[kind]
    offered = f"Zur Auswahl: {' · '.join(known.values())}." if kind == "topic" and len(known) <= MOST_CHOICES else ""
    return replace(finding, message=message.format(found=written[:80]), remedy=_joined(_question(meant), offered, new) or _help(kind))


def _help(kind: str) -> str:
    return next(question.help_with_names for question in questions() if question.reference == kind)


def _missing(finding: Finding, words: Words) -> Finding:
    """What belongs into a field that must be filled in."""
    key, message = finding.message.partition(": ")[0], without_key(finding.message)
    question = next((question for question in questions() if ".".join(question.location) == key), None)
    if question is None:
        return replace(finding, message=message)
    topics = words.names.get("topic", {}).values() if question.reference == "topic" else ()
    choices = list(map(choice, question.vocabulary or ())) or list(topics)
    offered = f"Zur Auswahl: {' · '.join(choices)}." if 0 < len(choices) <= MOST_CHOICES else ""
    return replace(finding, message=message, remedy=_joined(question.help_with_names, offered))


def _question(meant: list[str]) -> str:
    if not meant:
        return ""
    *first, last = (f"»{word}«" for word in meant)
    return f"Meinten Sie {', '.join(first)}{' oder ' if first else ''}{last}?"


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def without_key(message: str) -> str:
    """The message without the key at its beginning."""
    key, colon, rest = message.partition(": ")
    return rest if colon and (key in key_labels() or key == "id") else message


def _plain(text: str, aim: Target, words: Words) -> str:
    """A sentence with labels for keys and terms. Inside quotation marks only whole ids are replaced."""
    said = words.said
    if (text, aim.name) not in said:
        if len(said) > _MOST_SAID:
            said.clear()
        said[text, aim.name] = _replaced(text, aim, words)
    return said[text, aim.name]


def _replaced(text: str, aim: Target, words: Words) -> str:
    return "".join(_of_id(part, aim, words) if part.startswith("»") else _of_keys(part, words) for part in _QUOTED.split(text))


def _of_id(quoted: str, aim: Target, words: Words) -> str:
    inner = quoted[1:-1]
    terms = {term.value: choice(term) for term in aim.vocabulary or ()}
    known = [terms, *words.names.values()]
    return f"»{next((names[inner] for names in known if inner in names), inner)}«"


def _of_keys(text: str, words: Words) -> str:
    def said(found: re.Match[str]) -> str:
        label, value = key_labels()[found["key"]], found["value"]
        shown = _value(found["key"], value, words) if value else ""
        return f"»{label}: {shown}«" if shown else f"»{label}«{f': {value}' if value else ''}"

    return _REASON.sub(lambda found: f"»{_REASONS[found[0]]}«", key_pattern().sub(said, text))


def _value(key: str, text: str, words: Words) -> str:
    """The label of a value behind its key; empty if it is no id."""
    vocabulary: type[Term] | None = target(CaseStudy, tuple(key.split("."))).vocabulary
    if vocabulary:
        return next((choice(term) for term in vocabulary if term.value == text), "")
    return words.names.get(reference_of(tuple(key.split("."))), {}).get(text, "")


_REASONS: Mapping[str, str] = MappingProxyType({term.value: choice(term) for term in FailureReason})
_REASON = re.compile("|".join(sorted(map(re.escape, _REASONS), key=len, reverse=True)))


@lru_cache(maxsize=1)
def key_pattern() -> re.Pattern[str]:
    """A key of a case as a word of its own, with the id behind it, if there is one."""
    names = "|".join(re.escape(key) for key in sorted(key_labels(), key=len, reverse=True))
    return re.compile(rf"(?<![\w./#-])(?P<key>{names})(?![\w/-]|\.\w)(?:: (?P<value>[a-z0-9][a-z0-9/-]*))?")


@lru_cache(maxsize=1)
def key_labels() -> Mapping[str, str]:
    """Keys, with their way and, where only one field has it, alone, and the headings over their answers."""
    found = {".".join(place): heading(place) for place in _places(CaseStudy, ())}
    inner = [place for place in found if "." in place]
    ends = [place.rpartition(".")[2] for place in inner]
    alone = {end: found[place].rpartition(": ")[2] for end, place in zip(ends, inner, strict=True) if ends.count(end) == 1}
    return {**alone, **found}


def _places(model: type[Part], way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for key in model.model_fields:
        if way or key not in CaseStudy.file_keys:
            yield (*way, key)
            part = target(model, (key,)).part
            if part:
                yield from _places(part, (*way, key))
