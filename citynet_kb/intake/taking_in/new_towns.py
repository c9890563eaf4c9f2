"""A town that no register knows, as people tell of it: »Bregenz (Österreich, 29.600 Einwohner)«, »Eickel, Nordrhein-Westfalen, 9000«.

Only a place outside Germany and a part of a town need that. Name, Land or country, and population make its file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from citynet_kb.intake.asking.known_words import KnownWords, Meant
from citynet_kb.model import CaseStudy, City, SizeClass, addresses
from citynet_kb.model.regions import COUNTRIES, LAENDER
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.written_numbers import whole_number
from citynet_kb.sources import write

EXAMPLE = "»Bregenz (Österreich, 29.600 Einwohner)«"
"""How the answer about such a town is written."""
_BETWEEN = re.compile(r"\s*[(),;]+\s*")
_BEFORE = re.compile(r"\A(?:in |bundesland |kanton |land )", re.IGNORECASE)


@dataclass(frozen=True)
class NewTown:
    """Name, Land (of a place abroad perhaps only the country), country as two letters, population as digits."""

    name: str
    state: str
    country: str
    population: str

    def slug(self, is_taken: Callable[[str], bool]) -> str:
        """Its id: the name, with the Land where another town has that id."""
        short = plain_slug(self.name)
        return f"{short}-{plain_slug(self.state)}" if is_taken(short) else short

    def file(self, slug: str) -> tuple[str, str]:
        """The path of its file and the canonical text."""
        size = SizeClass.of(int(self.population)).value
        fields = {"slug": slug, "name": self.name, "state": self.state, "country": self.country, "population": self.population}
        return f"{addresses.CONTENT}/{addresses.section(addresses.CITIES)}{slug}.md", write({**fields, "size_class": size}, City)


def told_town(text: str, known: KnownWords) -> tuple[Meant, tuple[str, str, tuple[str, str]] | None]:
    """What a text tells of a town in full: which known one it means, else id, name and file (path, text) of a new one."""
    told = new_town(text)
    if told is None:
        return Meant(), None
    meant = known.meant(f"{told.name} ({told.state})" if told.country == "DE" else told.name, ("city",), CaseStudy)
    if meant.only and (told.country == "DE") == (meant.only[0] in known.towns):
        return replace(meant, in_full=False), None
    slug = told.slug(lambda id: id in known.towns or id in known.names.get("city", {}))
    return Meant(), (slug, told.name, told.file(slug))


def new_town(text: str) -> NewTown | None:
    """The town that a text tells of; None unless it says all three."""
    name, *parts = [part for part in _BETWEEN.split(" ".join(text.split())) if part] or [""]
    said = {part: whole_number(part, "people") for part in parts}
    people = [number for number in said.values() if number]
    places = [_BEFORE.sub("", part) for part in parts if not said[part]]
    if len(people) != 1 or not places or len(places) > 2 or not plain_slug(name):
        return None
    countries = {plain_slug(country): code for country, code in COUNTRIES.items()}
    laender = {plain_slug(land): land for land in LAENDER}
    *inner, last = places
    if plain_slug(last) in countries:
        return NewTown(name, inner[0] if inner else last, countries[plain_slug(last)], people[0])
    land = laender.get(plain_slug(inner[0] if inner and plain_slug(last) == "deutschland" else last))
    return NewTown(name, land, "DE", people[0]) if land else None
