"""Records, linked: the same whatever their order."""

from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.knowledge_base import link
from citynet_kb.model import CaseStudy, Effort, Measure, Outcome, Topic

TOPICS = [Topic(slug=slug, name=slug, id=slug, path=f"themen/{slug}.md") for slug in ("feste", "leerstand", "verkehr")]
MEASURES = [
    Measure(slug=slug, name=slug, topic=topic, id=slug)
    for slug, topic in (("markt", "feste"), ("eisbahn", "feste"), ("laden", "leerstand"))
]


def case(id: str, topic: str = "feste", measure: str | None = "markt", more: tuple[str, ...] = (), path: str = "") -> CaseStudy:
    city = id.partition("/")[0]
    return CaseStudy(
        title="Ein Fall zum Zählen", city=city, topic=topic, topics_more=more, measure=measure, outcome=Outcome.OPEN, effort=Effort.UNKNOWN,
        id=id, path=path or f"{id}.md",
    )  # fmt: skip


CASES = [
    case("gera/markt"),
    case("gera/laden", "leerstand", "laden", ("feste",)),
    case("jena/markt", more=("feste", "leerstand")),
    case("jena/ohne", measure=None),
    case("nirgends/x", "unbekannt", "unbekannt"),
    case("gera/markt", "verkehr", path="zweite.md"),
]


@given(st.permutations(CASES), st.permutations(MEASURES), st.permutations(TOPICS))
def test_the_order_of_records_never_matters(cases: list[CaseStudy], measures: list[Measure], topics: list[Topic]) -> None:
    """Equal mappings in equal order, so that two builds are byte-identical."""
    first, second = link(CASES, (), MEASURES, TOPICS), link(cases, (), measures, topics)
    assert first == second
    assert all(
        list(getattr(first, key)) == list(getattr(second, key))
        for key in ("cases", "cases_by_city", "cases_by_measure", "measures_by_topic")
    )


def test_every_key_of_a_vocabulary_has_a_group() -> None:
    """A measure or topic without cases is an empty group, an unknown one a group too."""
    base = link(CASES, (), MEASURES, TOPICS)
    assert base.cases_by_measure["eisbahn"] == ()
    assert base.measures_by_topic["verkehr"] == ()
    assert [found.id for found in base.cases_by_measure["unbekannt"]] == ["nirgends/x"]


def test_further_topics_count_once() -> None:
    """A case stands with each of its topics, and with none twice."""
    base = link(CASES, (), MEASURES, TOPICS)
    assert [found.id for found in base.cases_by_topic["feste"]] == ["gera/laden", "gera/markt", "jena/markt", "jena/ohne"]
    assert [found.id for found in base.cases_by_topic["leerstand"]] == ["gera/laden", "jena/markt"]


def test_of_two_records_with_one_id_the_first_path_stands() -> None:
    """Which of them is read first makes no difference."""
    assert link(reversed(CASES)).cases["gera/markt"].path == "gera/markt.md"
