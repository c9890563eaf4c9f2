"""When two towns may be called alike, a second time."""

import math
from collections.abc import Mapping
from typing import Any

LEAST_POINTS, NEAR_KM, FAR_KM = 40, 50, 100
POINTS = {
    "aehnlich-gross": 50,
    "gleiche-zentralfunktion": 15,
    "gleiches-land": 15,
    "nah": 10,
    "gleiche-groessenklasse": 5,
    "gleicher-staat": 5,
}
"""Most that each factor can give."""


def distance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """Kilometres as the crow flies, by the spherical law of cosines; None where a place is not known."""
    known = [town.get(name) for town in (one, other) for name in ("lat", "lon")]
    if None in known or "" in known:
        return None
    a, b, c, d = (math.radians(float(number)) for number in known if number is not None)
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def kilometres(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """As they are printed: rounded to ten, at least ten."""
    apart = distance(one, other)
    assert apart is not None
    return max(10, 10 * round(apart / 10))


def points(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Of 100. A factor unknown on one side is left out, and the rest scaled."""
    got = possible = 0.0
    for factor, share in _shares(one, other).items():
        if share is not None:
            got += round(POINTS[factor] * share)
            possible += POINTS[factor]
    return 100 * got / possible


def _shares(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, float | None]:
    """What of each factor's points two towns get, from 0 to 1; None = not known of both."""
    apart, size = distance(one, other), size_ratio(one, other)

    def same(key: str) -> float | None:
        return float(one[key] == other[key]) if one.get(key) and other.get(key) else None

    return {
        "aehnlich-gross": size,
        "gleiche-zentralfunktion": same("central_function"),
        "gleiches-land": float((one["country"], one["state"]) == (other["country"], other["state"])),
        "nah": None if apart is None else max(0.0, 1 - apart / FAR_KM),
        "gleiche-groessenklasse": same("size_class"),
        "gleicher-staat": same("country"),
    }


def size_ratio(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """The smaller population as a share of the larger one; None where one is not known."""
    people = [int(town.get("population") or 0) for town in (one, other)]
    return min(people) / max(people) if all(people) else None


def may_be_called_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """From 40 of 100 points on, and only with a similar population or at most 50 km away: the same Land alone is no reason."""
    apart, size = distance(one, other), size_ratio(one, other)
    return round(points(one, other)) >= LEAST_POINTS and ((size or 0) >= 2 / 3 or (apart is not None and apart <= NEAR_KM))
