"""Which signs of the map of Germany stand alone, and which are one."""

from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.pictures.joining import APART, MOST_ENLARGED, joined, stands_alone_from
from citynet_kb.pictures.maps import map_of_germany
from tests.pictures.test_map_geometry import town

PLACES = st.lists(st.tuples(st.floats(0, 640), st.floats(0, 860), st.sampled_from(["Hessen", "Bayern"])), max_size=40)


@settings(max_examples=60, deadline=None)
@given(PLACES, st.floats(1, MOST_ENLARGED))
def test_signs_that_stay_do_not_touch(places: list[tuple[float, float, str]], enlarged: float) -> None:
    """At any enlargement: each town is in one group, of its own Land where one stays there, and signs keep their distance."""
    spots = [(f"{number:02}", x, y) for number, (x, y, _) in enumerate(places)]
    lands = {id: land for (id, _, _), (_, _, land) in zip(spots, places, strict=True)}
    groups = joined(spots, stands_alone_from(spots), lands, enlarged)
    assert sorted(id for ids in groups.values() for id in ids) == [id for id, _, _ in spots]
    at = {id: (x, y) for id, x, y in spots}
    for one, other in combinations(groups, 2):
        assert enlarged * hypot(at[one][0] - at[other][0], at[one][1] - at[other][1]) > APART - 1
    staying = {lands[id] for id in groups}
    assert all(lands[id] == lands[lead] for lead, ids in groups.items() for id in ids if lands[id] in staying)


def test_numbers_of_a_land_add_up() -> None:
    """The largest town keeps its place; those around it are counted with it, not with a nearer one beyond the border."""
    towns = [
        town("erfurt", 50.98, 11.03, weight=9),
        town("weimar", 50.979, 11.33, weight=5),
        town("leipzig", 51.34, 12.37, "Sachsen", weight=8),
        town("altenburg", 51.1, 12.4, weight=1),
    ]
    made = map_of_germany(towns)
    assert {group.towns[0].id: len(group.towns) for group in made.groups} == {"erfurt": 3, "leipzig": 1}
    assert {group.towns[0].land: len(group.towns) for group in made.lands} == {"Thüringen": 3, "Sachsen": 1}
