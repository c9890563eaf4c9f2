"""One file → the same file in canonical form (`fmt`): order and quoting, ids for German words, comments kept. Opens nothing."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from citynet_kb.findings import Finding, Place, Problem, Severity, rule
from citynet_kb.intake.asking.known_words import KnownWords, Synonyms
from citynet_kb.intake.asking.written_names import Names, with_ids
from citynet_kb.intake.taking_in.understood_rules import wert_verstanden
from citynet_kb.intake.taking_in.written_values import keeps_words, read_value, refused_values
from citynet_kb.model import Record
from citynet_kb.schema.fields import value_at
from citynet_kb.sources import Location, SourceDocument, comments_of, read, write
from citynet_kb.sources.words_kept import words

NO_SYNONYMS: Synonyms = MappingProxyType({})
NO_COMMENTS: Mapping[Location, str] = MappingProxyType({})


@rule()
def nicht_umzuschreiben(place: Place) -> Problem:
    """Beim Ordnen einer Datei geht kein Wort verloren; was die geordnete Form nicht fassen kann, bleibt, wie es ist.

    Falsch: tags: [[Advent, Sommer]]
    Richtig: tags: [Advent, Sommer]
    """
    message = "Der Kopf lässt sich nicht in die geordnete Form bringen, ohne dass ein Wort verloren geht; die Datei bleibt, wie sie ist."
    return Problem(place, message, "Rufen Sie citynet-kb check auf und beheben Sie, was dort steht.")


def formatted(
    path: str, content: bytes, model: type[Record], names: Names, synonyms: Synonyms = NO_SYNONYMS
) -> tuple[str | None, list[Finding]]:
    """The canonical text of a file with hints about values in words of their own, or None and the findings that say why there is none.

    `path` is used only in findings, `names` are the known towns, topics and measures, `synonyms` other words for them. The body stays as
    it is but for Unicode form, line ends, the blank line before it and the newline after it. The result is read again and returned only
    if it holds the same values, and the same words: those of comments and of whatever else stands between the values are counted apart
    from YAML's parser.
    """
    document, findings = read(path, content)
    if document is None:
        return None, findings
    fields, notes, beside = _understood(document, with_ids(document.data, (), model, names), model, KnownWords(names, synonyms))
    text, again, problems = _rewritten(document, fields, model, beside)
    if again is None:
        return None, [finding for finding in problems if finding.severity is Severity.ERROR]
    as_written = again if fields == document.data else _rewritten(document, document.data, model)[1]
    is_same = _filled(again.data) == _filled(fields) and again.body.strip("\n") == document.body.strip("\n")
    if not is_same or as_written is None or words(as_written) != words(document):
        return None, [nicht_umzuschreiben(Place(path))]
    return text, notes


def _understood(
    document: SourceDocument, fields: Mapping[str, Any], model: type[Record], known: KnownWords
) -> tuple[Mapping[str, Any], list[Finding], Mapping[Location, str]]:
    """The fields with what other words for names and refused values say; a hint for each; and the comments that keep what would be lost."""
    changed = deepcopy(dict(fields))
    notes: list[Finding] = []
    beside: dict[Location, str] = {}
    for location, finding in refused_values(document, model).items():
        written = str(value_at(document.data, location))
        if value_at(changed, location) != written:
            continue  # a name in full
        meant, found = known.meant(written, location, model).only, read_value(written, location, finding.rule)
        value = meant[0] if meant else found.value if found else ""
        if value:
            if not meant and not keeps_words(written, value):
                beside[location] = f"# wörtlich: {' '.join(written.split())}"
            value_at(changed, location[:-1])[location[-1]] = value
            notes.append(wert_verstanden(document.at(*location), written, meant[1] if meant else value))
    return changed, notes, beside


def _rewritten(
    document: SourceDocument, fields: Mapping[str, Any], model: type[Record], beside: Mapping[Location, str] = NO_COMMENTS
) -> tuple[str, SourceDocument | None, list[Finding]]:
    """The canonical text, with further comments beside values, and what is read from it."""
    comments = comments_of(document.places)
    if beside:
        both = {location: (*comments.beside.get(location, ()), text) for location, text in beside.items()}
        order = tuple(dict.fromkeys((*comments.order, *document.keys, *both)))
        comments = replace(comments, beside={**comments.beside, **both}, order=order)
    text = write(fields, model, document.body, comments)
    return text, *read(document.path, text.encode())


def _filled(value: Any) -> Any:
    """Values without empty ones, which the canonical form leaves out."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        inner = {key: _filled(child) for key, child in value.items()}
        return {key: child for key, child in inner.items() if child}
    return [child for child in map(_filled, value) if child]
