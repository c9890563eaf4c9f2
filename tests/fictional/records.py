"""Records of towns that do not exist, drawn by a seed: the same for the same numbers.

They have what makes counting hard: several cases of a town, an earlier case that differs from the latest, follow-ups that turn an
outcome or tell of a cancelled edition, shared causes, joint projects, open ends, dates of mixed precision, unnamed towns, withdrawn
cases, weak sources.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import (
    ANONYMOUS,
    BODY_SECTIONS,
    SETBACKS,
    Cadence,
    CaseStudy,
    City,
    CommonCause,
    Confidence,
    CostOf,
    Effort,
    EffortDetail,
    Evidence,
    FailureReason,
    FollowUp,
    Funding,
    Kind,
    Measure,
    Office,
    Organiser,
    Outcome,
    Period,
    SizeClass,
    Source,
    Topic,
    WouldRepeat,
)
from citynet_kb.model.case_parts import Contact, Withdrawal
from tests.fictional.words import COMMON, FIRST, LAST, OFFICES, SENTENCES, STATES, TOPICS, WORDS

FIRST_DAY, DAYS = date(2008, 1, 1), 5_500
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
BATCH = 6
"""Cases a town, on average."""
LONGEST_TITLE = 90
"""Characters of a title that the model takes."""


@cache
def every(terms: Iterable[Any]) -> tuple[Any, ...]:
    """All of a vocabulary. Going through its members costs more than all else that is drawn."""
    return tuple(terms)


@cache
def maybe(terms: Iterable[Any]) -> tuple[Any, ...]:
    """All of a vocabulary, and nothing."""
    return (None, *terms)


def generate_cities(count: int, seed: int = 0) -> tuple[City, ...]:
    """That many towns that do not exist, the first being Musterstadt."""
    chance = random.Random(f"cities {seed}")
    bases = ("", "Bad ", "Markt ", "Neu-", "Sankt ", "Hohen-")
    names = [f"{base}{first}{last}" for base, last, first in product(bases, LAST, FIRST)]
    return tuple(_city(name, chance) for name in names[:count])


def generate_topics() -> tuple[Topic, ...]:
    """A few topics."""
    return tuple(Topic(id=slug, path=f"themen/{slug}.md", slug=slug, name=name) for slug, (name, _) in TOPICS.items())


def generate_measures() -> tuple[Measure, ...]:
    """The measures of these topics."""
    return tuple(_measure(slug, topic) for topic, (_, slugs) in TOPICS.items() for slug in slugs)


def _measure(slug: str, topic: str) -> Measure:
    """Some are found in nearly every town, some had another id before."""
    aliases = (f"{slug}-frueher",) if len(slug) % 3 == 0 else ()
    name = slug.replace("-", " ").title()
    return Measure(id=slug, path=f"massnahmen/{slug}.md", slug=slug, name=name, topic=topic, common=slug in COMMON, aliases=aliases)


def generate_cases(count: int, seed: int = 0) -> tuple[CaseStudy, ...]:
    """That many cases, each good by itself; the same for the same numbers."""
    chance = random.Random(f"cases {seed}")
    cities = generate_cities(max(3, count // BATCH), seed)
    measures = generate_measures()
    return tuple(case_of(number, chance, chance.choice(cities), chance.choice(measures)) for number in range(count))


def generate_knowledge_base(count: int, seed: int = 0) -> KnowledgeBase:
    """All records of that many cases, linked."""
    cities = generate_cities(max(3, count // BATCH), seed)
    return link(generate_cases(count, seed), cities, generate_measures(), generate_topics())


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _city(name: str, chance: random.Random) -> City:
    population = int(10 ** chance.uniform(3.3, 5.3))
    return City(
        id=_slug(name),
        path=f"staedte/{_slug(name)}.md",
        slug=_slug(name),
        name=name,
        state=chance.choice(STATES),
        country="DE",
        population=population,
        population_date="2024-12-31",
        population_source="erfunden",
        size_class=SizeClass.of(population),
        lat=round(chance.uniform(48, 54), 4),
        lon=round(chance.uniform(7, 14), 4),
        website_unchecked="https://verzeichnis.example.org/" if chance.random() < 0.3 else None,
        offices=_offices(_slug(name), chance),
        aliases=(f"{_slug(name)}-alt",) if chance.random() < 0.2 else (),
        note="Erfundene Stadt.",
    )


def _offices(slug: str, chance: random.Random) -> tuple[Office, ...]:
    """None to two, each with at least one way to reach it."""

    def office(role: str) -> Office:
        ways = {
            "email": f"{_slug(role).translate(UMLAUTS)}@{slug}.example.org",
            "phone": f"0{chance.randrange(10_000)} 000-{chance.randrange(100)}",
            "page": f"https://{slug}.example.org/{_slug(role).translate(UMLAUTS)}",
        }
        known = chance.sample(sorted(ways), chance.randint(1, 3))
        topics = tuple(sorted(chance.sample(tuple(TOPICS), chance.randrange(3))))
        seen = chance.choice((None, "2024-05", "2023"))
        return Office(role=role, organisation=f"{role} vor Ort", seen=seen, for_topics=topics, **{way: ways[way] for way in known})

    return tuple(office(role) for role in chance.sample(OFFICES, chance.choice((0, 0, 1, 2))))


def case_of(number: int, chance: random.Random, city: City, measure: Measure) -> CaseStudy:
    """A case of this town, or of an unnamed one, about this measure."""
    unnamed = chance.random() < 0.05
    outcome = chance.choice(every(Outcome))
    cadence = Cadence.RECURRING if outcome is Outcome.CANCELLED else chance.choice(maybe(Cadence))
    begun = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    follow_up = _follow_up(chance, begun, cadence) if chance.random() < 0.25 else ()
    outcomes = (outcome, *(entry.outcome for entry in follow_up if entry.outcome and entry.outcome is not Outcome.CANCELLED))
    hit = set(outcomes) <= set(SETBACKS)
    folder, slug = ANONYMOUS if unnamed else city.slug, f"{measure.slug}-{number}"
    kind = chance.choice(every(Kind))
    detail, cost_of, effort = _effort(chance)
    return CaseStudy(
        id=f"{folder}/{slug}",
        path=f"faelle/{folder}/{slug}.md",
        body=_body(chance) if kind is Kind.CASE_STUDY else chance.choice(SENTENCES),
        title=f"{'Ohne Namen' if unnamed else city.name}: {measure.name[:40].strip()} {WORDS[outcome]}"[:LONGEST_TITLE].strip(),
        city=folder,
        region=city.state if unnamed else None,
        size_class=city.size_class if unnamed else None,
        topic=measure.topic,
        topics_more=tuple(sorted({chance.choice(tuple(TOPICS))} - {measure.topic})) if chance.random() < 0.1 else (),
        measure=measure.slug if chance.random() < 0.97 else None,
        outcome=outcome,
        cadence=cadence,
        organiser=chance.choice(maybe(Organiser)),
        effort=effort,
        added=(date(2024, 1, 1) + timedelta(days=chance.randrange(700))).isoformat(),
        kind=kind,
        summary=" ".join(chance.sample(SENTENCES, 2)),
        period=_period(chance, begun),
        would_repeat=chance.choice(maybe(WouldRepeat)),
        evidence=chance.choice(every(Evidence)),
        effort_detail=detail,
        cost_of=cost_of,
        funding=tuple(chance.sample(every(Funding), chance.randrange(3))),
        failure_reasons=_reasons(chance, outcomes),
        success_factors=tuple(chance.sample(SENTENCES, chance.randrange(3))),
        follow_up=follow_up,
        contact=Contact(role="Citymanagement", email="citymanagement@example.org") if not unnamed and chance.random() < 0.3 else None,
        office=chance.choice(maybe(OFFICES)),
        sources=_sources(chance) if kind is Kind.DOCUMENTED else (),
        confidence=chance.choices(maybe(Confidence), (4, 4, 3, 1))[0],
        common_cause=next(iter(CommonCause)) if hit and measure.slug == "stadtgutschein" and chance.random() < 0.6 else None,
        joint_project=f"gemeinsam-{measure.topic}"[:40] if not unnamed and chance.random() < 0.12 else None,
        tags=tuple(chance.sample(("Advent", "Sommer", "Ehrenamt", "Förderung", "Jugend"), chance.randrange(3))),
        updated=date(2026, 1, 1 + chance.randrange(28)).isoformat() if chance.random() < 0.2 else None,
        withdrawn=Withdrawal(date="2026-02-01", reason="Auf Wunsch der Stadt.") if chance.random() < 0.04 else None,
    )


def _period(chance: random.Random, begun: date) -> Period | None:
    ended = begun + timedelta(days=chance.randrange(1_100))
    start = begun.isoformat()[: chance.choice((4, 7, 10))] if chance.random() < 0.8 else None
    end = ended.isoformat()[: chance.choice((4, 7, 10))] if chance.random() < 0.6 else None
    return Period(start=start, end=end) if start or end else None


def _follow_up(chance: random.Random, begun: date, cadence: Cadence | None) -> tuple[FollowUp, ...]:
    """Editions are cancelled only where there is a series of them."""
    outcomes = [None, *(one for one in Outcome if cadence is Cadence.RECURRING or one is not Outcome.CANCELLED)]

    def entry() -> FollowUp:
        day = (begun + timedelta(days=chance.randrange(1_100))).isoformat()[: chance.choice((4, 7, 10))]
        added = (date(2025, 1, 1) + timedelta(days=chance.randrange(300))).isoformat() if chance.random() < 0.5 else None
        return FollowUp(date=day, note=chance.choice(SENTENCES), outcome=chance.choice(outcomes), added=added)

    return tuple(entry() for _ in range(chance.randint(1, 3)))


def _reasons(chance: random.Random, outcomes: Sequence[Outcome]) -> tuple[FailureReason, ...]:
    if any(outcome.is_setback for outcome in outcomes):
        return tuple(chance.sample(every(FailureReason), chance.randint(1, 3)))
    told = {Outcome.PARTLY, Outcome.CANCELLED, Outcome.EXPIRED} & set(outcomes)
    return tuple(chance.sample(every(FailureReason), chance.randrange(2))) if told else ()


def _effort(chance: random.Random) -> tuple[EffortDetail | None, CostOf | None, Effort]:
    """What was paid, or planned, or is paid every year; what it covers, where that is known."""
    if chance.random() < 0.5:
        return None, None, chance.choice(every(Effort))
    cost, days, weeks = int(round(10 ** chance.uniform(2, 6), -2)), chance.randrange(150), chance.randrange(60)
    key, covers = chance.choice(
        (
            ("cost_eur", (CostOf.ONE_OFF, CostOf.ONE_OFF, CostOf.GRANT, CostOf.SUBSIDY, None)),
            ("cost_eur", (CostOf.TOTAL,)),
            ("cost_planned_eur", (CostOf.PLANNED_BUDGET, CostOf.PLANNED_BUDGET, CostOf.TOTAL)),
            ("running_eur_per_year", (CostOf.RUNNING_PER_YEAR,)),
        )
    )
    detail = EffortDetail(staff_days=days, lead_weeks=weeks, partners=("Gewerbeverein",), **{key: cost})
    return detail, chance.choice(covers), Effort.of(cost, days, weeks)


def _sources(chance: random.Random) -> tuple[Source, ...]:
    """One or two, some without a date."""

    def source() -> Source:
        number, day = chance.randrange(100_000), chance.choice((None, "2019", "2022-11-08", "2023-05"))
        return Source(title=f"Bericht {number}", url=f"https://example.org/{number}", publisher="Musterstädter Tageblatt", date=day)

    return tuple(source() for _ in range(chance.randint(1, 2)))


def _body(chance: random.Random) -> str:
    return "\n\n".join(f"## {heading}\n\n{' '.join(chance.sample(SENTENCES, 3))}" for heading in BODY_SECTIONS) + "\n"
