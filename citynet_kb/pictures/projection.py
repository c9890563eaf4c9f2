"""From degrees to kilometres: Lambert's conformal conic projection, on a sphere, for Germany.

Standard parallels 48°40' and 52°40' and the central meridian 10°30' are those of the official maps of Germany.
Source of the formulas: J. P. Snyder, Map Projections: A Working Manual, U.S. Geological Survey 1395 (1987), pages 106 and 107.
"""

from math import cos, log, pi, radians, sin, tan

EARTH_RADIUS_KM = 6371.0
_SOUTH, _NORTH, _MERIDIAN, _ORIGIN = radians(48 + 2 / 3), radians(52 + 2 / 3), radians(10.5), radians(51)


def _stretch(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


_CONE = log(cos(_SOUTH) / cos(_NORTH)) / log(_stretch(_NORTH) / _stretch(_SOUTH))
_FACTOR = EARTH_RADIUS_KM * cos(_SOUTH) * _stretch(_SOUTH) ** _CONE / _CONE
_ORIGIN_RADIUS = _FACTOR / _stretch(_ORIGIN) ** _CONE


def project(lat: float, lon: float) -> tuple[float, float]:
    """Kilometres east of 10°30' E and south of 51° N on the map, of a place in degrees (-90 < lat ≤ 90).

    Raises ValueError for a latitude that the cone does not reach.
    """
    if not -90 < lat <= 90:
        raise ValueError(f"no place on this map: latitude {lat}")
    radius = _FACTOR / _stretch(radians(lat)) ** _CONE if lat < 90 else 0.0
    angle = _CONE * (radians(lon) - _MERIDIAN)
    return radius * sin(angle), radius * cos(angle) - _ORIGIN_RADIUS
