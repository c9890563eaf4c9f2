"""Every text that the Word template itself holds, in this and in earlier forms, to recognise what somebody has added."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from citynet_kb.intake.asking.earlier_items import is_earlier_item
from citynet_kb.intake.asking.layout import allowed, blocks, hint
from citynet_kb.intake.asking.questions import Question, choice
from citynet_kb.model import Term
from citynet_kb.model.slugs import plain_slug

PLACEHOLDER = "Bitte wählen"
"""Shown in a drop-down list until somebody chooses."""
TITLE, LISTS_TITLE = "Fallbericht", "Wörter zur Auswahl"
INTRODUCTION = (
    "Erzählen Sie anderen Städten, was Sie versucht haben und was daraus wurde. Auch was nicht gelang, hilft.",
    "Die mit * bezeichneten Felder und drei Sätze genügen; das dauert etwa zehn Minuten. Alles Weitere ist freiwillig.",
    "Bitte nennen Sie keine Privatpersonen: Funktionen und Funktionspostfächer genügen. Speichern Sie das Dokument als .docx, und schicken "
    "Sie es der Redaktion.",
    f"Was die Wörter der Listen meinen, steht auf dem Blatt »{LISTS_TITLE}« daneben.",
)
LISTS_INTRODUCTION = "Diese Wörter stehen im Formular in Listen zur Auswahl. Hier sehen Sie, was sie meinen."
EARLIER = (
    "Diese Wörter können Sie in die Felder oben übernehmen.",
    "Internetadresse, beginnt mit http:// oder https://.",
    "Kennung aus der Liste der Prüfpunkte.",
    "Wobei andere Städte mitmachen oder helfen können. Je Zeile einen Eintrag.",
    "Wobei andere Städte mitmachen oder helfen können. Mehrere trennen Sie mit Semikolon.",
)
"""Texts of earlier templates, in which filled forms still arrive."""
_LIST_TITLE = "Zur Auswahl: "
_SHORTEST_HELP = 12
"""Letters of the shortest beginning of a help that counts as an earlier form of it."""
_ALLOWED = re.compile(r"Zur Auswahl: (?:siehe »[^«]*« am Ende|(?P<values>.+))\.")


def list_texts() -> Iterator[tuple[str, str]]:
    """The paragraphs of the sheet with the lists, each with its style."""
    yield "Title", LISTS_TITLE
    yield "Normal", LISTS_INTRODUCTION
    for question in _with_lists():
        yield "Heading 2", question.heading
        yield from (("List", f"{choice(term)}: {term.definition}") for term in question.vocabulary or ())


def is_own(line: str) -> bool:
    """Whether a line, with single blanks, is the template's own."""
    if line in _own_texts() or is_earlier_item(line):
        return True
    found = _ALLOWED.fullmatch(line)
    if found:
        return not found["values"] or all(plain_slug(value) in _choices() for value in found["values"].split(" · "))
    return len(line) >= _SHORTEST_HELP and any(text.startswith(line) for text in help_texts())


@lru_cache(maxsize=1)
def help_texts() -> Mapping[str, str]:
    """The lines below the questions → the heading of the question, where only one has it and it is no field of an entry. Longest first."""
    texts: dict[str, list[str]] = {}
    for question in _asked():
        for text in filter(None, (hint(question), allowed(question))):
            texts.setdefault(text, []).append("" if question.entry_of else question.heading)
    return {text: names[0] if len(names) == 1 else "" for text, names in sorted(texts.items(), key=lambda item: -len(item[0]))}


@lru_cache(maxsize=1)
def _own_texts() -> frozenset[str]:
    labels = (label for question in _asked() for label in (question.heading, f"{question.heading} *", question.label))
    lists = (text for _, text in list_texts())
    titles = (f"{_LIST_TITLE}{question.heading}" for question in _asked() if question.vocabulary or question.reference)
    headings = (block.heading for block in blocks())
    return frozenset((TITLE, *INTRODUCTION, *headings, *labels, *help_texts(), PLACEHOLDER, *lists, *titles, *EARLIER))


@lru_cache(maxsize=1)
def _choices() -> frozenset[str]:
    """All allowed values, as ids and as people read them, without signs: an earlier template may have had either."""
    return frozenset(
        plain_slug(text) for question in _with_lists() for term in question.vocabulary or () for text in (choice(term), term.value)
    )


def _asked() -> Iterator[Question]:
    return (question for block in blocks() for question in block.questions)


@lru_cache(maxsize=1)
def _with_lists() -> tuple[Question, ...]:
    """The questions with allowed values, each list of values once."""
    first: dict[type[Term], Question] = {}
    for question in _asked():
        if question.vocabulary:
            first.setdefault(question.vocabulary, question)
    return tuple(first.values())
