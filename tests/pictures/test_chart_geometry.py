"""Bars, matrix and timeline as coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.model import Outcome
from citynet_kb.pictures import SIGN_ORDER, matrix, stack, timeline

OUTCOMES = [outcome.value for outcome in Outcome]


def test_every_outcome_has_its_place_in_the_order() -> None:
    """Setbacks first; a new outcome must be placed."""
    assert set(OUTCOMES) < set(SIGN_ORDER)
    assert [sign for sign in SIGN_ORDER if sign in OUTCOMES][:3] == ["eingestellt", "wirkungslos", "nicht-zustande"]


@given(st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 5000)), max_size=6, unique_by=lambda part: part[0]))
def test_a_bar_is_filled_exactly(parts: list[tuple[str, int]]) -> None:
    """Segments follow each other without gap, in the order of signs, and their numbers are those put in."""
    bar = stack(parts)
    assert {segment.key: segment.number for segment in bar.segments} == {key: number for key, number in parts if number}
    assert bar.total == sum(number for _, number in parts)
    assert [segment.key for segment in bar.segments] == sorted((key for key, number in parts if number), key=SIGN_ORDER.index)
    place = 0.0
    for segment in bar.segments:
        assert segment.start == pytest.approx(place, abs=0.011)
        place = segment.start + segment.width
    assert place == pytest.approx(100 if bar.segments else 0)


def test_a_bar_is_in_proportion() -> None:
    """6 of 8 take three quarters; a thin part bears no sign."""
    discontinued, successful = stack([("erfolgreich", 2), ("eingestellt", 6)]).segments
    assert (discontinued.start, discontinued.width, discontinued.middle) == (0, 75, 37.5)
    assert (successful.start, successful.width, successful.middle) == (75, 25, 87.5)
    assert [segment.has_room for segment in stack([("offen", 99), ("eingestellt", 1)]).segments] == [False, True]


def test_a_bar_knows_no_negative_part() -> None:
    """A caller's mistake is not drawn."""
    with pytest.raises(ValueError, match="negative"):
        stack([("offen", -1)])


def test_areas_in_the_matrix_follow_the_numbers() -> None:
    """Four times the number: twice the side. Sums fit; what has no row or column is counted apart."""
    pairs = [("klein", "offen")] * 8 + [("gross", "offen")] * 2 + [("klein", "eingestellt")]
    made = matrix(["klein", "gross"], ["offen"], [*pairs, ("unbekannt", "offen"), ("unbekannt", "eingestellt")])
    (many,), (few,) = (row.cells for row in made.rows)
    assert (many.number, few.number) == (8, 2)
    assert many.side == pytest.approx(2 * few.side)
    assert [row.total for row in made.rows] == [8, 2]
    assert (made.column_totals, made.total, made.maximum, made.without_row, made.without_column) == ((10,), 10, 8, 2, 1)


def test_a_single_case_stays_visible() -> None:
    """One among a thousand has a side, none has none."""
    (row,) = matrix(["klein"], ["offen", "eingestellt", "teilweise"], [("klein", "offen")] * 1000 + [("klein", "eingestellt")]).rows
    assert [cell.side > 4 for cell in row.cells] == [True, True, False]
    assert row.cells[2].side == 0


def test_an_empty_matrix_has_its_cells() -> None:
    """Nothing is known: zeros, no division by zero."""
    made = matrix(["klein"], ["offen"], [])
    assert (made.total, made.maximum, made.rows[0].cells[0].side) == (0, 0, 0)


def test_the_timeline_has_every_year() -> None:
    """Years without a case are gaps, not left out; columns share one scale."""
    line = timeline([2018, 2018, 2018, 2018, 2021], [2020, 2020])
    assert [(year.year, year.started, year.ended) for year in line.years] == [(2018, 4, 0), (2019, 0, 0), (2020, 0, 2), (2021, 1, 0)]
    assert line.years[2].down == pytest.approx(line.years[0].up / 2)
    assert (line.started, line.ended, line.started_before, line.ended_before) == (5, 2, 0, 0)
    assert line.peak_start == line.years[0]
    assert line.peak_end == line.years[2]


def test_the_timeline_counts_what_is_too_old_to_draw() -> None:
    """At most 24 columns; the sums hold all."""
    line = timeline([1985, 2000, 2026], [1990, 2025])
    assert len(line.years) == 24
    assert line.years[0].year == 2003
    assert (line.started, line.ended, line.started_before, line.ended_before) == (3, 2, 2, 1)


def test_a_timeline_without_years_is_empty() -> None:
    """Nobody gave a year."""
    line = timeline([], [])
    assert (line.years, line.started, line.ended, line.peak_start, line.peak_end) == ((), 0, 0, None, None)


@given(st.lists(st.integers(1960, 2030), max_size=60), st.lists(st.integers(1960, 2030), max_size=60))
def test_columns_stay_within_the_picture(started: list[int], ended: list[int]) -> None:
    """Whatever the years, columns stand side by side within 100 per cent, and every case is in the sums."""
    line = timeline(started, ended)
    assert line.started_before + sum(year.started for year in line.years) == len(started)
    assert line.ended_before + sum(year.ended for year in line.years) == len(ended)
    edge = 0.0
    for year in line.years:
        assert year.x >= edge - 0.011
        edge = year.x + year.width
        assert 0 <= year.up <= line.up <= 100
        assert 0 <= year.down <= line.down <= 100
    assert edge <= 100.011
