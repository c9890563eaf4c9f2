"""A case file to fill in by hand: every field with its label, help and allowed values as comments, derived from the model."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from citynet_kb.intake.asking.questions import Question, group_lists, heading, questions
from citynet_kb.model.field_groups import EDITORIAL
from citynet_kb.sources import Location
from citynet_kb.sources.canonical import scalar

SCHEMA = "# yaml-language-server: $schema=../../../.vscode/fallbericht.schema.json"
"""The line that tells an editor the schema, relative to the folder of a town."""
_HEAD = (
    "# Pflicht sind die mit * bezeichneten Felder; was leer bleibt, zählt nicht. Erklärungen beginnen mit #.",
    "# Listen: je Eintrag eine Zeile »  - …«. Vor Einträgen mit mehreren Feldern, die Sie nutzen, löschen Sie das #.",
    "# Löschen Sie, was Sie nicht brauchen: Der Kopf darf 8 KB haben.",
)


def blank_case(values: Mapping[Location, str], text: str = "") -> str:
    """The text of the file. `values` are known already, by location; `text` is the report."""
    asked = [question for question in questions() if not question.is_text and not question.is_editorial]
    lines = ["---", SCHEMA, *_HEAD]
    for key, parts in groupby(asked, key=lambda question: question.location[0]):
        lines.extend(_field(key, list(parts), values))
    editorial = ", ".join(dict.fromkeys(_named(question) for question in questions() if question.is_editorial))
    lines += [f"# Füllen Werkzeuge und Redaktion aus: {editorial}", "---"]
    body = text.strip("\n")
    return unicodedata.normalize("NFC", "\n".join(lines) + "\n" + (f"\n{body}\n" if body else ""))


def _named(question: Question) -> str:
    """The key that editors know, within its group where only the field belongs to them."""
    return question.location[0] if question.location[0] in EDITORIAL else ".".join(question.location)


def _field(key: str, parts: Sequence[Question], values: Mapping[Location, str]) -> Iterator[str]:
    """A field, a group of fields, or a list of groups. Entries of the last are commented out, since an empty entry counts as none."""
    first = parts[0]
    if len(first.location) == 1:
        yield from _explained(first, first.heading, "")
        given = [values[place] for place in values if place[0] == key]
        yield f"{key}: {scalar(given[0])}" if given and not first.is_list else f"{key}:"
        yield from (f"  - {scalar(value)}" for value in given if first.is_list)
        return
    yield f"# {heading((key,))}"
    yield f"{key}:"
    is_list = key in group_lists()
    for number, part in enumerate(parts):
        yield from _explained(part, part.label, "  ")
        mark = "" if not is_list else "- " if number == 0 else "  "
        yield f"{'#' if is_list else ''}  {mark}{part.location[-1]}:"


def _explained(question: Question, label: str, indent: str) -> Iterator[str]:
    is_required = question.is_required and not question.entry_of
    yield f"{indent}# {label}{' *' if is_required else ''}{'' if label.endswith('?') else ':'} {question.help}"
    terms = [term.value for term in question.vocabulary or ()]
    for group, members in groupby(terms, key=lambda term: term.rpartition("/")[0]):
        names = ", ".join(term.rpartition("/")[2] for term in members)
        yield f"{indent}#   {f'{group}/' if group else ''}{f'{{{names}}}' if group else names}"
