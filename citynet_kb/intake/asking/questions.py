"""The questions to a contributor: one a field, with the heading over its answer in forms, issues, documents and tables.

The contract between everything that asks (issue form, Word and Excel templates, page) and `reading`:

- the heading is the label of the model's field; inside a group »Gruppe: Feld« (»Zeitraum: Beginn«); of a list of groups the first entry
  is »Quellen: Titel«, the second »Quellen 2: Titel«; the text of the report is »Bericht«, its sections »Bericht: Umsetzung«;
- an answer with a fixed choice is the label of the term (or its slug); of a town, topic or measure its name (or its id);
- a list has one value a line; checkboxes are lines »- [x] …«; a whole list of groups may stand under its own heading (»Quellen«): one
  »Feld: Wert« a line, a blank line between two entries;
- no answer is an empty text or NO_RESPONSE.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import get_origin

from citynet_kb.model import BODY_SECTIONS, CaseStudy, Part, Term
from citynet_kb.model.field_groups import EDITORIAL, WRITTEN_BY_TOOLS
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

SECTIONS = "sections"
"""Location of the text below the front matter; a second part is the slug of a section's heading."""
REPORT = "Bericht"
"""Label of the text."""
NO_RESPONSE = "_No response_"
"""What GitHub and Forgejo write where nobody answered."""
PLEASE_CHOOSE = "Bitte wählen"
"""The first entry of a list to choose from: no answer."""
_NOTHING_CHOSEN = frozenset((PLEASE_CHOOSE.casefold(), "none"))
"""What stands below a question with choices where nobody chose: GitHub reserves »None« for it."""
PROPOSED_MEASURE = "Neue Maßnahme vorschlagen"
"""Heading of an answer that is no field of a case: for the editors, who may add the measure."""
CONSENT = "Bestätigung"
"""Heading of the checkboxes that a contributor must tick; passed over when the case is made."""
EVERYDAY: Mapping[str, str] = MappingProxyType({"Titel": "Überschrift", "Grund": "Gründe"})
"""What people write in a mail instead of a heading. Within a list of groups it is the label of an entry: a source has a »Titel«."""
EARLIER_COLUMNS: Mapping[str, str] = MappingProxyType({"Gesucht": "Gesucht: Art des Gesuchs"})
"""Columns of earlier tables that are a list of groups today, and where their value belongs."""
REFERENCES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {("city",): "city", ("topic",): "topic", ("topics_more",): "topic", ("measure",): "measure", ("checklist", "item"): "item"}
)
"""Fields whose value is the id of a record, by their keys, and of which kind."""
_NAME_HELP: Mapping[str, str] = MappingProxyType(
    {
        "city": "Name der Stadt. Im Ausland: dahinter Land und Einwohnerzahl.",
        "measure": "Name der Maßnahme, wie er auf der Seite »Maßnahmen« steht.",
    }
)
"""Phrases in the model's help about ids, and what replaces them where people write names."""
_SECTION_HELP: Mapping[str, str] = MappingProxyType(
    {
        "Ausgangslage": "Wie es vorher war und was Sie erreichen wollten.",
        "Umsetzung": "Was Sie getan haben, wann und mit wem.",
        "Ergebnis": "Was herauskam und woran Sie es sehen.",
        "Erkenntnisse": "Was Sie anderen Städten raten.",
    }
)
_NOTE = re.compile(r"\s*\((?:pflicht\w*|erforderlich|optional|freiwillig\w*)\)", re.IGNORECASE)
"""What people and programs add to a label."""


@dataclass(frozen=True)
class Question:
    """One field. `location` are its keys without the numbers of list entries.

    `label` is its own, `heading` the one over its answer. `vocabulary` is the enum of its values; `reference` says of what its value is an
    id: city, topic, measure or nothing. `is_list`: several values. `entry_of` is the list of groups that it belongs to (`sources`), else
    empty. `is_text`: the report or a section of it, Markdown.
    """

    location: tuple[str, ...]
    label: str
    heading: str
    help: str
    vocabulary: type[Term] | None = None
    reference: str = ""
    is_list: bool = False
    entry_of: str = ""
    is_required: bool = False
    is_text: bool = False

    @property
    def help_with_names(self) -> str:
        """The help where people write names instead of ids."""
        return _NAME_HELP.get(self.reference, self.help)

    @property
    def is_editorial(self) -> bool:
        """Whether tools and editors fill it in."""
        return self.location[0] in EDITORIAL or self.location in WRITTEN_BY_TOOLS


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All questions in the order of the model, the text of the report last."""
    return (*_of_part(CaseStudy, (), "", ""), *_of_text())


def heading(location: Location) -> str:
    """The heading over the answer for a value: ("sources", 1, "url") → »Quellen 2: Adresse«. A list's own number is left out."""
    if location[0] == SECTIONS:
        return next(question.heading for question in _of_text() if question.location == location)
    labels: list[str] = []
    for end, step in enumerate(location, start=1):
        if isinstance(step, str):
            labels.append(target(CaseStudy, location[:end]).label or step)
        elif step and end < len(location):
            labels[-1] += f" {step + 1}"
    return ": ".join(labels)


