"""How many cases with one outcome each topic and each measure has, and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes import CaseList, Indexes, german_order
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.model.facets import FACETS

Chip = tuple[str, str, int, str]
"""Name, page with anchor, number of cases, and of a topic its id."""


@dataclass(frozen=True)
class Crossed:
    """Topics (for setbacks only) and measures that have such cases, in German order."""

    topics: tuple[Chip, ...] = ()
    measures: tuple[Chip, ...] = ()


def outcome_of(one: CaseList) -> Outcome | None:
    """The outcome that all cases of a list have; none for other lists, and for those without a case."""
    if one.facet is not FACETS["ergebnis"]:
        return None
    return next((outcome for outcome, _ in one.groups), None)


def crossed(indexes: Indexes, one: CaseList) -> Crossed:
    """What the cases of an outcome are about; nothing for other lists."""
    outcome = outcome_of(one)
    if outcome is None:
        return Crossed()
    topics = indexes.topics.items() if outcome.is_setback else ()
    measures = indexes.measures.items()
    return Crossed(
        _chips(indexes, outcome, ((found.topic.name, _setbacks(indexes, id, outcome), found.listing.cases, id) for id, found in topics)),
        _chips(indexes, outcome, ((found.measure.name, _in_table(id, outcome), found.listing.cases, "") for id, found in measures)),
    )


def _chips(indexes: Indexes, outcome: Outcome, entries: Iterable[tuple[str, str, tuple[CaseStudy, ...], str]]) -> tuple[Chip, ...]:
    numbers = ((name, target, sum(indexes.outcomes[case.id] is outcome for case in cases), id) for name, target, cases, id in entries)
    return tuple(sorted((chip for chip in numbers if chip[2]), key=lambda chip: (german_order(chip[0]), chip[1])))


def _in_table(measure: str, outcome: Outcome) -> str:
    """Where in the table of a measure its cases begin. A heading of the text may bear the name of the outcome."""
    return f"{addresses.measure(measure)}#ergebnis-{outcome.value}"


def _setbacks(indexes: Indexes, topic: str, outcome: Outcome) -> str:
    """Where the setbacks of a topic with this outcome stand; their page itself where there are too many for one page."""
    uri = addresses.topic_setbacks(topic)
    return f"{uri}#{outcome.value}" if uri in indexes.case_lists and indexes.case_lists[uri].is_whole else uri
