"""All words of a file, those that YAML's parser passes over included: so that rewriting it can be proved to lose none."""

import re
from collections import Counter

import yaml

from citynet_kb.sources.document import SourceDocument
from citynet_kb.sources.yaml_gaps import VALUE, masked
from citynet_kb.sources.yaml_places import LOADER

_WORD = re.compile(r"\w+")


def words(document: SourceDocument) -> Counter[str]:
    """Every word of a file that the reader has accepted, and how often it stands there.

    Keys and values count as they are read; whatever stands between them, comments above all, as it is written. A key without value says
    nothing and is not counted.
    """
    text = document.places.text
    scalars = [event for event in yaml.parse(text, Loader=LOADER) if isinstance(event, yaml.ScalarEvent)]
    between = " ".join(masked(text.split("\n"), scalars)).replace(VALUE, " ")
    read = (event.value for event in scalars)
    counted = Counter(_WORD.findall(" ".join((between, *read, document.body))))
    counted.subtract(Counter(word for key in _empty(document) for word in _WORD.findall(key)))
    return +counted


def _empty(document: SourceDocument) -> list[str]:
    """The keys that hold no value, at any depth."""
    return [str(location[-1]) for location in document.keys if not _says_something(document, location)]


def _says_something(document: SourceDocument, location: tuple[str | int, ...]) -> bool:
    value: object = document.data
    for step in location:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = None
    return has_words(value)


def has_words(value: object) -> bool:
    """Whether a value, or any inside it, is more than an empty text."""
    if isinstance(value, dict):
        return any(map(has_words, value.values()))
    return any(map(has_words, value)) if isinstance(value, list) else bool(value)
