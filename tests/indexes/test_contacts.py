"""Whom to ask: one place per town."""

from typing import Any

import pytest

from citynet_kb.indexes import contact_of
from citynet_kb.indexes.contacts import contacts
from citynet_kb.model import City, Office
from tests.indexes.examples import case

WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}
OWN = {"role": "Marktamt", "email": "markt@example.org"}


def office(role: str, *topics: str) -> Office:
    return Office(role=role, organisation="Stadt", phone="03999 1234-0", for_topics=topics)


def city(slug: str, name: str, website: str | None = None, *offices: Office, **more: Any) -> City:
    return City(id=slug, slug=slug, name=name, state="Thüringen", country="DE", website=website, offices=offices, **more)


TOWN_OFFICE = office("Citymanagement")


def test_the_record_of_a_town_answers_for_all_of_its_cases() -> None:
    """Also where a case names an office of its own; a town without one leaves that to its cases."""
    cities = {"a": city("a", "A", None, TOWN_OFFICE), "b": city("b", "B")}
    assert contact_of(case("a/1"), cities) is TOWN_OFFICE
    assert contact_of(case("a/1", contact=OWN), cities) is TOWN_OFFICE
    own = contact_of(case("b/1", contact=OWN), cities)
    assert own
    assert own.role == "Marktamt"
    assert contact_of(case("b/1"), cities) is None
    assert contact_of(case("nirgends/1"), cities) is None


@pytest.mark.parametrize(
    ("offices", "asked"),
    [
        ((office("a"), office("b", "handel"), office("c", "markt", "handel")), "b"),
        ((office("a", "markt"), office("b"), office("c")), "b"),
        ((office("a", "markt"), office("b", "leerstand")), "a"),
        ((), "Marktamt"),
    ],
)
def test_the_office_for_the_topic_comes_first(offices: tuple[Office, ...], asked: str) -> None:
    """Then the first for all topics, then the first of all, and last what the case says itself. Further topics of a case do not count."""
    one = case("a/1", topic="handel", topics_more=("markt",), contact=OWN)
    found = contact_of(one, {"a": city("a", "A", None, *offices)})
    assert found
    assert found.role == asked


def test_an_office_stands_once_however_many_cases_it_answers_for() -> None:
    """With the first of them; towns with an office need no website."""
    cities = {"a": city("a", "A", "https://a.example", TOWN_OFFICE), "b": city("b", "B", "https://b.example")}
    found = contacts([case("a/2"), case("b/2", contact=OWN), case("a/1", contact=OWN), case("b/1")], cities)
    assert [(one.case.id, one.who.role) for one in found.cases] == [("a/1", "Citymanagement"), ("b/2", "Marktamt")]
    assert found.websites == ()


def test_two_offices_of_a_town_answer_for_their_own_topics() -> None:
    cities = {"a": city("a", "A", None, office("Kultur", "markt"), office("Wirtschaft", "handel"))}
    found = contacts([case("a/1", topic="handel"), case("a/2", topic="markt"), case("a/3", topic="handel")], cities)
    assert [(one.case.id, one.who.role) for one in found.cases] == [("a/1", "Wirtschaft"), ("a/2", "Kultur")]


def test_contacts() -> None:
    """A town with a contact needs no website; one with neither is left out."""
    cities = {one.id: one for one in (city("a", "Zett", "https://a.example"), city("b", "Über", "https://b.example"), city("c", "Cc"))}
    asked = case("a/2", "offen", contact={"role": "Citymanagement", "email": "city@example.org"})
    found = contacts([case("c/1"), asked, case("a/1"), case("b/1", confidence="low"), case("nirgends/1")], cities)
    assert [(one.case.id, one.who.role, one.who.email) for one in found.cases] == [("a/2", "Citymanagement", "city@example.org")]
    assert [one.id for one in found.websites] == ["b"]


def test_a_website_that_nobody_looked_at_is_better_than_none() -> None:
    cities = {"a": city("a", "A", website_unchecked="https://a.example")}
    assert [one.id for one in contacts([case("a/1")], cities).websites] == ["a"]


def test_websites_in_german_order() -> None:
    """Ä stands with A."""
    cities = {slug: city(slug, name, "https://x.example") for slug, name in (("a", "Zett"), ("b", "Ärger"), ("c", "Bad"))}
    assert [one.name for one in contacts([case("a/1"), case("b/1"), case("c/1")], cities).websites] == ["Ärger", "Bad", "Zett"]


def test_no_contact_of_withdrawn_or_unnamed() -> None:
    """Neither shows whom to ask, nor which town it is."""
    contact = {"role": "Citymanagement"}
    cities = {"a": city("a", "A", "https://a.example")}
    cities["anonym"] = city("anonym", "Anonym", None, TOWN_OFFICE)
    silent = [case("a/1", contact=contact, withdrawn=WITHDRAWN), case("anonym/1", contact=contact)]
    found = contacts(silent, cities)
    assert [contact_of(one, cities) for one in silent] == [None, None]
    assert (found.cases, found.websites) == ((), ())
