"""Words and badges that the list of search results shows; the worker in the browser puts them in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from citynet_kb.indexes import Indexes
from citynet_kb.model import City, Outcome
from citynet_kb.pages.environment import environment
from citynet_kb.pages.views.measure_facts import DIVIDED_LABEL, OWN_PRAISE_LABEL, Groups, MeasureFacts, measure_facts


@cache
def search_words() -> Mapping[str, Mapping[str, str]]:
    """`kinds`: kind of page → its word; `badges`, `signs`: outcome → trusted markup; `counted`: outcome → word behind a number."""
    module: Any = environment().get_template("search_words.html.j2").module
    return {
        "kinds": {kind: str(word) for kind, word in module.kinds.items()},
        "signs": {slug: str(module.sign(slug)) for slug, _ in _groups()},
        "counted": {slug: str(module.counted(label)) for slug, label in _groups()},
        "badges": {outcome.value: str(module.badge(outcome.value, outcome.label)) for outcome in Outcome},
    }


def measure_headlines(indexes: Indexes, cities: Mapping[str, City]) -> dict[str, tuple[str, tuple[tuple[str, int], ...]]]:
    """Measure → the largest sentence of its page, and each outcome with its number of towns."""
    facts = {id: measure_facts(summary, indexes, cities) for id, summary in indexes.measures.items()}
    return {id: (headline(one), towns_by_outcome(one.groups, one.joined)) for id, one in facts.items() if one.cases}


def headline(facts: MeasureFacts) -> str:
    """The largest sentence of the page of a measure, as plain text."""
    module: Any = environment().get_template("sentences.html.j2").module
    return str(Markup(module.verdict_heading(facts)).striptags())


def towns_by_outcome(groups: Groups, joined: tuple[Groups, ...]) -> tuple[tuple[str, int], ...]:
    """Each outcome with its number of towns."""
    found = Counter[str]()
    for every in (groups, *joined):
        found.update({slug: number for slug, _, number in every})
    return tuple((slug, found[slug]) for slug, _ in _groups() if found[slug])


def _groups() -> Iterator[tuple[str, str]]:
    yield from ((outcome.value, outcome.label) for outcome in Outcome)
    yield from (("erfolgreich-eigen", OWN_PRAISE_LABEL), ("gemischt", DIVIDED_LABEL))
