"""Cases of towns that do not exist, drawn by hypothesis: every mixture of the facts that matter for counting."""

from collections.abc import Sequence
from itertools import product

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


ENDS = (None, *DATES)
PERIODS = tuple(Period(start=start, end=end) for start in ENDS for end in ENDS)
"""Any mixture of precision, reversed ones too: they may stand in files that nobody has checked yet."""
FOLLOW_UPS = tuple(FollowUp(date=date, note="Nachgefragt.", outcome=outcome) for date in DATES for outcome in (None, *Outcome))
SOURCES = tuple(Source(title="Bericht", url=None, publisher=None, date=date) for date in ENDS)
ENTRIES = tuple(product(DAYS_OF_ENTRY, DAYS_OF_ENTRY))
CLAIMS = tuple(product((None, *Cadence), Evidence))
WITHDRAWN = Withdrawal(date="2026-02-01", reason="Irrtum.")
TIES = tuple(product((None, None, *Confidence), (None, None, *CommonCause), (None, None, None, *PROJECTS), (None, None, None, WITHDRAWN)))
"""Facts that hypothesis draws at once, made beforehand: drawing each by itself took most of a test's time."""


def periods() -> st.SearchStrategy[Period | None]:
    """Half of the cases have none."""
    return st.sampled_from((*(None for _ in PERIODS), *PERIODS))


@st.composite
def case_studies(draw: st.DrawFn, number: int = 0) -> CaseStudy:
    """A case whose facts that matter for counting are arbitrary."""
    town = draw(st.sampled_from((*TOWN_IDS, ANONYMOUS)))
    cadence, evidence = draw(st.sampled_from(CLAIMS))
    added, updated = draw(st.sampled_from(ENTRIES))
    confidence, common_cause, joint_project, withdrawn = draw(st.sampled_from(TIES))
    return CaseStudy(
        id=f"{town}/fall-{number}",
        path=f"faelle/{town}/fall-{number}.md",
        title="Ein Fall aus einer erfundenen Stadt",
        city=town,
        topic="feste-maerkte",
        measure=draw(st.sampled_from((*MEASURE_IDS, MEASURE_IDS[0], None))),
        outcome=draw(st.sampled_from(Outcome)),
        cadence=cadence,
        effort=Effort.UNKNOWN,
        added=added,
        updated=updated,
        period=draw(periods()),
        evidence=evidence,
        failure_reasons=draw(st.lists(st.sampled_from(FailureReason), max_size=3, unique=True).map(tuple)),
        follow_up=draw(st.lists(st.sampled_from(FOLLOW_UPS), max_size=3).map(tuple)),
        sources=draw(st.lists(st.sampled_from(SOURCES), max_size=2).map(tuple)),
        confidence=confidence,
        common_cause=common_cause,
        joint_project=joint_project,
        withdrawn=withdrawn,
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
