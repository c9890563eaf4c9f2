"""Content of towns that do not exist, written to disk in the size and shape of the real cases: the same files for the same numbers."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from citynet_kb.model import (
    BODY_SECTIONS,
    CaseStudy,
    City,
    Confidence,
    Effort,
    Evidence,
    FailureReason,
    Funding,
    Kind,
    Measure,
    Outcome,
    SizeClass,
    WouldRepeat,
)
from citynet_kb.sources import read, write

CASES_A_TOWN = 5
"""Cases per town, on average. The number of towns grows with the cases; topics and measures are always the real vocabulary."""
FIRST_DAY, DAYS = date(2008, 1, 1), 5_500
STATES = ("Thüringen", "Sachsen", "Bayern", "Hessen", "Niedersachsen", "Saarland")
ENDINGS = {
    Outcome.SUCCESSFUL: "läuft nach drei Jahren noch immer gut",
    Outcome.PARTLY: "gelingt nur an warmen Abenden",
    Outcome.NO_EFFECT: "bleibt trotz Werbung ohne Wirkung",
    Outcome.DISCONTINUED: "nach einiger Zeit wieder eingestellt",
    Outcome.NEVER_REALISED: "scheitert vor dem ersten Tag",
    Outcome.OPEN: "hat im Frühjahr begonnen",
}
SENTENCES = (
    "Die Händler machten zunächst mit, später blieben viele Stände leer.",
    "Der Rat gab 2019 das Geld frei, die Genehmigung ließ bis in den Herbst auf sich warten.",
    "An warmen Abenden kamen viele, bei Regen fast niemand; gezählt wurden 1.200 Gäste.",
    "Eine Zählung gab es nicht, wohl aber Rückmeldungen aus 14 Läden der Fußgängerzone.",
    "Ohne die Ehrenamtlichen des Gewerbevereins wäre nichts daraus geworden.",
    "Beim nächsten Mal würde früher mit den Anwohnern gesprochen: »Wir haben es aus der Zeitung erfahren.«",
    "Die Kosten von rund 40.000 Euro trug zur Hälfte das Land, den Rest die Stadt und ihre Sparkasse.",
    "Nach Angaben der Stadt soll das Angebot in kleinerer Form weitergehen.",
)
HEADLINES = (
    "Viel Andrang zum Auftakt auf dem Marktplatz",
    "Stadtrat stimmt für Fortsetzung im kommenden Jahr",
    "Händler fordern mehr Werbung: »So geht es nicht weiter«",
    "Aus nach zwei Jahren: Betreiber zieht sich zurück",
    "Sachstand zur Belebung der Innenstadt",
)
PUBLISHERS = ("Musterstädter Tageblatt", "Stadt, Pressestelle", "IHK", "Anzeiger für Stadt und Land")
FACTORS = ("Fester Ansprechpartner im Rathaus", "Kurze Wege zur Genehmigung", "Mitwirkung der Gastronomie", "Sponsoren vor Ort")


def write_content(folder: Path, vocabulary: Path, cases: int, seed: int = 0) -> None:
    """Write that many cases and their towns to `folder`, beside the topics, measures and plain pages of `vocabulary`."""
    shutil.copytree(vocabulary, folder, ignore=shutil.ignore_patterns("faelle", "staedte", "treffen"))
    chance = random.Random(f"{cases} cases {seed}")
    measures = [_front_matter(file) for file in sorted((folder / "massnahmen").glob("*.md"))]
    towns = max(2, cases // CASES_A_TOWN)
    for number in range(1, towns + 1):
        _write(folder / f"staedte/musterstadt-{number}.md", write(_town(number, chance), City))
    for number in range(1, cases + 1):
        town, measure = chance.randint(1, towns), chance.choice(measures)
        text = write(_case(f"Musterstadt {town}", measure, chance), CaseStudy, _body(number, chance))
        _write(folder / f"faelle/musterstadt-{town}/{measure['slug']}-{number}.md", text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _front_matter(file: Path) -> dict[str, Any]:
    document, findings = read(str(file), file.read_bytes())
    if document is None:
        raise ValueError(findings)
    return {key: value for key, value in document.data.items() if key in Measure.model_fields}


def _town(number: int, chance: random.Random) -> dict[str, Any]:
    population = int(10 ** chance.uniform(3.3, 5.3))
    return {
        "slug": f"musterstadt-{number}",
        "name": f"Musterstadt {number}",
        "state": chance.choice(STATES),
        "country": "DE",
        "population": population,
        "population_date": "2024-12-31",
        "population_source": "erfunden",
        "size_class": SizeClass.of(population),
        "lat": round(chance.uniform(48, 54), 4),
        "lon": round(chance.uniform(7, 14), 4),
    }


def _case(town: str, measure: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    outcome = chance.choice(tuple(Outcome))
    begun = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    cost, days = round(int(10 ** chance.uniform(3, 5.5)), -2), chance.choice((None, chance.randint(5, 90)))
    return {
        "title": f"{town}: {measure['name'][:28]} {ENDINGS[outcome]}",
        "city": town.lower().replace(" ", "-"),
        "topic": measure["topic"],
        "measure": measure["slug"] if chance.random() < 0.98 else None,
        "outcome": outcome,
        "effort": Effort.of(cost, days, None),
        "added": (date(2024, 1, 1) + timedelta(days=chance.randrange(700))).isoformat(),
        "kind": Kind.DOCUMENTED,
        "summary": " ".join(chance.sample(SENTENCES, 2)),
        "period": _period(begun, chance),
        "would_repeat": chance.choice((None, None, *WouldRepeat)),
        "evidence": chance.choice(tuple(Evidence)),
        "effort_detail": {"cost_eur": cost, "staff_days": days, "partners": ["Gewerbeverein", "Sparkasse"], "note": SENTENCES[6]},
        "funding": chance.sample(tuple(Funding), chance.randint(1, 2)),
        "failure_reasons": chance.sample(tuple(FailureReason), chance.randint(1, 3)) if outcome.is_setback else [],
        "success_factors": [] if outcome.is_setback else chance.sample(FACTORS, chance.randint(1, 3)),
        "follow_up": [{"date": "2025-04", "note": SENTENCES[7]}] if chance.random() < 0.1 else [],
        "sources": [_source(begun, chance) for _ in range(2)],
        "note": "Die Zahlen nennt nur eine der beiden Quellen." if chance.random() < 0.3 else None,
        "confidence": chance.choice((Confidence.HIGH, Confidence.MEDIUM)),
    }


def _period(begun: date, chance: random.Random) -> dict[str, str | None]:
    ended = begun + timedelta(days=chance.randrange(400, 1_500))
    return {"start": begun.isoformat()[:7], "end": ended.isoformat()[:7] if chance.random() < 0.6 else None}


def _source(begun: date, chance: random.Random) -> dict[str, str]:
    number = chance.randrange(1_000_000)
    return {
        "title": chance.choice(HEADLINES),
        "url": f"https://www.example.org/nachrichten/innenstadt/{begun.year}/beitrag-{number}.html",
        "publisher": chance.choice(PUBLISHERS),
        "date": (begun + timedelta(days=chance.randrange(300))).isoformat(),
    }


def _body(number: int, chance: random.Random) -> str:
    """The text of a case. No two are the same, since the check would report duplicates."""
    headings = BODY_SECTIONS[: chance.randint(2, len(BODY_SECTIONS))]
    sections = (f"## {heading}\n\n{' '.join(chance.sample(SENTENCES, chance.randint(1, 3)))}" for heading in headings)
    return "\n\n".join((*sections, f"Dem Rat lag dazu die Vorlage {number} vor."))