_BESIDE_NAME = re.compile(r"^(?:[0-9]{1,2}[.)]|[a-z]\)) ?| ?[(\[][^()\[\]]{1,80}[)\]]$")
"""A number before a heading, and what somebody adds to it in brackets: »3. Stadt«, »Stadt (Pflicht)«."""


@lru_cache(maxsize=4096)
def location_of(text: str) -> Location | None:
    """The place of the answer under a heading, None where no field has it. Case, blanks, ue for ü and a final colon or star do not matter.

    A list of groups by its own heading gives the place of the list; a field inside it that of the entry with the number, else the first.
    """
    wanted = _folded(text)
    number = re.search(r" ([1-9][0-9]?)(?=: )", wanted)
    entry = int(number[1]) - 1 if number else 0
    found = _locations().get(wanted if not number else wanted[: number.start()] + wanted[number.end() :])
    if found is None:
        bare = _BESIDE_NAME.sub("", wanted)
        return location_of(bare) if bare and bare != wanted else None
    if len(found) == 1:
        return None if number else found
    is_entry = found[0] in group_lists()
    if number and not is_entry:
        return None
    return (found[0], entry, *found[1:]) if is_entry else found


@lru_cache(maxsize=4096)
def is_asked(text: str) -> bool:
    """Whether any form has this heading, for a field or not."""
    return location_of(text) is not None or is_same_heading(text, CONSENT) or is_same_heading(text, PROPOSED_MEASURE)


def is_same_heading(text: str, known: str) -> bool:
    """Whether a heading is the given one, which belongs to no field. Spelling as in `location_of`."""
    return _folded(text) == _spelt(known)


def is_no_answer(text: str, location: Location | None) -> bool:
    """Whether a text under a question says that nobody answered it."""
    if text in ("", NO_RESPONSE):
        return True
    bare = text.strip(" \u2026.-–_*").casefold()
    return bare in _NOTHING_CHOSEN and location is not None and location in _chosen()


def reference_of(location: Location) -> str:
    """Of what kind of record the value at a location is an id; empty where it is none. Positions in lists are passed over."""
    return REFERENCES.get(tuple(step for step in location if isinstance(step, str)), "")


def group_lists() -> tuple[str, ...]:
    """The keys of the lists whose entries are groups: goals, sources …"""
    return tuple(dict.fromkeys(question.entry_of for question in questions() if question.entry_of))


@lru_cache(maxsize=1)
def _chosen() -> frozenset[Location]:
    """Questions with choices."""
    return frozenset(question.location for question in questions() if question.vocabulary or question.reference in ("topic", "item"))


def choice(term: Term) -> str:
    """An allowed value as people read it."""
    return term.label


def _folded(text: str) -> str:
    return _spelt(_NOTE.sub("", " ".join(text.split())).rstrip(" :*.…：ː"))


def _spelt(text: str) -> str:
    """In lower case, with ae, oe, ue and ss for umlauts and ß."""
    return text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


@lru_cache(maxsize=1)
def _locations() -> dict[str, tuple[str, ...]]:
    """Headings in lower case → places without numbers."""
    lists = {_spelt(heading((key,))): (key,) for key in group_lists()}
    known = {**lists, **{_spelt(question.heading): question.location for question in questions()}}
    return {**{_spelt(word): known[_spelt(meant)] for word, meant in EVERYDAY.items()}, **known}


def _of_part(model: type[Part], way: tuple[str, ...], prefix: str, entry_of: str) -> Iterator[Question]:
    for key, info in model.model_fields.items():
        if not way and key in CaseStudy.file_keys:
            continue
        label, location = info.title or key, (*way, key)
        aim, is_list = target(model, (key,)), get_origin(info.annotation) is tuple
        if aim.part:
            yield from _of_part(aim.part, location, f"{prefix}{label}: ", key if is_list else entry_of)
            continue
        yield Question(
            location=location,
            label=label,
            heading=f"{prefix}{label}",
            help=aim.help,
            vocabulary=aim.vocabulary,
            reference=REFERENCES.get(location, ""),
            is_list=is_list,
            entry_of=entry_of,
            is_required=info.is_required(),
        )


@lru_cache(maxsize=1)
def _of_text() -> tuple[Question, ...]:
    whole = Question((SECTIONS,), REPORT, REPORT, "Was geschah, in einigen Sätzen.", is_text=True)
    parts = (Question((SECTIONS, plain_slug(name)), name, f"{REPORT}: {name}", _SECTION_HELP[name], is_text=True) for name in BODY_SECTIONS)
    return (whole, *parts)
