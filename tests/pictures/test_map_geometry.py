"""Where towns stand on a map."""

import re
from math import cos, hypot, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.pictures import GERMANY, MIXED, NO_CASE, OUTLINES, Town, map_of_germany, map_of_land, project, town_sign
from citynet_kb.pictures.names import place_names
from citynet_kb.pictures.spreading import Spot, spread

LANDS = [outline.name for outline in OUTLINES]


def town(
    id: str, lat: float | None = 50.88, lon: float | None = 12.08, land: str = "Thüringen", sign: str = "offen", weight: int = 0
) -> Town:
    return Town(id, id.title(), land, lat, lon, sign, f"../{id}/", 1, 0, weight)


def test_the_origin_lies_where_the_projection_says() -> None:
    """Zero is 10°30' E, 51° N; east is to the right, south is down."""
    assert project(51, 10.5) == pytest.approx((0, 0), abs=1e-9)
    assert project(51, 11)[0] > 0
    assert project(50, 10.5)[1] > 0


def test_distances_are_true_to_a_hundredth() -> None:
    """Gera to Erfurt and Flensburg to Garmisch agree with the great circle."""
    for a, b in (((50.8803, 12.0819), (50.9787, 11.0328)), ((54.7833, 9.4333), (47.4921, 11.0958))):
        (ax, ay), (bx, by) = project(*a), project(*b)
        flat = hypot((b[1] - a[1]) * cos(radians((a[0] + b[0]) / 2)), b[0] - a[0]) * 111.195
        assert hypot(bx - ax, by - ay) == pytest.approx(flat, rel=0.01)


def test_a_place_beyond_the_cone_is_refused() -> None:
    """The south pole is on no such map; the north pole is its tip."""
    assert project(90, 0)[0] == pytest.approx(0)
    with pytest.raises(ValueError, match="latitude"):
        project(-90, 0)


def test_there_are_sixteen_outlines_in_few_bytes() -> None:
    """Every Land once; the page stays light."""
    assert len(set(LANDS)) == 16
    assert {"Thüringen", "Bremen", "Berlin"} <= set(LANDS)
    assert sum(len(outline.d) for outline in OUTLINES) < 40_000


@pytest.mark.parametrize("outline", OUTLINES, ids=LANDS)
def test_an_outline_fills_its_box(outline: object) -> None:
    """Relative steps add up to the box, and every line is closed."""
    corners = [(x, y) for line in lines(outline.d) for x, y in line]  # type: ignore[attr-defined]
    box = outline.box  # type: ignore[attr-defined]
    assert (min(x for x, _ in corners), max(x for x, _ in corners)) == (box.left, box.right)
    assert (min(y for _, y in corners), max(y for _, y in corners)) == (box.top, box.bottom)


def test_gera_lies_in_thuringia_and_leipzig_does_not() -> None:
    """Outline and projection fit together."""
    thuringia = next(outline for outline in OUTLINES if outline.name == "Thüringen")
    assert inside(lines(thuringia.d), *project(50.8803, 12.0819))
    assert not inside(lines(thuringia.d), *project(51.34, 12.375))


def lines(d: str) -> list[list[tuple[int, int]]]:
    assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", d)
    found = []
    for piece in d.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", piece)]
        x, y, line = 0, 0, []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        found.append(line)
    return found


def inside(rings: list[list[tuple[int, int]]], east: float, south: float) -> bool:
    x, y, crossings = east * 10, south * 10, 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossings += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    return crossings % 2 == 1


def test_towns_abroad_are_returned_apart() -> None:
    """They stand in no drawing; neither does a town of which the place is unknown, nor one of another Land on the map of one Land."""
    towns = [
        town("gera"),
        town("linz", 48.3, 14.29, "Oberösterreich"),
        town("weida", None, None),
        town("leipzig", 51.34, 12.375, "Sachsen"),
    ]
    germany, thuringia = map_of_germany(towns), map_of_land("Thüringen", towns)
    assert [point.town.id for point in germany.points] == ["gera", "leipzig"]
    assert [one.id for one in germany.elsewhere] == ["linz"]
    assert [one.id for one in germany.unplaced] == ["weida"]
    assert [point.town.id for point in thuringia.points] == ["gera"]
    assert [one.id for one in thuringia.elsewhere] == ["linz", "leipzig"]
    assert (germany.area, len(germany.outlines), thuringia.area, len(thuringia.outlines)) == (GERMANY, 16, "Thüringen", 1)


def test_an_unknown_land_has_no_map() -> None:
    """Rather than an empty one."""
    with pytest.raises(LookupError, match="Tirol"):
        map_of_land("Tirol", [])


