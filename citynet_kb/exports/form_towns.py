"""The German municipalities as the form offers them: in pieces by the first letters of their words, loaded as somebody types."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from citynet_kb.exports.encoding import json_line
from citynet_kb.model.municipalities import Municipalities, Municipality, told_apart
from citynet_kb.model.slugs import plain_slug
from citynet_kb.store import Means

_LETTERS = 2
_JOINING = frozenset(("am", "an", "auf", "bei", "der", "dem", "den", "im", "in", "ob", "vor", "und"))
_UMLAUT = re.compile("([aou])e")
_SAINT = re.compile(r"^(?:St\. ?|Sankt )")


def kept_pieces(towns: Municipalities, means: Means) -> Mapping[str, bytes]:
    """As `town_pieces`, which take long to make and change with the register alone."""
    kept = means.remembered({"towns": (towns.digest, lambda: json_line({key: text.decode() for key, text in town_pieces(towns).items()}))})
    pieces = cast("dict[str, str]", json.loads(kept["towns"]))
    return {letters: text.encode() for letters, text in pieces.items()}


@lru_cache(maxsize=1)
def town_pieces(towns: Municipalities) -> Mapping[str, bytes]:
    """First letters → JSON of slug → name, Land with district, bare name, population, latitude, longitude, other names; largest first.

    The name is told apart from equal ones by Land and district; only then there is a bare name. The register ships with the program, so
    one build after another in the same process has the same pieces.
    """
    ordered = sorted(towns, key=lambda one: (-one.population, one.slug))
    words = {town.slug: plain_slug(town.name).split("-") for town in ordered}
    namesakes: defaultdict[tuple[str, ...], list[Municipality]] = defaultdict(list)
    for town in ordered:
        namesakes[tuple(words[town.slug])].append(town)
    pieces: defaultdict[str, dict[str, list[str | int | float]]] = defaultdict(dict)
    for town in ordered:
        entry = _entry(town, told_apart(town, namesakes[tuple(words[town.slug])]))
        for letters in dict.fromkeys(_begins(words[town.slug])):
            pieces[letters][town.slug] = entry
    return {letters: json_line(pieces[letters]) for letters in sorted(pieces)}


def _entry(town: Municipality, label: str) -> list[str | int | float]:
    land = town.state if town.is_independent else f"{town.state}, {town.district}"
    bare = town.name if label != town.name else ""
    entry: list[str | int | float] = [label, land, bare, town.population, float(town.lat), float(town.lon)]
    found = _SAINT.match(town.name)
    return [*entry, f"{'St.' if found[0] == 'Sankt ' else 'Sankt'} {town.name[found.end() :]}"] if found else entry


def _begins(words: Sequence[str]) -> Iterator[str]:
    """The first letters of the words of a name, with ä as a: as the script of the form folds what is typed."""
    for number, word in enumerate((*words, *(("st", "sankt") if words[0] in ("st", "sankt") else ()))):
        if number == 0 or (len(word) > _LETTERS and word not in _JOINING) or word == "st":
            folded = _UMLAUT.sub(r"\1", word)
            yield from [folded[:_LETTERS]] if len(folded) >= _LETTERS else []
