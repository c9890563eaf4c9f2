"""Whom to ask: one place per town."""

from citynet_kb.indexes import contact_of
from citynet_kb.indexes.contacts import contacts
from citynet_kb.model import City, TownContact
from tests.indexes.examples import case

WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}
OFFICE = {"role": "Marktamt", "email": "markt@example.org"}
TOWN_OFFICE = TownContact(role="Citymanagement", email="city@example.org")


def city(slug: str, name: str, website: str | None = None, contact: TownContact | None = None) -> City:
    return City(id=slug, slug=slug, name=name, state="Thüringen", country="DE", website=website, contact=contact)


def test_the_record_of_a_town_answers_for_all_of_its_cases() -> None:
    """Also where a case names an office of its own; a town without one leaves that to its cases."""
    cities = {"a": city("a", "A", contact=TOWN_OFFICE), "b": city("b", "B")}
    assert contact_of(case("a/1"), cities) is TOWN_OFFICE
    assert contact_of(case("a/1", contact=OFFICE), cities) is TOWN_OFFICE
    own = contact_of(case("b/1", contact=OFFICE), cities)
    assert own
    assert own.role == "Marktamt"
    assert contact_of(case("b/1"), cities) is None
    assert contact_of(case("nirgends/1"), cities) is None


def test_an_office_stands_once_however_many_cases_it_answers_for() -> None:
    """With the first of them; towns with an office need no website."""
    cities = {"a": city("a", "A", "https://a.example", TOWN_OFFICE), "b": city("b", "B", "https://b.example")}
    found = contacts([case("a/2"), case("b/2", contact=OFFICE), case("a/1", contact=OFFICE), case("b/1")], cities)
    assert [(one.case.id, one.role) for one in found.cases] == [("a/1", "Citymanagement"), ("b/2", "Marktamt")]
    assert found.websites == ()


def test_contacts() -> None:
    """A town with a contact needs no website; one with neither is left out."""
    cities = {one.id: one for one in (city("a", "Zett", "https://a.example"), city("b", "Über", "https://b.example"), city("c", "Cc"))}
    asked = case("a/2", "offen", contact={"role": "Citymanagement", "email": "city@example.org"})
    found = contacts([case("c/1"), asked, case("a/1"), case("b/1", confidence="low"), case("nirgends/1")], cities)
    assert [(one.case.id, one.role, one.email) for one in found.cases] == [("a/2", "Citymanagement", "city@example.org")]
    assert [one.id for one in found.websites] == ["b"]


def test_websites_in_german_order() -> None:
    """Ä stands with A."""
    cities = {slug: city(slug, name, "https://x.example") for slug, name in (("a", "Zett"), ("b", "Ärger"), ("c", "Bad"))}
    assert [one.name for one in contacts([case("a/1"), case("b/1"), case("c/1")], cities).websites] == ["Ärger", "Bad", "Zett"]


def test_no_contact_of_withdrawn_or_unnamed() -> None:
    """Neither shows whom to ask, nor which town it is."""
    contact = {"role": "Citymanagement"}
    cities = {"a": city("a", "A", "https://a.example")}
    cities["anonym"] = city("anonym", "Anonym", contact=TOWN_OFFICE)
    silent = [case("a/1", contact=contact, withdrawn=WITHDRAWN), case("anonym/1", contact=contact)]
    found = contacts(silent, cities)
    assert [contact_of(one, cities) for one in silent] == [None, None]
    assert (found.cases, found.websites) == ((), ())
