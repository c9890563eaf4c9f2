"""All that the pages count, a second time: plain loops over dictionaries of front matter, by the counting rule alone.

Nothing here comes from `citynet_kb.indexes` or `citynet_kb.pages`.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from citynet_kb.knowledge_base import KnowledgeBase
from tests.indexes.naive import counts, is_setback, naive_tally, outcome
from tests.recount.costs import COSTS
from tests.recount.orders import failed_first, german, group_of
from tests.recount.standing import Duration, duration, in_months
from tests.recount.vocabulary import BANDS, EFFORTS, EVIDENCE, LANDS, SIZES

Case = dict[str, Any]
LISTS = ("tags", "follow_up", "failure_reasons", "topics_more", "funding", "checklist", "sources", "success_factors")
DETAIL = (*COSTS, "staff_days", "staff_days_planned")
UNSPECIFIC = ("sonstiges/unbekannt", "sonstiges/anderer-grund")
YEARS_SHOWN = 24


def from_files(content: Path) -> "Ledger":
    """The records of a content tree, read by PyYAML with every scalar as text."""
    return Ledger(
        {f"{file.parent.name}/{file.stem}": _front_matter(file) for file in sorted((content / "faelle").glob("*/*.md"))},
        *({file.stem: _front_matter(file) for file in sorted((content / folder).glob("*.md"))} for folder in FOLDERS),
        {f"{file.parent.name}/{file.stem}": _list(file) for file in sorted((content / "lesungen").glob("*/*.yml"))},
        {name: {file.stem: _front_matter(file) for file in sorted((content / name).glob("*.md"))} for name in PRACTICE},
        [_front_matter(file)["date"] for file in sorted((content / "treffen").glob("*.md"))],
        [_front_matter(file) for file in sorted((content / "umfragen").glob("*.md"))],
    )


FOLDERS = ("staedte", "massnahmen", "themen")
PRACTICE = ("vorgehen", "kosten")


def from_records(base: KnowledgeBase) -> "Ledger":
    """The records of a knowledge base, as the model writes them."""
    groups = (base.cases, base.cities, base.measures, base.topics)
    codings = {id: coding.model_dump(mode="json")["cases"] for id, coding in base.codings.items()}
    practice = {
        name: {id: record.model_dump(mode="json") for id, record in group.items()}
        for name, group in (("vorgehen", base.practice.procedures), ("kosten", base.practice.costs))
    }
    meetings = [meeting.date for meeting in base.meetings.values()]
    surveys = [survey.model_dump(mode="json") for survey in base.surveys.values()]
    read = ({id: record.model_dump(mode="json") for id, record in group.items()} for group in groups)
    return Ledger(*read, codings, practice, meetings, surveys)


def _front_matter(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text.split("\n---", 1)[0].removeprefix("---"), yaml.CBaseLoader)
    return loaded


def _list(file: Path) -> list[Case]:
    loaded: list[Case] = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)
    return loaded


def _whole(facts: Mapping[str, Any], name: str) -> int | None:
    return None if facts.get(name) in (None, "") else int(facts[name])


def _complete(id: str, facts: dict[str, Any]) -> Case:
    """A case with every key that is looked at."""
    period, detail = facts.get("period") or {}, facts.get("effort_detail") or {}
    plain = (
        *("measure", "confidence", "withdrawn", "updated", "added", "would_repeat", "size_class", "contact", "region"),
        *("common_cause", "joint_project", "cadence", "organiser", "office", "cost_of"),
    )
    return {
        **facts,
        **{name: facts.get(name) for name in plain},
        **{name: facts.get(name) or [] for name in LISTS},
        "id": id,
        "evidence": facts.get("evidence") or "eindruck",
        "kind": facts.get("kind") or "kurzmeldung",
        "period": {"start": period.get("start"), "end": period.get("end")},
        "effort_detail": {name: _whole(detail, name) for name in DETAIL},
        "follow_up": [{"outcome": None, **entry} for entry in facts.get("follow_up") or []],
        "sources": [{"date": None, **source} for source in facts.get("sources") or []],
    }


@cache
def slug(name: str) -> str:
    """As addresses write it: ä as ae, ß as ss, other marks left out, everything else a hyphen; cut at 80."""
    for sign, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.lower().replace(sign, letters)
    plain = german(name)[0]
    made = "-".join("".join(letter if letter in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for letter in plain).split())
    return made if len(made) < 81 else f"{made[:80].rstrip('-')}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


def is_shown_by_town(case: Case) -> bool:
    """Neither withdrawn nor weakly sourced, and its town is named; whether it counts or not."""
    return case["withdrawn"] is None and case["confidence"] != "low" and case["city"] != "anonym"


def kind_of_reasons(case: Case) -> str:
    """Where its reasons are listed: as those of a setback, as what was difficult, as why an edition was cancelled, or nowhere."""
    if is_setback(case):
        return "setback"
    return {"teilweise": "difficult", "ausgelaufen": "difficult", "ausgefallen": "cancelled"}.get(outcome(case), "")


class Ledger:
    """The records and everything that is counted of them. Ask for a measure, town or topic by its id."""

    def __init__(
        self,
        cases: dict[str, Any],
        cities: dict[str, Any],
        measures: dict[str, Any],
        topics: dict[str, Any],
        codings: dict[str, list[Case]],
        practice: dict[str, dict[str, Any]],
        meetings: Iterable[str] = (),
        surveys: Iterable[dict[str, Any]] = (),
    ) -> None:
        self.cases = [_complete(id, cases[id]) for id in sorted(cases)]
        self.case = {case["id"]: case for case in self.cases}
        self.cities, self.measures, self.topics, self.codings = cities, measures, topics, codings
        self.practice, self.meetings, self.surveys = practice, tuple(meetings), tuple(surveys)
        self.present = [case for case in self.cases if not case["withdrawn"]]
        self.counting = [case for case in self.cases if counts(case)]
        self._known: dict[Any, Any] = {}

    def once(self, name: Any, compute: Callable[[], Any]) -> Any:
        """What was computed under this name: many numbers rest on the same count."""
        if name not in self._known:
            self._known[name] = compute()
        return self._known[name]

    def on(self, day: str) -> "Ledger":
        """What was known at the end of a day: cases and follow-ups that were entered by then."""
        return cast("Ledger", self.once(("on", day), lambda: self._on(day)))

    def _on(self, day: str) -> "Ledger":
        cases = {}
        for case in self.present:
            entered = case["added"] or ""
            if entered <= day:
                known = [entry for entry in case["follow_up"] if (entry.get("added") or entered) <= day]
                cases[case["id"]] = {**case, "follow_up": known}
        return Ledger(cases, self.cities, self.measures, self.topics, self.codings, self.practice, self.meetings, self.surveys)

    # Cases of something

    def of_measure(self, measure: str) -> list[Case]:
        """Cases that are not withdrawn."""
        found: list[Case] = self.once(("measure", measure), lambda: [case for case in self.present if case["measure"] == measure])
        return found

    def of_topic(self, topic: str) -> list[Case]:
        return [case for case in self.present if topic in (case["topic"], *case["topics_more"])]

    def of_city(self, city: str) -> list[Case]:
        found: list[Case] = self.once(("city", city), lambda: [case for case in self.present if case["city"] == city])
        return found

    def of_effort(self, band: str) -> list[Case]:
        return [case for case in self.present if case["effort"] == band]

    def size_of(self, case: Case) -> str | None:
        if case["city"] == "anonym":
            size: str | None = case["size_class"]
            return size
        return (self.cities.get(case["city"]) or {}).get("size_class")

    # Towns

    def towns(self, cases: Iterable[Case]) -> set[str]:
        return {case["city"] for case in cases if case["city"] != "anonym"}

    def setback_towns(self, cases: Iterable[Case]) -> set[str]:
        """Towns with at least one counting setback, ever."""
        return {case["city"] for case in cases if counts(case) and is_setback(case)}

    def sign(self, city: str) -> str:
        """What a map shows for a town: where no end is known, whether it is cancelled editions alone that are."""
        cases = self.of_city(city)
        known = {outcome(case) for case in cases if counts(case)}
        if len(known) > 1:
            return "gemischt"
        if known or not cases:
            return known.pop() if known else "kein-fall"
        return "ausgefallen" if all(is_shown_by_town(case) and outcome(case) == "ausgefallen" for case in cases) else "offen"

    def on_map(self, land: str = "", *, with_case: bool = False) -> list[str]:
        """Signs of the towns on the map of Germany, or of one Land."""
        found = []
        for id, city in self.cities.items():
            here = city["state"] == land if land else city["state"] in LANDS
            if here and city.get("lat") and city.get("lon") and (self.of_city(id) or not with_case):
                found.append(self.sign(id))
        return found

    # Measures

    def tally(self, measure: str) -> dict[str, Any]:
        tally: dict[str, Any] = self.once(("tally", measure), lambda: naive_tally(self.of_measure(measure), measure))
        return tally

    def latest(self, measure: str) -> list[Case]:
        """The case that stands for each town, divided towns left out."""
        return [self.case[id] for _, id in sorted(self.tally(measure)["latest"].items())]

    def divided_towns(self, measure: str) -> list[str]:
        """Towns whose newest cases share their date and disagree."""
        return sorted(self.tally(measure)["divided"])

    def latest_with(self, measure: str, wanted: str) -> int:
        return sum(outcome(case) == wanted for case in self.latest(measure))

    def told_durations(self, measure: str) -> list[Duration]:
        """Those that a sentence tells in digits: up to three each, of more the shortest and the longest; below two there are words."""
        known = sorted((one for one in self.ran(measure) if one[0] != "unknown"), key=in_months)
        told = known[:1] if known and known[0] == known[-1] else known if len(known) < 4 else [known[0], known[-1]]
        return [one for one in told if one[1] > 1]

    def ran(self, measure: str) -> list[Duration]:
        """How long it ran where it was discontinued."""
        return [duration(case) for case in self.latest(measure) if outcome(case) == "eingestellt"]

    def reason_towns(self, cases: Iterable[Case], kind: str = "setback") -> dict[str, set[str]]:
        """Reason → towns whose cases of that kind name it. Those of a cancelled edition count nowhere else; those of open cases nowhere."""
        found: dict[str, set[str]] = {}
        for case in cases:
            if is_shown_by_town(case) and kind_of_reasons(case) == kind:
                for reason in case["failure_reasons"]:
                    found.setdefault(reason, set()).add(case["city"])
        return found

    def main_reason(self, measure: str) -> int:
        """Towns that name the most frequent reason that says something."""
        named = self.reason_towns(self.of_measure(measure))
        return max((len(towns) for reason, towns in named.items() if reason not in UNSPECIFIC), default=0)

    def failed(self) -> list[str]:
        """Measures of »Anderswo gescheitert«, in its order."""
        names = {measure: self.measures[measure]["name"] for measure in self.measures}
        return failed_first({measure: self.tally(measure) for measure in self.measures}, names)

    def known(self) -> list[str]:
        """Measures with a case."""
        return [measure for measure in self.measures if self.of_measure(measure)]

    def divided(self) -> list[str]:
        return [measure for measure in self.measures if self.tally(measure)["f"] and self.latest_with(measure, "erfolgreich")]

    def example(self) -> str:
        """The measure that »Wie wir zählen« reckons through."""
        best = ""
        for measure in sorted(self.measures, key=lambda id: (german(self.measures[id]["name"]), id)):
            tally = self.tally(measure)
            if tally["f"] >= 2 and tally["m"] - tally["f"] >= 2 and (not best or tally["m"] > self.tally(best)["m"]):
                best = measure
        return best

    def tried(self, city: str) -> set[str]:
        return {case["measure"] for case in self.of_city(city)}

    def group_for(self, city: str, group: str) -> list[str]:
        """Measures of one of the three groups of a town's page."""
        tried = self.tried(city)
        others = [measure for measure in self.measures if measure not in tried]
        return [measure for measure in others if self._group(measure) == group]

    def _group(self, measure: str) -> str:
        found: str = self.once(("group", measure), lambda: group_of(self.tally(measure), self.latest(measure)))
        return found

    # Figures

    def population(self, city: str) -> int | None:
        return _whole(self.cities.get(city) or {}, "population")

    def pairs(self, measure: str, figure: str) -> list[tuple[int, int]]:
        """Actual and plan where both are known."""
        actual, planned = ("cost_eur", "cost_planned_eur") if figure == "kosten" else ("staff_days", "staff_days_planned")
        details = [case["effort_detail"] for case in self.of_measure(measure) if counts(case)]
        return [(one[actual], one[planned]) for one in details if one[actual] is not None and one[planned]]

    # Groups that a measure's page sets side by side, by their label

    def group(self, factor: str, case: Case) -> str:
        of = {
            "Größe der Stadt": self._size_group,
            "Aufwand": lambda case: EFFORTS[case["effort"]],
            "Dauer": self._duration_group,
            "Finanzierung": self._money_group,
            "Belege": lambda case: EVIDENCE[case["evidence"]],
        }
        return of[factor](case)

    def _size_group(self, case: Case) -> str:
        city = self.cities.get(case["city"]) or {}
        people = self.population(case["city"])
        if people is None:
            people = SIZES[city["size_class"]][1] if city.get("size_class") else None
        if people is None:
            return "Einwohnerzahl unbekannt"
        if people >= 100_000:
            return "ab 100.000 Einwohner"
        return "20.000 bis unter 100.000 Einwohner" if people >= 20_000 else "unter 20.000 Einwohner"

    def _duration_group(self, case: Case) -> str:
        span = duration(case)
        if outcome(case) == "nicht-zustande":
            return "kam nicht zustande"
        if span[0] == "unknown":
            goes_on = case["period"]["start"] and not case["period"]["end"] and not is_setback(case)
            return "kein Ende bekannt" if goes_on else "Dauer unbekannt"
        months = span[1] * (12 if span[0] == "years" else 1)
        return "unter 1 Jahr" if months < 12 else "1 bis 3 Jahre" if months <= 36 else "über 3 Jahre"

    def _money_group(self, case: Case) -> str:
        if not case["funding"]:
            return "Finanzierung nicht genannt"
        own = all(source in ("eigenmittel", "einnahmen") for source in case["funding"])
        return "nur Eigenmittel und Einnahmen" if own else "mit Förderung oder Geld Dritter"

    # Effort against outcome, years

    def matrix(self, band: str = "", result: str = "") -> int:
        """Counting cases of known effort, of one band, of one outcome."""
        found = [case for case in self.counting if case["effort"] in BANDS]
        return sum((not band or case["effort"] == band) and (not result or outcome(case) == result) for case in found)

    def still_open(self) -> list[Case]:
        """Cases that would count if their end were known."""
        return [case for case in self.present if is_shown_by_town(case) and outcome(case) == "offen"]

    def begun(self) -> list[Case]:
        return [case for case in self.counting if outcome(case) != "nicht-zustande"]

    def setbacks(self) -> list[Case]:
        return [case for case in self.counting if is_setback(case)]

    def years(self, cases: list[Case], end: str) -> list[int]:
        return [int(case["period"][end][:4]) for case in cases if case["period"][end]]

    def first_year_shown(self) -> int:
        years = self.years(self.begun(), "start") + self.years(self.setbacks(), "end")
        return max(min(years), max(years) - YEARS_SHOWN + 1)
