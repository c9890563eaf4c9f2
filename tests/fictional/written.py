"""Content of towns that do not exist, written to disk in the size and shape of the real cases: the same files for the same numbers."""

import random
import shutil
from pathlib import Path

from citynet_kb.knowledge_base.load import municipalities
from citynet_kb.model import BODY_SECTIONS, CaseStudy, City, EffortDetail, Kind, Measure, Record, Source
from citynet_kb.schema import bind
from citynet_kb.sources import read, write
from tests.fictional.records import FIRST_DAY, LONGEST_TITLE, case_of, generate_cities
from tests.fictional.words import FACTORS, HEADLINES, LONG_SENTENCES, PUBLISHERS, WORDS

CASES_A_TOWN = 5
"""On average. So the towns grow with the cases, while topics and measures are the real vocabulary whatever the number."""


def write_content(folder: Path, vocabulary: Path, cases: int, seed: int = 0, towns: int = 0) -> tuple[str, ...]:
    """Write that many cases and their towns to `folder`, beside the topics, measures and plain pages of `vocabulary`; the towns by id.

    `towns` = how many there are; 0: they grow with the cases.
    """
    shutil.copytree(vocabulary, folder, ignore=shutil.ignore_patterns("faelle", "staedte", "treffen", "umfragen", "lesungen"))
    chance = random.Random(f"{cases} cases {seed}")
    measures = [_measure(file) for file in sorted((folder / "massnahmen").glob("*.md"))]
    made_up = generate_cities(2 * towns or max(2, cases // CASES_A_TOWN), seed)
    cities = [town for town in made_up if town.slug not in municipalities()]  # a few would bear the name of a real one
    cities = cities[: towns or len(cities)]
    for town in cities:
        offices = (office.model_copy(update={"for_topics": ()}) for office in town.offices)
        _write(folder, town.model_copy(update={"offices": tuple(offices)}))
    for number in range(1, cases + 1):
        town, measure = chance.choice(cities), chance.choice(measures)
        _write(folder, _as_large_as_real(case_of(number, chance, town, measure), measure, number, chance))
    return tuple(town.id for town in cities)


def _write(folder: Path, record: CaseStudy | City) -> None:
    file = folder / record.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write(record, type(record), record.body), encoding="utf-8", newline="\n")


def _measure(file: Path) -> Measure:
    document, findings = read(f"massnahmen/{file.name}", file.read_bytes())
    if document is None:
        raise ValueError(findings)
    measure, findings = bind(document, Measure, file.stem)
    if not isinstance(measure, Record):
        raise ValueError(findings)
    return measure


def _as_large_as_real(case: CaseStudy, measure: Measure, number: int, chance: random.Random) -> CaseStudy:
    """The case as documented by two sources, with all that real ones tell."""
    detail = case.effort_detail or EffortDetail()
    title, attempt = f"{case.title.partition(':')[0]}: {measure.name[:20].strip()} {WORDS[case.outcome]}", f", Versuch {number}"
    changes = {
        "title": title[: LONGEST_TITLE - len(attempt)] + attempt,
        "kind": Kind.DOCUMENTED,
        "topics_more": (),
        "summary": " ".join(chance.sample(LONG_SENTENCES, 2)),
        "effort_detail": detail.model_copy(update={"partners": ("Gewerbeverein", "Sparkasse"), "note": LONG_SENTENCES[6]}),
        "success_factors": () if case.outcome.is_setback else tuple(chance.sample(FACTORS, chance.randint(1, 3))),
        "sources": tuple(_source(chance) for _ in range(2)),
        "note": "Die Zahlen nennt nur eine der beiden Quellen." if chance.random() < 0.3 else None,
        "body": _body(number, chance),
    }
    return case.model_copy(update=changes)


def _source(chance: random.Random) -> Source:
    number, year = chance.randrange(1_000_000), FIRST_DAY.year + chance.randrange(15)
    url = f"https://www.example.org/nachrichten/innenstadt/{year}/beitrag-{number}.html"
    return Source(title=chance.choice(HEADLINES), url=url, publisher=chance.choice(PUBLISHERS), date=f"{year}-05-17")


def _body(number: int, chance: random.Random) -> str:
    """No two cases say the same: the check would take them for one."""
    headings = BODY_SECTIONS[: chance.randint(2, len(BODY_SECTIONS))]
    sections = (f"## {heading}\n\n{' '.join(chance.sample(LONG_SENTENCES, chance.randint(1, 3)))}" for heading in headings)
    return "\n\n".join((*sections, f"Dem Rat lag dazu die Vorlage {number} vor.")) + "\n"
