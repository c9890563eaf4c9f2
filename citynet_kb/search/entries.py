"""The entries of the search: for each page its searchable texts, and what its row in the list of results shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from citynet_kb.indexes import Indexes, Tag
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, ChecklistItem, City, Measure, Topic, addresses
from citynet_kb.search.everyday import MARK, fact
from citynet_kb.search.trade_words import PAGE_NAMES

Kind = Literal["fall", "massnahme", "thema", "stadt", "schlagwort", "seite"]
KINDS: tuple[Kind, ...] = get_args(Kind)

FIELDS: Mapping[str, float] = MappingProxyType(
    {"title": 6, "parts": 2.5, "names": 6, "slug": 2, "lead": 3, "town": 4, "subject": 0.4, "synonyms": 0.4, "facts": 2, "body": 1}
)
"""The fields of an entry and their weights: the title most, then the summary, then the report."""
SHORT_FIELDS = ("title", "names", "subject", "synonyms")
"""Short fields: words in one of them belong together."""


@dataclass(frozen=True)
class SearchEntry:
    """One page. `url` is relative to the site's root, `texts` holds the text of each field, `facts` the marks of outcome and effort.

    `row` is what its line shows: outcome, town, measure; of a measure its headline and signs. `names` are names of the page; a query that
    equals one finds it first.
    `synonyms` are its other words and former ids.
    """

    url: str
    kind: Kind
    title: str
    lead: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    row: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class OtherPage:
    """A page that is no case, measure, topic or town: an index, a map, a meeting, the page of a tag."""

    url: str
    title: str
    description: str = ""
    text: str = ""


_PROCEDURE = "Schritte, Genehmigungen, Checkliste mit Fristen und zuständiger Stelle: was Sie beantragen und woran Sie denken müssen."
"""What the line of a procedure says."""
Headlines = Mapping[str, tuple[str, tuple[tuple[str, int], ...]]]
"""Measure → what its page says first, and each outcome with its number of towns."""


def entries(
    base: KnowledgeBase, indexes: Indexes, others: Iterable[OtherPage], headlines: Headlines = MappingProxyType({})
) -> list[SearchEntry]:
    """Every page that can be found, sorted by address. Withdrawn cases are left out, so that nothing of them is found."""
    cases = (_case(case, base, indexes) for case in base.cases.values() if not case.withdrawn)
    measures = (_measure(measure, base, headlines.get(measure.id)) for measure in base.measures.values())
    topics = (_topic(topic) for topic in base.topics.values())
    towns = (_town(town) for town in base.cities.values())
    items = (_item(item) for item in base.practice.items.values())
    procedures = (_procedure(base.measures[slug]) for slug in base.practice.procedures if slug in base.measures)
    tags = {tag.address: tag for tag in indexes.tags}
    pages = (_other(page, tags) for page in others if not addresses.is_case(page.url))  # cases are made from the records only
    every = {entry.url: entry for group in (pages, cases, measures, topics, towns, items, procedures) for entry in group}
    return [every[url] for url in sorted(every)]


def _other(page: OtherPage, tags: Mapping[str, Tag]) -> SearchEntry:
    called = PAGE_NAMES.get(page.url, ())
    texts = {"title": page.title, "names": " ".join(called), "lead": page.description, "body": page.text}
    if tag := tags.get(page.url):
        return SearchEntry(page.url, "schlagwort", page.title, page.description, texts, (tag.label,), tags=(tag.slug,))
    return SearchEntry(page.url, "seite", page.title, page.description, texts, (page.title, *called))


def _case(case: CaseStudy, base: KnowledgeBase, indexes: Indexes) -> SearchEntry:
    outcome = indexes.outcomes[case.id]
    town = case.region or "" if case.is_anonymous else base.cities[case.city].name
    measure = base.measures[case.measure] if case.measure else None
    topics = [base.topics[slug] for slug in (case.topic, *case.topics_more)]
    lead = case.summary or first_paragraph(case.body)
    return SearchEntry(
        url=addresses.published(addresses.case(case.id)),
        kind="fall",
        title=case.title,
        lead=lead,
        texts={
            "title": case.title,
            "slug": case.slug,
            "lead": lead,
            "town": town,
            "subject": " ".join((*(topic.name for topic in topics), measure.name if measure else "", *case.tags)),
            "synonyms": " ".join(measure.synonyms) if measure else "",
            "body": "\n".join(_body(case)),
        },
        facts=(
            *(fact(value) for value in (outcome, case.effort)),
            *(f"{MARK}{addresses.published(addresses.topic(topic.slug))}" for topic in topics),
            *([f"{MARK}{addresses.published(addresses.measure(measure.slug))}"] if measure else []),
        ),
        tags=tuple(tag.slug for tag in indexes.tags_of_cases[case.id]),
        row={"outcome": outcome.value, "label": outcome.label, "town": town, "measure": measure.name if measure else ""},
    )


def _body(case: CaseStudy) -> Iterator[str]:
    """All other words that a reader of the page sees."""
    yield case.body
    yield from (f"{goal.goal} {goal.indicator or ''}" for goal in case.goals)
    yield from (f"{reason.label} {reason.definition}" for reason in case.failure_reasons)
    yield from case.success_factors
    yield from (entry.note or "" for entry in case.checklist)
    yield from (*case.transfer.works_if, *case.transfer.fails_if) if case.transfer else ()
    yield from (entry.note for entry in case.follow_up)
    yield from case.figures
    yield from (case.note or "", case.stellungnahme or "")
    if case.effort_detail:
        yield from (*case.effort_detail.partners, case.effort_detail.note or "")


def _measure(measure: Measure, base: KnowledgeBase, headline: tuple[str, tuple[tuple[str, int], ...]] | None) -> SearchEntry:
    texts = {
        "title": measure.name,
        "names": " ".join((*measure.synonyms, *measure.aliases)),
        "lead": measure.description or "",
        "subject": base.topics[measure.topic].name,
        "body": measure.body,
    }
    return SearchEntry(
        addresses.published(addresses.measure(measure.slug)),
        "massnahme",
        measure.name,
        measure.description or "",
        texts,
        _names(measure.name),
        (*measure.synonyms, *measure.aliases),
        tags=(measure.slug,),
        row={"headline": headline[0], "signs": headline[1]} if headline else {},
    )


def _topic(topic: Topic) -> SearchEntry:
    others = (*topic.synonyms, *topic.aliases)
    texts = {"title": topic.name, "names": " ".join(others), "lead": topic.description or "", "body": topic.body}
    return SearchEntry(
        addresses.published(addresses.topic(topic.slug)),
        "thema",
        topic.name,
        topic.description or "",
        texts,
        _names(topic.name),
        others,
        tags=(topic.slug,),
    )


def _item(item: ChecklistItem) -> SearchEntry:
    """An item of the checklist."""
    basis = " ".join(filter(None, (item.legal_basis.text, *(note.text for note in item.land_notes))))
    texts = {
        "title": item.label,
        "lead": item.what,
        "names": item.slug.replace("-", " "),
        "body": " ".join(filter(None, (item.needed_when, item.not_needed_when, item.authority, item.common_mistake, basis))),
    }
    return SearchEntry(addresses.published(addresses.checklist_item(item.slug)), "seite", item.label, item.what, texts, (item.label,))


def _procedure(measure: Measure) -> SearchEntry:
    """How to go about a measure: found by its name together with what people ask for."""
    texts = {
        "title": f"{measure.name}: So gehen Sie vor",
        "parts": measure.name,
        "lead": _PROCEDURE,
        "synonyms": " ".join(measure.synonyms),
    }
    return SearchEntry(addresses.published(addresses.procedure(measure.slug)), "seite", texts["title"], _PROCEDURE, texts)


def _town(town: City) -> SearchEntry:
    texts = {"title": town.name, "names": " ".join(town.aliases), "lead": town.state}
    return SearchEntry(addresses.published(addresses.city(town.slug)), "stadt", town.name, town.state, texts, (town.name,), town.aliases)


def _names(name: str) -> tuple[str, ...]:
    """A name and, where it joins several by »&«, »/«, »oder« or a comma, each of them: »Leerstand & Ansiedlung« is called Leerstand too.

    Half of a word is no name: »Stadt-« of »Stadt- und Platzgestaltung«.
    """
    single = name
    for joint in (" & ", " / ", " und ", " oder "):
        single = single.replace(joint, ",")
    return tuple(dict.fromkeys((name, *(part.strip() for part in single.split(",") if not part.rstrip().endswith("-")))))


def first_paragraph(body: str) -> str:
    """The first paragraph of a report, headings and pictures left out."""
    lines = body.strip().split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith(("#", "!["))), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    return " ".join(line.strip() for line in lines[start:end])
