"""When two towns may be called alike, a second time."""

import math
from collections.abc import Mapping
from typing import Any

LEAST_POINTS, FARTHEST_KM = 40, 50


def kilometres(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """As the crow flies, rounded to ten, at least ten: by the spherical law of cosines."""
    a, b, c, d = (math.radians(float(town[name])) for town in (one, other) for name in ("lat", "lon"))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return max(10, 10 * round(6371 * math.acos(max(-1.0, min(1.0, cosine))) / 10))


def may_be_called_alike(points: float, *, alike_in_size: bool, km: float | None) -> bool:
    """From 40 of 100 points on, and only with a similar population or at most 50 km away: the same Land alone is no reason."""
    return points >= LEAST_POINTS and (alike_in_size or (km is not None and km <= FARTHEST_KM))
