"""Geometry of maps and charts: numbers in, coordinates out. No words, no markup, no files: the templates do the drawing."""

from citynet_kb.pictures.maps import GERMANY, CountryMap, MapPoint, Town, TownMap, map_of_germany, map_of_land
from citynet_kb.pictures.matrix import Matrix, MatrixCell, MatrixRow, matrix
from citynet_kb.pictures.names import Name
from citynet_kb.pictures.outline import Box, Outline
from citynet_kb.pictures.outlines import OUTLINES
from citynet_kb.pictures.projection import project
from citynet_kb.pictures.qr_code import QrCode, qr_code, qr_picture
from citynet_kb.pictures.signs import MIXED, NO_CASE, SIGN_ORDER, town_sign
from citynet_kb.pictures.stack import Segment, Stack, stack
from citynet_kb.pictures.timeline import Timeline, TimelineYear, timeline

__all__ = [
    "GERMANY",
    "MIXED",
    "NO_CASE",
    "OUTLINES",
    "SIGN_ORDER",
    "Box",
    "CountryMap",
    "MapPoint",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Name",
    "Outline",
    "QrCode",
    "Segment",
    "Stack",
    "Timeline",
    "TimelineYear",
    "Town",
    "TownMap",
    "map_of_germany",
    "map_of_land",
    "matrix",
    "project",
    "qr_code",
    "qr_picture",
    "stack",
    "timeline",
    "town_sign",
]
