"""Lists, names and files that cost much: a bound on what is read, and all words of the rest in findings."""

import re

import pytest

from citynet_kb.intake import Plan, plan_rows, read_rows, take_in
from citynet_kb.sources import Location
from citynet_kb.sources.loss_rules import ENTRY_LIMIT
from tests.intake import costly
from tests.intake.costly import COSTLY, Costly
from tests.intake.incoming import NAMES, SETTING, taken
from tests.speed import in_time

LIMIT = 2.0
"""Seconds of the processor; each of these needs less than one."""
WORST = (
    "misspelt failure_reasons: mail_in_one_line",
    "unknown failure_reasons: mail",
    "unknown topics_more: ticket",
    "unknown failure_reasons: cell",
    "unknown failure_reasons: word",
    "unknown checklist.item: mail",
    "every list full",
    "HTML in the report",
    "one long value of Maßnahme",
    "Ansprechstelle: Rolle misspelt again and again",
    "different near labels in a ticket",
    "cases in a list that cannot be read",
    "an open quotation mark in a list",
)
"""Those that took longest before there was a bound."""


def judged(one: Costly) -> Plan:
    """What `intake` or `import` makes of it."""
    if one.command == "import":
        return plan_rows(*read_rows(one.name, one.content, NAMES), SETTING)
    return take_in(one.name, one.content, SETTING)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORST)
def test_a_verdict_comes_in_time(name: str) -> None:
    """However much it is."""
    one = COSTLY[name]()
    plan = in_time(LIMIT, lambda: judged(one))
    assert plan.findings or plan.files


def words(text: str) -> set[str]:
    """The made-up words in a text."""
    return set(re.findall(r"Wort\d+", text))


LISTS = [("mail", location) for location in costly.lists()]
LISTS += [(way, location) for way in ("ticket", "cell", "word") for location in (("tags",), ("funding",))]


@pytest.mark.parametrize(("way", "location"), LISTS, ids=lambda value: value if isinstance(value, str) else ".".join(map(str, value)))
def test_a_list_keeps_two_hundred_entries(way: str, location: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of all others stand in one finding, whichever list it is and whichever way it came."""
    given = [f"Wort{number}" for number in range(ENTRY_LIMIT + 30)]
    monkeypatch.setattr(costly, "values", lambda kind, count: given)
    plan = judged(getattr(costly, way)(location, "unknown"))
    rest = [finding for finding in plan.findings if "mehr als 200 Einträge" in finding.message]
    assert [words(finding.private) for finding in rest] == [set(given[ENTRY_LIMIT:])]
    said = words(" ".join(f"{finding.message} {finding.private}" for finding in plan.findings))
    assert not plan.files or said | words(plan.files[0].text) == set(given)


def test_a_front_matter_list_of_many_entries_is_refused_at_its_place() -> None:
    """Nothing is cut silently where keys are written."""
    for one in (costly.front_matter(("tags",), "known", 300), costly.yaml_list(("tags",), "known", 300)):
        assert [finding.rule for finding in judged(one).findings if finding.severity.value == "Fehler"][:1] == ["eintraege-zu-viele"]


def test_very_long_words_are_compared_with_nothing() -> None:
    """A name of a thousand letters is no typo of one."""
    plan = taken("mail.txt", f"{costly.HEAD}Maßnahme: {'Markt' * 200}\n\nEin Satz.\n")
    assert "Meinten" not in " ".join(finding.remedy for finding in plan.findings if "Maßnahme" in finding.message)
