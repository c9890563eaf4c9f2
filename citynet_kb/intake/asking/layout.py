"""The layout of the questions in the Word and Excel templates: the same blocks, order and hints."""

from dataclasses import dataclass

from citynet_kb.intake.asking.questions import SECTIONS, Question, choice, group_lists, heading, questions

FEW = 8
"""Up to this many allowed values are named beside a question; longer lists go to the end."""
_FIRST = (("title",), ("city",), ("topic",), ("outcome",), ("effort",), ("measure",), ("failure_reasons",), (SECTIONS,))
_ENTRIES = (("goals", 2), ("checklist", 4), ("follow_up", 2), ("sources", 4))
"""Number of empty entries of each list of groups; one if not named here."""


@dataclass(frozen=True)
class Block:
    """Questions that stand together. `entries` > 0: they are the fields of a list of groups, asked that often."""

    heading: str
    questions: tuple[Question, ...]
    entries: int = 0


def blocks() -> tuple[Block, ...]:
    """Everything that a contributor is asked: what matters most first, then the single fields, the lists, the sections of the report."""
    asked = [question for question in questions() if not question.is_editorial]
    first = [question for place in _FIRST for question in asked if question.location == place]
    rest = [question for question in asked if question not in first]
    lists = (
        Block(heading((key,)), tuple(question for question in rest if question.entry_of == key), dict(_ENTRIES).get(key, 1))
        for key in group_lists()
    )
    return (
        Block("Das Wichtigste: damit ist der Fall schon vollständig", tuple(first)),
        Block("Mehr erzählen, so weit Sie mögen", tuple(question for question in rest if not question.entry_of and not question.is_text)),
        *lists,
        Block("Der Bericht in Abschnitten", tuple(question for question in rest if question.is_text)),
    )


def hint(question: Question) -> str:
    """What helps to answer: the model's help, and how several values are written."""
    several = " Je Zeile einen Eintrag." if question.is_list else ""
    return f"{question.help_with_names}{several}"


def allowed(question: Question) -> str:
    """The allowed values of a short list, else where to find them; empty where any text is allowed."""
    terms = list(question.vocabulary or ())
    if len(terms) > FEW:
        return f"Zur Auswahl: siehe »{question.label}« am Ende."
    return f"Zur Auswahl: {' · '.join(map(choice, terms))}." if terms else ""
