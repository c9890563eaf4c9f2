"""A story as a file of each way in, filled in as people do it."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.known_words import KnownWords
from citynet_kb.intake.asking.questions import choice
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.knowledge_base import load
from tests.intake.incoming import as_excel, as_issue, as_word
from tests.site.building import LAND
from tests.stories import REPORT, Story, asked, location

SENDER = "\n\nViele Grüße\nErika Musterfrau\nCitymanagement\nTelefon 0999 1234\n"
OLDER = "\n-----Ursprüngliche Nachricht-----\nVon: Redaktion\nGesendet: Montag\nAn: E. M.\nBetreff: Fall\n\nBitte senden Sie ihn.\n"


@lru_cache(maxsize=1)
def names() -> Names:
    """The towns, topics and measures of Beispielland, as its templates offer them."""
    base = load(LAND / "content").knowledge_base
    known = {
        "city": {one.id: one.name for one in base.cities.values()},
        "topic": {one.id: one.name for one in base.topics.values()},
        "measure": {one.id: one.name for one in base.measures.values()},
    }
    return KnownWords(known, lands={one.id: one.state for one in base.cities.values() if one.state}).offered()


def _sources(answers: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The other answers, and the source in one field."""
    rest = {name: text for name, text in answers.items() if not name.startswith("Quellen: ")}
    lines = [f"{name.removeprefix('Quellen: ')}: {text}" for name, text in answers.items() if name.startswith("Quellen: ")]
    return rest, "\n".join(lines)


def as_ticket(story: Story, answers: Mapping[str, str]) -> bytes:
    """The issue form: what it offers is picked, what it does not ask is told in the report."""
    rest, source = _sources(answers)
    planned = rest.pop("Aufwand im Einzelnen: Geplante Kosten in Euro", "")
    picked = {name: _boxes(name, value) if isinstance(value, list) else value for name, value in story.chosen.items()}
    report = rest[REPORT] + (f"\n\nGeplant waren {planned}." if planned else "")
    return as_issue({**rest, **picked, REPORT: report, **({"Quellen": source} if source else {})}).encode()


def _boxes(name: str, picked: list[str]) -> str:
    return "\n".join(f"- [{'x' if choice(term) in picked else ' '}] {choice(term)}" for term in asked()[name].vocabulary or ())


def as_letter(story: Story, answers: Mapping[str, str]) -> bytes:
    """A mail: a greeting, the answers, the report, a signature, and below it what was answered."""
    report = f"\n\n{answers[REPORT]}"
    lines = [f"{name}: {text}" for name, text in answers.items() if name != REPORT]
    return ("Guten Tag,\n\nanbei unser Fall.\n\n" + "\n".join(lines) + report + SENDER + OLDER).encode()


def by_hand(story: Story, answers: Mapping[str, str]) -> bytes:
    """A record typed after the example in the guide: its keys, the person's own words; the day of entry from today's date."""
    lines: list[str] = []
    group = ""
    for name, text in {**answers, "Thema": str(story.chosen["Thema"])}.items():
        keys = [str(step) for step in location(name)]
        if name == REPORT:
            continue
        if len(keys) > 1 and keys[0] != group:
            lines.append(f"{keys[0]}:")
        is_entry = keys[0] == "sources"
        indent = "" if len(keys) == 1 else "    " if is_entry and group == keys[0] else "  - " if is_entry else "  "
        group = keys[0] if len(keys) > 1 else ""
        if asked()[name].is_list:
            lines += [f"{indent}{keys[-1]}:", *(f"{indent}  - {part.strip()}" for part in text.split(","))]
        else:
            lines.append(f'{indent}{keys[-1]}: "{text}"' if ": " in text else f"{indent}{keys[-1]}: {text}")
    return ("---\n" + "\n".join(lines) + f"\nadded: 2026-05-30\n---\n\n{answers[REPORT]}\n").encode()


FILES: Mapping[str, tuple[str, Callable[[Story, Mapping[str, str]], bytes]]] = {
    "ticket": ("ticket.md", as_ticket),
    "Word": ("fall.docx", lambda story, answers: as_word(answers, word_template(names()))),
    "Excel": ("fall.xlsx", lambda story, answers: as_excel(_semicolons(answers), excel_template(names()))),
    "mail": ("mail.txt", as_letter),
    "by hand": ("content/faelle/{city}/geschichte.md", by_hand),
}
"""The ways in that take a file: its name, and how it is filled in."""


def _semicolons(answers: Mapping[str, str]) -> dict[str, str]:
    """Lists as the sheet of explanations asks for them."""
    return {name: text.replace(", ", "; ") if asked()[name].is_list else text for name, text in answers.items()}


def place_of(name: str, city: str) -> Path:
    """Where the file lies in the project."""
    return Path(name.format(city=city))