def test_a_map_without_towns_is_a_map() -> None:
    """Zero is a number of towns."""
    empty = map_of_germany([])
    assert (empty.points, empty.names, dict(empty.counts)) == ((), (), {})
    assert empty.width > 600
    assert empty.height > empty.width


def test_lonely_towns_stand_where_they_are() -> None:
    """Only crowded ones move."""
    gera, jena = map_of_germany([town("gera"), town("rostock", 54.09, 12.1, "Mecklenburg-Vorpommern")]).points
    map = map_of_germany([])
    for point in (gera, jena):
        x, y = project(point.town.lat or 0, point.town.lon or 0)
        assert (point.x, point.y) == pytest.approx(((x * 10 - map.left) * map.scale, (y * 10 - map.top) * map.scale), abs=0.06)


def test_the_input_order_does_not_matter() -> None:
    """The same towns stand at the same places; their links and rows keep the order put in."""
    towns = [town(f"ort-{index}", 50.8 + index % 7 / 50, 11 + index % 5 / 50, weight=index % 3) for index in range(40)]
    one, other = map_of_land("Thüringen", towns), map_of_land("Thüringen", towns[::-1])
    assert one.points == other.points[::-1]
    assert (one.names, one.large_names) == (other.names, other.large_names)
    assert [point.town for point in one.points] == towns


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2, 50, 200, 2000])
def test_none_hides_another_however_many_there_are(number: int) -> None:
    """All at one place: the signs grow smaller, none covers another, all stay within the picture."""
    map = map_of_land("Thüringen", [town(f"ort-{index}", sign=NO_CASE if index % 4 == 0 else "offen") for index in range(number)])
    assert_apart([Spot(point.x, point.y, point.size) for point in map.points], (map.width, map.height))
    assert all(point.reach > 0 for point in map.points)


def test_hit_areas_do_not_overlap() -> None:
    """A finger meets one town only."""
    points = map_of_land("Thüringen", [town(f"ort-{index}", 50.8 + index / 100, 11 + index / 70) for index in range(20)]).points
    for index, a in enumerate(points):
        assert all(hypot(a.x - b.x, a.y - b.y) >= a.reach + b.reach for b in points[index + 1 :])


def assert_apart(spots: list[Spot], frame: tuple[float, float]) -> None:
    for index, a in enumerate(spots):
        assert a.size <= a.x <= frame[0] - a.size
        assert a.size <= a.y <= frame[1] - a.size
        assert all(a.distance(b) >= a.size + b.size for b in spots[index + 1 :])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-20, 420), st.floats(-20, 320), st.sampled_from([3.0, 7.5])), max_size=120))
def test_spreading_keeps_signs_apart_and_within_the_frame(places: list[tuple[float, float, float]]) -> None:
    """Wherever they were wanted, outside the frame too; twice the same input gives the same spots."""
    wanted = [(f"{index:03}", *place) for index, place in enumerate(places)]
    spots = spread(wanted, (400.0, 300.0), 1.0)
    assert list(spots) == [id for id, *_ in wanted]
    assert_apart(list(spots.values()), (400.0, 300.0))
    assert spread(wanted, (400.0, 300.0), 1.0) == spots


def test_a_full_frame_still_gives_every_sign_a_spot() -> None:
    """No endless search."""
    assert len(spread([(f"{index}", 5.0, 5.0, 4.0) for index in range(9)], (10.0, 10.0), 1.0)) == 9
    assert len(spread([(f"{index}", 5.0, 5.0, 4.0) for index in range(600)], (40.0, 40.0), 1.0)) == 600


def test_names_are_written_where_there_is_room() -> None:
    """The first one wins; the second goes elsewhere or is left out; none leaves the frame, none holds what stands behind a stroke."""
    spots = {"a": Spot(30, 50, 8), "b": Spot(60, 50, 8)}
    names = place_names([("a", "Weida/Wjejda"), ("b", "Gera")], spots, (400.0, 300.0), 14.0)
    assert [(name.text, name.anchor) for name in names] == [("Weida", "middle"), ("Gera", "start")]
    assert place_names([("a", "Neustadt an der Orla")], {"a": Spot(20, 10, 8)}, (60.0, 20.0), 14.0) == ()


@pytest.mark.parametrize(
    ("outcomes", "sign"), [([], NO_CASE), (["offen"], "offen"), (["offen", "offen"], "offen"), (["offen", "eingestellt"], MIXED)]
)
def test_the_sign_of_a_town(outcomes: list[str], sign: str) -> None:
    """One outcome shared by all cases, else mixed."""
    assert town_sign(outcomes) == sign
