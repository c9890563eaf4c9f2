"""All fields of a case, with help, rules, allowed values and an example each: derived from the model, for those who look one up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from citynet_kb.findings.rules import NO_RULES, RuleTexts
from citynet_kb.intake.asking.questions import questions, reference_of
from citynet_kb.model import CaseStudy, Part, Term, addresses
from citynet_kb.model.field_groups import FIELD_GROUPS
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.kinds.form_pages import group_of
from citynet_kb.schema.fields import Target, target
from citynet_kb.schema.form_rules import RULES_OF_KINDS, form_fields
from citynet_kb.schema.wording import WORDING
from citynet_kb.sources.canonical import scalar

ValueGroups = tuple[tuple[str, tuple[Term, ...]], ...]
"""Allowed values under the heading of their group, which is empty where there are no groups."""


@dataclass(frozen=True)
class Entry:
    """One field. `name` is its key with its way, `form` what a value must look like, `rules` what holds between it and other fields.

    `least` and `most` limit the characters, `count` the values of a list; 0 is no limit. `is_reference`: people
    write a name, files hold the id of a record. `example` are lines of front matter.
    """

    name: str
    label: str
    help: str
    required: bool
    many: bool
    form: str
    least: int
    most: int
    count: int
    is_reference: bool
    values: ValueGroups
    rules: tuple[str, ...]
    example: str
    fields: tuple["Entry", ...]

    @property
    def key(self) -> str:
        """The key as it stands in the file."""
        return self.name.rpartition(".")[2]

    @property
    def anchor(self) -> str:
        """The id of the entry: `period.start` → feld-period-start."""
        return "feld-" + self.name.replace("_", "-").replace(".", "-")


EntryGroups = tuple[tuple[str, tuple[Entry, ...]], ...]
"""Names of groups with their fields."""


@dataclass(frozen=True)
class TextSection:
    """A section of the text below the fields."""

    label: str
    help: str


@dataclass(frozen=True)
class ReferenceView:
    """All fields in their groups, and the sections of the text. Word and Excel template by their addresses from this page."""

    groups: EntryGroups
    sections: tuple[TextSection, ...]
    word_template: str
    excel_template: str


def reference_pages(context: BuildContext) -> Iterator[Draft]:
    """The page with every field."""
    sections = (question for question in questions() if question.is_text and len(question.location) > 1)
    view = ReferenceView(
        groups=field_groups(context.rules),
        sections=tuple(TextSection(question.label, question.help) for question in sections),
        word_template=context.site_map.file(addresses.FIELDS, addresses.WORD_TEMPLATE),
        excel_template=context.site_map.file(addresses.FIELDS, addresses.EXCEL_TEMPLATE),
    )
    meta = PageMeta(description=description(addresses.FIELDS), section=addresses.section(addresses.DEVELOPERS))
    yield Draft(addresses.FIELDS, "fields.md.j2", view, meta)


@lru_cache(maxsize=2)
def field_groups(rules: RuleTexts = NO_RULES) -> EntryGroups:
    """All fields, in the groups and the order in which the form asks for them; what tools and editors fill in comes last."""
    entries = {entry.name: entry for entry in _entries(CaseStudy, "", rules)}
    return tuple((name, tuple(entries[key] for key in keys)) for name, keys in FIELD_GROUPS.items())


def _entries(model: type[Part], way: str, rules: RuleTexts) -> Iterator[Entry]:
    for known in form_fields(model):
        aim = target(model, (known["key"],))
        name = f"{way}{known['key']}"
        fields = tuple(_entries(aim.part, f"{name}.", rules)) if aim.part else ()
        yield Entry(
            name=name,
            label=known["label"],
            help=_help(name, aim.help),
            required=known.get("required", False),
            many=known.get("many", False),
            form=_form(known.get("kind", "")),
            least=known.get("min", 0),
            most=known.get("max", 0),
            count=known.get("most", 0),
            is_reference=bool(reference_of(tuple(name.split(".")))),
            values=_values(aim.vocabulary),
            rules=tuple(dict.fromkeys(says for field, says in rules.about if field == name)),
            example="\n".join(_example(known, aim, fields)),
            fields=fields,
        )


def _help(name: str, help_: str) -> str:
    """The help, and for what people name and files identify how they name it. That it is an id, the page says of all of these alike."""
    named = next((question.help_with_names for question in questions() if question.location == (name,)), help_)
    return help_ if named == help_ else named if help_.startswith("Kennung") else f"{help_} {named}"


def _form(kind: str) -> str:
    """What a value of that kind must look like, in the words of the check that refuses others."""
    return WORDING[RULES_OF_KINDS[kind]].remedy if kind else ""


def _values(vocabulary: type[Term] | None) -> ValueGroups:
    return tuple((group, tuple(terms)) for group, terms in groupby(vocabulary or (), key=group_of))


def _example(known: Mapping[str, Any], aim: Target, fields: tuple[Entry, ...]) -> Iterator[str]:
    """Lines of front matter. The example of a group is made of those of its fields."""
    key, many = known["key"], known.get("many", False)
    lines = [line for field in fields for line in field.example.split("\n")]
    if fields:
        yield f"{key}:"
        marks = ["- ", *["  "] * len(lines)] if many else ["" for _ in lines]
        yield from (f"  {mark}{line}" for mark, line in zip(marks, lines, strict=False))
        return
    value = aim.example if aim.example is not None else next(iter(aim.vocabulary or ("",)))
    if many:
        yield f"{key}:"
        yield from (f"  - {scalar(one)}" for one in (value if isinstance(value, list) else [value]))
    else:
        yield f"{key}: {scalar(value)}"
