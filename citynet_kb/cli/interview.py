"""Questions on a terminal, one at a time; a question is repeated if the check refuses the answer, with the message of the check."""

from collections.abc import Callable, Sequence

from citynet_kb.cli.output import say
from citynet_kb.intake import Setting
from citynet_kb.intake.asking.questions import SECTIONS, Question, choice, questions
from citynet_kb.intake.reading.answers import split
from citynet_kb.intake.taking_in.typed_values import errors_of, ids, notes
from citynet_kb.model import SETBACKS, FailureReason
from citynet_kb.sources import Location

_SHOWN = 12
"""Lists up to this length are shown with the question; longer ones on demand."""
_UNKNOWN = f" Ist keiner bekannt, schreiben Sie »{choice(FailureReason.REASON_UNKNOWN)}«."


_MORE = (("period", "start"), ("period", "end"), ("effort_detail", "cost_eur"), ("evidence",), ("contact", "role"), ("contact", "email"))
"""What is asked of those who want to tell more."""
_MAILBOX = ("contact", "email")
"""Asked where there is a function that reads it."""
_YES = ("j", "ja", "y", "yes")

Values = dict[Location, str]


def ask_for(keys: Sequence[str], given: Values, setting: Setting, complete: Callable[[Values], Values]) -> Values:
    """The given values and the answers to all other questions that still make sense. Raises EOFError where the input ends.

    `complete` adds what follows from the answers so far.
    """
    values = dict(given)
    asked = {question.location: question for question in questions()}
    say("Ein neuer Fall. Leer lassen heißt überspringen, »?« zeigt alle Werte, Strg+C bricht ab.")
    for key in keys:
        if _makes_sense(key, values):
            values = complete(_answered(asked[(key,)], values, setting))
    return values


def ask_more(given: Values, setting: Setting) -> Values:
    """The given values and the answers to further questions, if somebody wants to tell more; each may be skipped."""
    values = dict(given)
    say("\nMehr erzählen? Zeitraum, Kosten, Belege und Ansprechstelle in sechs kurzen Fragen (ja, oder leer lassen)")
    if input("> ").strip().casefold() not in _YES:
        return values
    asked = {question.location: question for question in questions()}
    for place in _MORE:
        if place not in values and (place != _MAILBOX or ("contact", "role") in values):
            values = _answered(asked[place], values, setting)
    return values


def _makes_sense(key: str, values: Values) -> bool:
    """Whether a question is unanswered and applies: only a setback has reasons."""
    if any(location[0] == key for location in values):
        return False
    return key != "failure_reasons" or values.get(("outcome",)) in {outcome.value for outcome in SETBACKS}


def _answered(question: Question, values: Values, setting: Setting) -> Values:
    """The values with an answer to this question, asked for until the check agrees; without, where it may be skipped."""
    key, choices = question.location[0], _choices(question, setting)
    say(f"\n{question.heading}{_duty(question, values)}: {question.help_with_names}{_how(question, choices)}")
    if len(choices) <= _SHOWN:
        _show(choices)
    while True:
        text = _text() if key == SECTIONS else input("> ").strip()
        if text == "?":
            _show(choices)
            continue
        if not text and (len(question.location) > 1 or not question.is_required) and key != "failure_reasons":
            return dict(values)
        parts = _parts(text, question, choices)
        tried = {**values, **_places(question, ids(parts, key, setting) if len(question.location) == 1 else parts)}
        found = errors_of(tried, key if len(question.location) == 1 else "", setting) if text else []
        if text and not found:
            for note in notes(parts, key, setting) if len(question.location) == 1 else ():
                say(f"  {note}")
            return tried
        for finding in found:
            said = finding.message.removeprefix(f"Feld »{question.heading}«: ").removeprefix("Nicht übernommen: ")
            say(f"  {said} {finding.remedy}")
        if not text:
            say(f"  Hier brauchen wir eine Antwort.{_UNKNOWN if key == 'failure_reasons' else ''}")


def _duty(question: Question, values: Values) -> str:
    """Whether an answer is needed, and why, where not every case needs one."""
    if question.location[0] == "failure_reasons":
        outcome = next((choice(outcome) for outcome in SETBACKS if outcome.value == values.get(("outcome",))), "")
        return f" (Pflicht, denn »{outcome}« heißt: nicht gelungen)"
    return " (Pflicht)" if question.is_required and len(question.location) == 1 else ""


def _how(question: Question, choices: Sequence[tuple[str, str, str]]) -> str:
    """How to answer, where it is not obvious."""
    several = " Mehrere trennen Sie mit Komma." if question.is_list else ""
    listed = f" »?« zeigt alle {len(choices)}." if len(choices) > _SHOWN else ""
    return several + listed + (" Zwei Leerzeilen beenden den Text." if question.is_text else "")


def _choices(question: Question, setting: Setting) -> list[tuple[str, str, str]]:
    """Id, label and explanation of each choice, in a fixed order."""
    if question.vocabulary:
        return [(term.value, choice(term), term.definition) for term in question.vocabulary]
    known = setting.names.get(question.reference, {})
    return [(key, name, "") for key, name in sorted(known.items(), key=lambda pair: pair[1].casefold())]


def _show(choices: Sequence[tuple[str, str, str]]) -> None:
    for number, (_, label, explanation) in enumerate(choices, start=1):
        say(f"  {number:>3}  {label}{f': {explanation}' if explanation else ''}")


def _parts(text: str, question: Question, choices: Sequence[tuple[str, str, str]]) -> list[str]:
    """One value or several; a number stands for the choice with that number."""
    numbers = {str(number): key for number, (key, _, _) in enumerate(choices, start=1)}
    spellings = [*numbers, *(word for key, label, _ in choices for word in (label, key))]
    parts = split(text, spellings) if question.is_list else [text]
    return [numbers.get(part, part) for part in parts]


def _places(question: Question, texts: Sequence[str]) -> Values:
    place: Location = question.location
    return {(*place, number) if question.is_list else place: text for number, text in enumerate(texts)}


def _text() -> str:
    """Lines up to two empty ones in a row, or to the first one where nothing was written."""
    lines: list[str] = []
    while not (lines and not lines[-1] and (len(lines) == 1 or not lines[-2])):
        lines.append(input("> ").rstrip())
    return "\n".join(lines).strip()
