"""The register of all German municipalities (Gemeindeverzeichnis): what is known of a town that has no file.

The register is one compressed text: a line of dates, the districts, an empty line, then a line a municipality in the order of the slugs.
It is read when the first town is looked up, and only the lines that are asked for become objects.
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from citynet_kb.model.records import City
from citynet_kb.model.regions import LAENDER_BY_KEY
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.vocabulary import SizeClass

SOURCE = "Destatis, Gemeindeverzeichnis"
"""Where the population of a town of the register stems from."""
_INDEPENDENT = ("kreisfreie Stadt", "Stadtkreis")
"""What stands instead of a district for a town that belongs to none."""


@dataclass(frozen=True)
class Municipality:
    """One municipality. `ags` is its official key, `district` its Landkreis or that it belongs to none; `lat`, `lon` in degrees."""

    slug: str
    ags: str
    name: str
    district: str
    population: int
    lat: str
    lon: str

    @property
    def state(self) -> str:
        """Its Land, which the official key begins with."""
        return LAENDER_BY_KEY[self.ags[:2]]

    @property
    def is_independent(self) -> bool:
        """Whether it belongs to no district."""
        return self.district in _INDEPENDENT


@dataclass(frozen=True)
class Municipalities:
    """All of them. `read` gives the compressed text, and is called once, when the first town is asked for; without it there are none."""

    read: Callable[[], bytes] = field(default=bytes)

    def get(self, slug: str) -> Municipality | None:
        """The municipality with this slug."""
        line = self._lines.get(slug)
        return self._municipality(slug, line) if line else None

    def city(self, slug: str) -> City | None:
        """The town of this slug as a record, without a file."""
        found = self.get(slug)
        if found is None:
            return None
        return City(
            id=slug,
            slug=slug,
            name=found.name,
            state=found.state,
            country="DE",
            ags=found.ags,
            population=str(found.population),  # type: ignore[arg-type]  # values are parsed from text
            population_date=self.counted,
            population_source=SOURCE,
            size_class=SizeClass.of(found.population),
            lat=found.lat,  # type: ignore[arg-type]
            lon=found.lon,  # type: ignore[arg-type]
        )

    def with_key(self, ags: str) -> str | None:
        """The slug that belongs to an official key."""
        return self._by_key.get(ags)

    def starting(self, start: str) -> Iterator[Municipality]:
        """Those whose slugs begin like this, in order."""
        for number in range(bisect_left(self._slugs, start), len(self._slugs)):
            slug = self._slugs[number]
            if not slug.startswith(start):
                return
            yield self._municipality(slug, self._lines[slug])

    def called(self, name: str) -> tuple[Municipality, ...]:
        """Those of this name, whatever the case and the spelling of umlauts."""
        wanted = plain_slug(name)
        return tuple(one for one in self.starting(wanted) if plain_slug(one.name) == wanted) if wanted else ()

    def label(self, slug: str) -> str:
        """The name of a municipality, told apart from others of that name."""
        found = self.get(slug)
        return told_apart(found, self.called(found.name)) if found else slug

    @property
    def counted(self) -> str:
        """The day of the population, YYYY-MM-DD."""
        return self._dates[1]

    @property
    def as_of(self) -> str:
        """The day of the boundaries and keys, YYYY-MM-DD."""
        return self._dates[0]

    def __iter__(self) -> Iterator[Municipality]:
        return self.starting("")

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, slug: object) -> bool:
        return slug in self._lines

    @cached_property
    def digest(self) -> str:
        """Stands for all of them."""
        return sha256(self.read()).hexdigest()

    @cached_property
    def _text(self) -> tuple[str, str]:
        content = self.read()
        head, _, lines = zlib.decompress(content).decode().partition("\n\n") if content else ("\t", "", "")
        return head, lines

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        return dict(line.split("\t", 1) for line in self._text[1].splitlines())

    @cached_property
    def _slugs(self) -> list[str]:
        return list(self._lines)

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        return {line[:8]: slug for slug, line in self._lines.items()}

    @cached_property
    def _dates(self) -> list[str]:
        return self._text[0].split("\n")[0].split("\t")

    @cached_property
    def _districts(self) -> Mapping[str, str]:
        return dict(line.split("\t") for line in self._text[0].split("\n")[1:])

    def _municipality(self, slug: str, line: str) -> Municipality:
        ags, name, population, lat, lon = line.split("\t")
        return Municipality(slug, ags, name, self._districts[ags[:5]], int(population), lat, lon)


def told_apart(town: Municipality, namesakes: Sequence[Municipality]) -> str:
    """The name with its Land where others are called the same, with its district where the Land is the same too, and with its slug where
    all of that is the same. The town itself may be among its namesakes."""
    others = [one for one in namesakes if one.slug != town.slug]
    beside = [one.district for one in others if one.state == town.state]
    parts = [town.state, *([town.district] if beside else ()), *([town.slug] if town.district in beside else ())]
    return f"{town.name} ({', '.join(parts)})" if others else town.name


def packed(rows: Iterable[Municipality], as_of: str, counted: str) -> bytes:
    """The compressed text of a register."""
    ordered = sorted(rows, key=lambda one: one.slug)
    districts = sorted({(one.ags[:5], one.district) for one in ordered})
    head = "\n".join((f"{as_of}\t{counted}", *("\t".join(pair) for pair in districts)))
    lines = ("\t".join((one.slug, one.ags, one.name, str(one.population), one.lat, one.lon)) for one in ordered)
    return zlib.compress("\n".join((head, "", *lines, "")).encode(), 9)
