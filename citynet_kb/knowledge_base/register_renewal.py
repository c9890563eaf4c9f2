"""A newer list of municipalities in place of the one that ships: what it says, and whether every town keeps its address. Opens nothing.

The list is a CSV file with the columns COLUMNS; others are passed over.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citynet_kb.model.municipalities import Municipalities, Municipality
from citynet_kb.model.regions import LAENDER_BY_KEY
from citynet_kb.model.values import is_partial_date, is_slug

COLUMNS = ("ags", "name", "state", "district", "population", "population_date", "lat", "lon", "slug")
_KEY, _DIGITS, _DEGREES = re.compile(r"[0-9]{8}"), re.compile(r"[0-9]{1,8}"), re.compile(r"-?[0-9]{1,2}(?:\.[0-9]{1,6})?")
FEWEST = 0.9
"""Share of the present number of municipalities that a list must have; of fewer, a part is missing."""


@dataclass(frozen=True)
class Renewal:
    """What a list says. `faults` stop it; `gone` are municipalities that it does not have any more."""

    towns: tuple[Municipality, ...]
    counted: str
    faults: tuple[str, ...]
    gone: tuple[Municipality, ...] = ()


def renewal(text: str, old: Municipalities) -> Renewal:
    """The list of a CSV file, compared with the present register. Faults are German sentences."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        return Renewal((), "", (f"Diese Spalten fehlen: {', '.join(missing)}.",))
    rows = list(reader)
    faults = [f"Zeile {number}: {fault}" for number, row in enumerate(rows, start=2) for fault in _faults(row)]
    if faults:
        return Renewal((), "", tuple(faults))
    towns = tuple(
        Municipality(row["slug"], row["ags"], row["name"], row["district"], int(row["population"]), row["lat"], row["lon"]) for row in rows
    )
    slugs = {town.slug for town in towns}
    gone = tuple(one for one in old if one.slug not in slugs)
    return Renewal(towns, max((row["population_date"] for row in rows), default=""), tuple(_of_all(towns, old)), gone)


def _faults(row: dict[str, str]) -> Iterator[str]:
    values = {name: row[name] or "" for name in COLUMNS}
    rules = {
        "ags": bool(_KEY.fullmatch(values["ags"])) and LAENDER_BY_KEY.get(values["ags"][:2]) == values["state"],
        "slug": is_slug(values["slug"]),
        "name": values["name"].strip() == values["name"] != "" and values["name"].isprintable(),
        "district": values["district"].strip() == values["district"] != "" and values["district"].isprintable(),
        "population": bool(_DIGITS.fullmatch(values["population"])),
        "population_date": is_partial_date(values["population_date"]),
        "lat": bool(_DEGREES.fullmatch(values["lat"])),
        "lon": bool(_DEGREES.fullmatch(values["lon"])),
    }
    yield from (f"{name}: »{values[name][:80]}« kann nicht stimmen." for name, holds in rules.items() if not holds)


def _of_all(towns: Sequence[Municipality], old: Municipalities) -> Iterator[str]:
    """What is wrong with the list as a whole."""
    if not towns or len(towns) < FEWEST * len(old):
        yield f"Die Liste hat {len(towns)} Gemeinden, das Verzeichnis {len(old)}: Da fehlt ein Teil."
    for name, values in (("slug", [one.slug for one in towns]), ("ags", [one.ags for one in towns])):
        yield from (f"{name}: »{value}« steht {count}-mal da." for value, count in sorted(Counter(values).items()) if count > 1)
    districts: dict[str, str] = {}
    for town in towns:
        if districts.setdefault(town.ags[:5], town.district) != town.district:
            yield f"{town.ags}: »{town.district}« und »{districts[town.ags[:5]]}« haben denselben Schlüssel."
        before, there = old.with_key(town.ags), old.get(town.slug)
        if before and before != town.slug:
            yield f"{town.name} ({town.ags}) hat die Kennung »{before}« und hieße »{town.slug}«. Kennungen bleiben."
        elif there and there.ags != town.ags and (there.name, there.state) != (town.name, town.state):
            yield f"»{town.slug}« ist {there.name} ({there.ags}) und wäre {town.name} ({town.ags}). Kennungen wandern nicht."
