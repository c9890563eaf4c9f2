"""Drafts of pages: plain frozen values, the same each time they are made."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest
from markupsafe import Markup

from citynet_kb.indexes import build_indexes
from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, City, Effort, Outcome, Record
from citynet_kb.model.record import Part
from citynet_kb.pages.build import MAKERS
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.kinds.case_pages import CaseView, TagLink
from citynet_kb.pages.value_digests import ValueDigests
from citynet_kb.pages.views.named import Named
from tests.pages.examples import land
from tests.site.building import TODAY

PLAIN = (str, int, float, bool, Enum, type(None))


def drafts(context: BuildContext) -> dict[str, Draft]:
    """All drafts by uri."""
    return {draft.uri: draft for make in MAKERS for draft in make(context)}


def fresh(*changed: City) -> BuildContext:
    """The fixture land, its records linked and its indexes built anew, with these towns in place of those of the same id."""
    old = land().content.knowledge_base
    cities = {**old.cities, **{city.id: city for city in changed}}
    groups = (old.cases, cities, old.measures, old.topics, old.meetings, old.pages)
    base = link(*(group.values() for group in groups), surveys=old.surveys.values())
    indexes = build_indexes(base)
    return BuildContext(base, indexes, land().configuration, TODAY)


def not_plain(value: object, place: str, *, may_be_case: bool = False) -> Iterator[str]:
    """The places in a value where something stands that no view may hold, such as a record, a mapping, a list or a function."""
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from not_plain(one, f"{place}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        if not type(value).__dataclass_params__.frozen:
            yield f"{place}: {type(value).__name__} is not frozen"
        for field in fields(value):
            is_case = isinstance(value, CaseView) and field.name == "case"
            yield from not_plain(getattr(value, field.name), f"{place}.{field.name}", may_be_case=is_case)
    elif isinstance(value, Part) and (may_be_case or not isinstance(value, Record)):
        for name in type(value).model_fields:
            yield from not_plain(getattr(value, name), f"{place}.{name}")
    elif not isinstance(value, PLAIN):
        yield f"{place}: {type(value).__name__}"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_view_holds_plain_values(make: object) -> None:
    """Texts, numbers, terms, tuples, and frozen dataclasses of these. Only the page of a case holds a record: its case."""
    assert callable(make)
    made = list(make(fresh()))
    assert made
    assert not [place for draft in made for place in not_plain(draft, draft.uri)]


def test_a_record_in_a_view_is_found() -> None:
    """The test above sees what does not belong there, also deep in a view."""
    case = next(iter(land().content.knowledge_base.cases.values()))
    assert isinstance(case, CaseStudy)
    for value in (case, {}, [], print, {"a"}):
        assert list(not_plain(Draft("a.md", "a.md.j2", (1, (value,))), "a.md")) == [f"a.md.view[1][0]: {type(value).__name__}"]


def test_drafts_are_the_same_each_time() -> None:
    """The same records give equal drafts with the same digest, so that it can stand for the page."""
    first, second = fresh(), fresh()
    once, again = drafts(first), drafts(second)
    assert once == again
    assert first.settings == second.settings
    shared, others = (ValueDigests(context.lines.values()) for context in (first, second))
    digests = {uri: shared.of(draft, first.settings) for uri, draft in once.items()}
    assert digests == {uri: others.of(draft, second.settings) for uri, draft in again.items()}
    assert len(set(digests.values())) == len(digests)


def test_a_digest_tells_values_apart() -> None:
    """By what they hold and of what kind they are; not by what is remembered on them, nor by where equal texts lie in memory."""
    one, other = (Named(id="".join(("a", "b")), name="ab") for _ in range(2))
    object.__setattr__(other, "remembered", 1)
    kinds = (1, True, 1.0, "1", Markup("1"), None, (1,), Outcome.OPEN, Outcome.PARTLY, Effort.UNKNOWN, one, TagLink("ab", "ab"), "ab")
    digests = ValueDigests()
    assert digests.of(one) == digests.of(other) == digests.of(Named("ab", "ab"))
    assert len({digests.of((kind,)) for kind in kinds}) == len(kinds)
    assert ValueDigests([one]).of((one, one)) == ValueDigests([other]).of((other, other))


def test_what_a_page_must_not_show_is_not_in_its_view() -> None:
    """A note of the editors about a town is in no view."""
    old = land().content.knowledge_base.cities["musterstadt"]
    town = old.model_copy(update={"note": "Nur für die Redaktion bestimmt."})
    views = {uri: repr(draft.view) for uri, draft in drafts(fresh(town)).items()}
    assert not [uri for uri, view in views.items() if str(town.note) in view]


def test_drafts_can_be_hashed() -> None:
    """They may stand in sets and as keys."""
    made = drafts(fresh()).values()
    assert len(set(made)) == len(made)


def test_only_states_depend_on_the_day() -> None:
    """A day later, where no day of review passes, every page has the digest that it had."""
    context = fresh()
    later = BuildContext(context.base, context.indexes, context.configuration, "2026-06-02")
    assert drafts(context) == drafts(later)
