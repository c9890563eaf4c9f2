"""Cases of towns that do not exist, drawn by hypothesis: every mixture of the facts that matter for counting."""

from collections.abc import Sequence

from hypothesis import strategies as st

from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import (
    ANONYMOUS,
    Cadence,
    CaseStudy,
    City,
    CommonCause,
    Confidence,
    Effort,
    Evidence,
    FailureReason,
    FollowUp,
    Measure,
    Outcome,
    Period,
    Source,
    Topic,
)
from citynet_kb.model.case_parts import Withdrawal

TOWN_IDS = ("musterstadt", "beispielhausen", "nirgendheim", "probetal")
MEASURE_IDS = ("eisbahn", "stadtgutschein")
DATES = ("2019", "2020", "2020-02", "2020-02-29", "2020-12-31", "2021", "2021-03")
DAYS_OF_ENTRY = (None, None, "2024-01-01", "2024-01-02")
PROJECTS = ("abendmaerkte-im-musterland", "gutscheine-im-verbund")


def periods() -> st.SearchStrategy[Period | None]:
    """Any mixture of precision, reversed ones too: they may stand in files that nobody has checked yet."""
    ends = st.none() | st.sampled_from(DATES)
    return st.none() | st.builds(Period, start=ends, end=ends)


def follow_ups() -> st.SearchStrategy[tuple[FollowUp, ...]]:
    """In any order of dates, some with an outcome."""
    entry = st.builds(FollowUp, date=st.sampled_from(DATES), note=st.just("Nachgefragt."), outcome=st.none() | st.sampled_from(Outcome))
    return st.lists(entry, max_size=3).map(tuple)


def sources() -> st.SearchStrategy[tuple[Source, ...]]:
    """With dates and without."""
    entry = st.builds(Source, title=st.just("Bericht"), url=st.none(), publisher=st.none(), date=st.none() | st.sampled_from(DATES))
    return st.lists(entry, max_size=2).map(tuple)


@st.composite
def case_studies(draw: st.DrawFn, number: int = 0) -> CaseStudy:
    """A case whose facts that matter for counting are arbitrary."""
    town = draw(st.sampled_from((*TOWN_IDS, ANONYMOUS)))
    return CaseStudy(
        id=f"{town}/fall-{number}",
        path=f"faelle/{town}/fall-{number}.md",
        title="Ein Fall aus einer erfundenen Stadt",
        city=town,
        topic="feste-maerkte",
        measure=draw(st.sampled_from((*MEASURE_IDS, MEASURE_IDS[0], None))),
        outcome=draw(st.sampled_from(Outcome)),
        cadence=draw(st.none() | st.sampled_from(Cadence)),
        effort=Effort.UNKNOWN,
        added=draw(st.sampled_from(DAYS_OF_ENTRY)),
        updated=draw(st.sampled_from(DAYS_OF_ENTRY)),
        period=draw(periods()),
        evidence=draw(st.sampled_from(Evidence)),
        failure_reasons=draw(st.lists(st.sampled_from(FailureReason), max_size=3, unique=True).map(tuple)),
        follow_up=draw(follow_ups()),
        sources=draw(sources()),
        confidence=draw(st.sampled_from((None, None, *Confidence))),
        common_cause=draw(st.sampled_from((None, None, *CommonCause))),
        joint_project=draw(st.sampled_from((None, None, None, *PROJECTS))),
        withdrawn=draw(st.sampled_from((None, None, None, Withdrawal(date="2026-02-01", reason="Irrtum.")))),
    )


@st.composite
def case_lists(draw: st.DrawFn, max_size: int = 12) -> list[CaseStudy]:
    """Cases with ids of their own."""
    return [draw(case_studies(number)) for number in range(draw(st.integers(0, max_size)))]


def linked(cases: Sequence[CaseStudy]) -> KnowledgeBase:
    """A knowledge base of these cases with a record for every id that the strategies use but the town probetal."""
    towns = (City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE") for slug in TOWN_IDS[:3])
    measures = (Measure(id=slug, slug=slug, name=slug.title(), topic="feste-maerkte") for slug in MEASURE_IDS)
    return link(cases, towns, measures, (Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste & Märkte"),))
