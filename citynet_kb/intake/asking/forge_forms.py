"""The questions as forms of a forge: GitHub's issue form and GitLab's description template. `intake` reads what comes back.

Only what a town can answer in ten minutes is asked. Towns and measures are written by name, since their lists grow with every case; topics
and closed vocabularies are offered.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from citynet_kb.intake.asking.questions import CONSENT, PLEASE_CHOOSE, PROPOSED_MEASURE, SECTIONS, Question, choice, heading, questions
from citynet_kb.model import CaseStudy

ASKED: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("city",),
    ("topic",),
    ("measure",),
    (),
    ("outcome",),
    ("effort",),
    (SECTIONS,),
    ("failure_reasons",),
    ("summary",),
    ("period", "start"),
    ("period", "end"),
    ("cadence",),
    ("organiser",),
    ("evidence",),
    ("would_repeat",),
    ("effort_detail", "cost_eur"),
    ("effort_detail", "staff_days"),
    ("effort_detail", "lead_weeks"),
    ("cost_of",),
    ("funding",),
    ("success_factors",),
    ("transfer", "works_if"),
    ("transfer", "fails_if"),
    ("looking_for",),
    ("contact", "role"),
    ("contact", "email"),
    ("office",),
    ("sources",),
    ("contributed_by",),
)
"""What is asked, in this order. The empty location is the proposal of a new measure."""
CONSENTS = (
    "Der Bericht darf unter CC BY 4.0 veröffentlicht werden.",
    "Er nennt keine Namen von Personen und keine privaten Kontaktdaten.",
    "Er beschreibt unsere eigene Stadt, oder jede Angabe steht in einer genannten Quelle.",
)
INTRODUCTION = (
    "Zehn Minuten genügen. Berichten Sie auch und gerade, was nicht gelang. **Dieses Ticket ist öffentlich:** Schreiben Sie Funktionen "
    "statt Namen und keine persönlichen Adressen hinein. Soll die Stadt ungenannt bleiben, mailen Sie den Bericht der Redaktion. "
    "Die Redaktion liest ihn, macht daraus einen Änderungsvorschlag und fragt hier nach, wenn etwas unklar ist."
)
_PROPOSAL_HELP = "Nur wenn keine vorhandene passt: wie sie heißen soll und was sie ist, in einem Satz."
_ORDER_HELP = " Angekreuztes kommt in der Reihenfolge dieser Liste an; welcher der wichtigste ist, schreiben Sie in den Bericht."
_LINES_HELP = "Je Zeile eine Angabe."
_GROUP_HELP = "Je Angabe eine Zeile »Feld: Wert«, zwischen zwei Einträgen eine Leerzeile. Felder: {fields}."


def issue_form(topics: Mapping[str, str]) -> str:
    """GitHub's and Forgejo's issue form as YAML. `topics` = id → name of the topics that there are."""
    form = {
        "name": "Fall einreichen",
        "description": "Was Ihre Stadt versucht hat, was daraus wurde und woran es lag.",
        "title": "Fall: ",
        "labels": ["fall"],
        "body": [{"type": "markdown", "attributes": {"value": INTRODUCTION}}, *(_element(place, topics) for place in ASKED), _consent()],
    }
    return "# Aus dem Modell erzeugt: citynet-kb derive\n" + yaml.dump(form, allow_unicode=True, sort_keys=False, width=140)


def description_template(topics: Mapping[str, str]) -> str:
    """GitLab's description template: the same questions as headings; the choices are listed above the answer, or are boxes to tick."""
    allowed = [
        f"- {_heading(place)}: {', '.join(f'»{option}«' for option in _options(place, topics))}"
        for place in ASKED
        if _options(place, topics) and not _is_list(place)
    ]
    boxes = {place: "\n".join(f"- [ ] {option}" for option in _options(place, topics)) for place in ASKED if _is_list(place)}
    asked = [f"### {_heading(place)}\n\n{boxes.get(place, '')}".rstrip() for place in ASKED]
    consents = f"### {CONSENT}\n\n" + "\n".join(f"- [ ] {text}" for text in CONSENTS)
    return "\n\n".join((INTRODUCTION, "Erlaubte Antworten:\n\n" + "\n".join(allowed), *asked, consents)) + "\n\n/label ~fall\n"


def _element(place: tuple[str, ...], topics: Mapping[str, str]) -> dict[str, Any]:
    question, options = _question(place), _options(place, topics)
    attributes: dict[str, Any] = {"label": _heading(place), "description": _help(place)}
    element: dict[str, Any] = {"type": "input", "id": "-".join(place) or "neue-massnahme", "attributes": attributes}
    if options and _is_list(place):
        element["type"], attributes["options"] = "checkboxes", [{"label": option} for option in options]
    elif options:
        element["type"], attributes["options"] = "dropdown", [PLEASE_CHOOSE, *options]  # a forge preselects the first one by itself
    elif question is None or question.is_list or question.is_text:
        element["type"] = "textarea"
    if question and question.is_required and len(place) == 1:
        element["validations"] = {"required": True}
    return element


def _consent() -> dict[str, Any]:
    options = [{"label": text, "required": True} for text in CONSENTS]
    return {"type": "checkboxes", "id": "bestaetigung", "attributes": {"label": CONSENT, "options": options}}


def _heading(place: tuple[str, ...]) -> str:
    return heading(place) if place else PROPOSED_MEASURE


def _question(place: tuple[str, ...]) -> Question | None:
    """The question about a place; None for the proposal and for lists of groups."""
    return next((question for question in questions() if question.location == place), None)


def _is_list(place: tuple[str, ...]) -> bool:
    question = _question(place)
    return question is not None and question.is_list


def _options(place: tuple[str, ...], topics: Mapping[str, str]) -> tuple[str, ...]:
    question = _question(place)
    if question and question.vocabulary:
        return tuple(choice(term) for term in question.vocabulary)
    return tuple(topics.values()) if question and question.reference == "topic" else ()


def _help(place: tuple[str, ...]) -> str:
    question = _question(place)
    if question is None:
        return _group_help(place) if place else _PROPOSAL_HELP
    if question.vocabulary:
        meanings = "" if question.is_list else "".join(f" {choice(term)}: {term.definition}" for term in question.vocabulary)
        return question.help + (_ORDER_HELP if place == ("failure_reasons",) else meanings)
    return question.help_with_names + (f" {_LINES_HELP}" if question.is_list else "")


def _group_help(place: tuple[str, ...]) -> str:
    fields = [question.label for question in questions() if question.entry_of == place[0] and not question.is_editorial]
    return f"{CaseStudy.helps()[place[0]]} {_GROUP_HELP.format(fields=', '.join(fields))}"
