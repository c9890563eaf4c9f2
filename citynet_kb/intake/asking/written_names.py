"""Words that people write → the ids that stand in a file: »Nicht zustande gekommen« → nicht-zustande, »Bad Langensalza« → bad-langensalza.

Only a name in full is replaced; case, spelling of umlauts and punctuation do not matter. Nothing is guessed: a similar name stays, and
the check suggests the nearest.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from citynet_kb.intake.asking.questions import choice, reference_of
from citynet_kb.model import Record, Term
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

Names = Mapping[str, Mapping[str, str]]
"""Ids of known records with their names, by kind: city, topic, measure, item."""


def id_of(text: str, location: Location, model: type[Record], names: Names) -> str:
    """The id that a value means. The value itself if it is an id, if the field takes no ids, or if the name is ambiguous or unknown."""
    vocabulary = target(model, location).vocabulary
    known: Mapping[str, str] = names.get(reference_of(location), {})
    if vocabulary:
        return _term(text, vocabulary)
    wanted = plain_slug(text)
    if text in known or not wanted:
        return text
    meant = {key for key, label in known.items() if wanted in (plain_slug(key), plain_slug(label))}
    return meant.pop() if len(meant) == 1 else text


@lru_cache(maxsize=4096)
def _term(text: str, vocabulary: type[Term]) -> str:
    """The value of a fixed choice: as `id_of`."""
    wanted = plain_slug(text)
    meant = {term.value for term in vocabulary if wanted in (plain_slug(term.value), plain_slug(choice(term)))}
    return meant.pop() if len(meant) == 1 and wanted else text


def with_ids(value: Any, location: Location, model: type[Record], names: Names) -> Any:
    """Front matter with ids in place of all names that are known."""
    if isinstance(value, str):
        return id_of(value, location, model, names) if location else value
    if isinstance(value, Mapping):
        return {key: with_ids(inner, (*location, key), model, names) for key, inner in value.items()}
    return [with_ids(inner, (*location, number), model, names) for number, inner in enumerate(value)]
