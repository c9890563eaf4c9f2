"""What people call topics, measures and towns: names in full, halves around »/«, synonyms, towns with or without their addition."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from citynet_kb.intake.asking.enclosures import bare
from citynet_kb.intake.asking.everyday_terms import meant_terms
from citynet_kb.intake.asking.questions import choice, reference_of
from citynet_kb.intake.asking.town_names import ADDITION, Fit, fitting
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.model import Record, Term
from citynet_kb.model.municipalities import Municipalities
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

Synonyms = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Other words for records, by kind and id."""
_TITLE = re.compile(
    r"\A(?:[0-9]{5} |(?:die |der )?(?:stadt(?:verwaltung)?|landeshauptstadt|hansestadt|universitätsstadt|kreisstadt|große kreisstadt|"
    r"bergstadt|residenzstadt|lutherstadt|klassikerstadt|gemeinde|markt) )+",
    re.IGNORECASE,
)
"""What people write before the name of a town."""
_FAR_LARGER, _LARGE = 5, 20_000
"""How many times as many people as any other of its name a town has, and at least how many, that is meant by the name alone."""

_MOST_ASKED = 4096


@dataclass(frozen=True)
class Meant:
    """The ids that words may mean, with their names.

    `in_full`: they are an id or a whole name, and nothing has to be said about it. `is_shared`: they name a town as others are named, too.
    """

    names: tuple[tuple[str, str], ...] = ()
    in_full: bool = False
    is_shared: bool = False

    @cached_property
    def only(self) -> tuple[str, str] | None:
        """Id and name, if the words fit one alone."""
        return self.names[0] if len(self.names) == 1 and not self.is_shared else None


@dataclass(frozen=True)
class KnownWords:
    """The known names. `lands`: town → its Land, which tells apart towns of one name. `towns`: the register of those without a file."""

    names: Names
    synonyms: Synonyms = field(default_factory=dict)
    lands: Mapping[str, str] = field(default_factory=dict)
    towns: Municipalities = field(default_factory=Municipalities)

    def meant(self, text: str, location: Location, model: type[Record]) -> Meant:
        """What a value means. Empty where it is unknown, or where the field takes no ids."""
        asked = (text, location, model)
        if asked not in self._asked:
            if len(self._asked) > _MOST_ASKED:
                self._asked.clear()
            found = self._searched(text, location, model)
            inner = bare(text) if not found.names else ""
            self._asked[asked] = replace(self._searched(inner, location, model), in_full=False) if inner else found
        return self._asked[asked]

    @cached_property
    def _asked(self) -> dict[tuple[str, Location, type[Record]], Meant]:
        """What was asked for: a table says the same words in many rows."""
        return {}

    def _searched(self, text: str, location: Location, model: type[Record]) -> Meant:
        vocabulary = target(model, location).vocabulary
        if vocabulary:
            return _meant_terms(text, vocabulary)
        kind = reference_of(location)
        return self._meant(text, kind) if kind in self.names else Meant()

    def label(self, kind: str, id: str) -> str:
        """The name of a record; of a town whose name others bear, too, with its Land, and if need be with its district."""
        if kind == "city" and id in self.towns:
            return self.towns.label(id)
        name = self.names.get(kind, {}).get(id, id)
        return f"{name} ({self.lands[id]})" if kind == "city" and id in self.lands and self.is_shared(id) else name

    def offered(self) -> Names:
        """The names to choose from: no two towns have the same."""
        return {kind: {id: self.label(kind, id) for id in known} for kind, known in self.names.items()}

    def _meant(self, text: str, kind: str) -> Meant:
        wanted, known = plain_slug(text), self.names[kind]
        if text in known or (kind == "city" and text in self.towns):
            return Meant(((text, self.label(kind, text)),), in_full=True)
        if kind == "city" and len(self.towns):
            return self._town(text)
        for spellings, in_full in ((self._in_full[kind], True), (self._in_part[kind], False)):
            for own in (wanted, plain_slug(_TITLE.sub("", text, count=1)) if kind == "city" else ""):
                found = sorted(spellings.get(own, ()))
                if found:
                    is_shared = kind == "city" and (len(found) > 1 or (found[0].startswith(f"{own}-") and self.is_shared(found[0])))
                    return Meant(tuple((id, self.label(kind, id)) for id in found), in_full and own == wanted, is_shared)
        return Meant()

    def _town(self, text: str) -> Meant:
        """The towns that a text may name, those of the register and those with a file. Of several the far largest, or none."""
        id = text.rstrip(") ").rpartition(" ")[2]
        if id in self.towns and text.endswith(")"):
            return Meant(((id, self.label("city", id)),), in_full=True)
        as_written = {**self._of_files(plain_slug(text)), **fitting(text, self.towns)}
        bare = "" if as_written else _TITLE.sub("", text, count=1)
        fits = as_written or {**self._of_files(plain_slug(bare)), **fitting(bare, self.towns)}
        best = min(fits.values(), default=None)
        if best is None:
            return Meant()
        found = [id for id, fit in fits.items() if fit is best or (best is Fit.NAME and fit is Fit.IN_PART)]
        largest = self._far_largest([id for id in found if fits[id] is Fit.NAME], found)
        names = tuple((id, self.label("city", id)) for id in ([largest] if largest else sorted(found)))
        return Meant(names, best <= Fit.PLACED and len(found) == 1 and not bare, len(names) > 1)

    def _of_files(self, wanted: str) -> Mapping[str, Fit]:
        """The towns with a file that are called so and stand in no register, and those that were."""
        full, part = self._in_full["city"].get(wanted, ()), self._in_part["city"].get(wanted, ())
        named = {plain_slug(name) for id, name in self.names["city"].items() if id in full}
        fits = dict.fromkeys(part, Fit.IN_PART) | dict.fromkeys(full, Fit.NAME if wanted in named else Fit.PLACED)
        former = {id for id in part if wanted in map(plain_slug, self.synonyms.get("city", {}).get(id, ()))}
        return {id: Fit.SHORTENED if id in former else fit for id, fit in fits.items() if id not in self.towns or id in former}

    def _far_largest(self, called: Sequence[str], others: Sequence[str]) -> str:
        """The town that is meant by a name that several have; empty where none is so much larger, or where one is no German town."""
        people = {id: town.population for id in others if (town := self.towns.get(id))}
        first = max(called, key=lambda id: people.get(id, 0), default="")
        if len(others) < 2 or people.get(first, 0) < _LARGE:
            return ""
        return first if all(id in people and people[first] >= _FAR_LARGER * people[id] for id in others if id != first) else ""

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
                yield ADDITION.split(text, maxsplit=1)[0]
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
