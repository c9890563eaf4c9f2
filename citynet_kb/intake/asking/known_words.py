"""What people call topics, measures and towns: names in full, halves around »/«, synonyms, towns with or without their addition."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from citynet_kb.intake.asking.everyday_terms import meant_terms
from citynet_kb.intake.asking.questions import REFERENCES, choice
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.model import Record, Term
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

Synonyms = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Other words for records, by kind and id."""
_TITLE = re.compile(
    r"(?:[0-9]{5} |(?:die |der )?(?:stadt|landeshauptstadt|hansestadt|universitätsstadt|kreisstadt|große kreisstadt|bergstadt|"
    r"residenzstadt|lutherstadt|klassikerstadt|gemeinde|markt) )+",
    re.IGNORECASE,
)
"""What people write before the name of a town."""
_ADDITION = re.compile(r" ?[(/,]| (?:am|an|auf|bei|im|in|ob|vor|v\.|a\.|i\.|b\.|o\.) ")
"""Where the addition to the name of a town begins."""

_MOST_ASKED = 4096


@dataclass(frozen=True)
class Meant:
    """The ids that words may mean, with their names.

    `in_full`: they are an id or a whole name, and nothing has to be said about it. `is_shared`: they name a town as others are named, too.
    """

    names: tuple[tuple[str, str], ...] = ()
    in_full: bool = False
    is_shared: bool = False

    @property
    def only(self) -> tuple[str, str] | None:
        """Id and name, if the words fit one alone."""
        return self.names[0] if len(self.names) == 1 and not self.is_shared else None


@dataclass(frozen=True)
class KnownWords:
    """The known names. `lands`: town → its Land, which tells apart towns of one name."""

    names: Names
    synonyms: Synonyms = field(default_factory=dict)
    lands: Mapping[str, str] = field(default_factory=dict)

    def meant(self, text: str, location: Location, model: type[Record]) -> Meant:
        """What a value means. Empty where it is unknown, or where the field takes no ids."""
        asked = (text, location, model)
        if asked not in self._asked:
            if len(self._asked) > _MOST_ASKED:
                self._asked.clear()
            self._asked[asked] = self._searched(text, location, model)
        return self._asked[asked]

    @cached_property
    def _asked(self) -> dict[tuple[str, Location, type[Record]], Meant]:
        """What was asked for: a table says the same words in many rows."""
        return {}

    def _searched(self, text: str, location: Location, model: type[Record]) -> Meant:
        vocabulary = target(model, location).vocabulary
        if vocabulary:
            return _meant_terms(text, vocabulary)
        kind = REFERENCES.get(str(location[0]), "") if location else ""
        return self._meant(text, kind) if kind in self.names else Meant()

    def label(self, kind: str, id: str) -> str:
        """The name of a record; of a town whose name others bear, too, with its Land."""
        name = self.names.get(kind, {}).get(id, id)
        return f"{name} ({self.lands[id]})" if kind == "city" and id in self.lands and self.is_shared(id) else name

    def offered(self) -> Names:
        """The names to choose from: no two towns have the same."""
        return {kind: {id: self.label(kind, id) for id in known} for kind, known in self.names.items()}

    def _meant(self, text: str, kind: str) -> Meant:
        wanted, known = plain_slug(text), self.names[kind]
        if text in known:
            return Meant(((text, self.label(kind, text)),), in_full=True)
        for spellings, in_full in ((self._in_full[kind], True), (self._in_part[kind], False)):
            for own in (wanted, plain_slug(_TITLE.sub("", text, count=1)) if kind == "city" else ""):
                found = sorted(spellings.get(own, ()))
                if found:
                    is_shared = kind == "city" and (len(found) > 1 or (found[0].startswith(f"{own}-") and self.is_shared(found[0])))
                    return Meant(tuple((id, self.label(kind, id)) for id in found), in_full and own == wanted, is_shared)
        return Meant()

    def is_shared(self, id: str) -> bool:
        """Whether a town's own name is borne by another one, so that it stands for neither."""
        slug = plain_slug(self.names.get("city", {}).get(id, ""))
        return (id != slug and id.startswith(f"{slug}-")) or len(self._in_full["city"].get(slug, ())) > 1

    @cached_property
    def _in_full(self) -> Mapping[str, Mapping[str, set[str]]]:
        return {
            kind: _index((id, word) for id, name in known.items() for word in (id, name, *self._with_land(kind, id, name)))
            for kind, known in self.names.items()
        }

    def _with_land(self, kind: str, id: str, name: str) -> Iterator[str]:
        if kind == "city" and id in self.lands:
            yield f"{name} {self.lands[id]}"

    @cached_property
    def _in_part(self) -> Mapping[str, Mapping[str, set[str]]]:
        return {
            kind: _index((id, word) for id, name in known.items() for word in self._words(kind, id, name))
            for kind, known in self.names.items()
        }

    def _words(self, kind: str, id: str, name: str) -> Iterator[str]:
        for text in (name, *self.synonyms.get(kind, {}).get(id, ())):
            yield text
            if kind == "city":
                yield _ADDITION.split(text, maxsplit=1)[0]
            else:
                yield from (half.strip() for half in text.split("/"))
                yield text.partition(" (")[0]
        yield from (f"{name} in {self.lands[id]}",) if id in self.lands else ()


@lru_cache(maxsize=4096)
def _meant_terms(text: str, vocabulary: type[Term]) -> Meant:
    """What words mean of a fixed choice; a table says the same ones in many rows."""
    labels, wanted = _labels(vocabulary), plain_slug(text)
    exact = [id for id, (_, slugs) in labels.items() if text == id or wanted in slugs]
    found = exact if len(exact) == 1 else [term.value for term in meant_terms(text, vocabulary)]
    return Meant(tuple((id, labels[id][0]) for id in found), exact == found)


@lru_cache(maxsize=64)
def _labels(vocabulary: type[Term]) -> Mapping[str, tuple[str, tuple[str, str]]]:
    """Each value with its label and the slugs of both."""
    return {term.value: (choice(term), (plain_slug(term.value), plain_slug(choice(term)))) for term in vocabulary}


def _index(words: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Spelling → the ids that it stands for."""
    found: dict[str, set[str]] = {}
    for id, word in words:
        if plain_slug(word):
            found.setdefault(plain_slug(word), set()).add(id)
    return found
