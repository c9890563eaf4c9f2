"""The form for cases: fields in groups, each with the control that suits its value. Labels, help and choices come from the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from citynet_kb.indexes import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, ChecklistGroup, Part, ReasonGroup, addresses
from citynet_kb.model.field_groups import BRIEF, MORE, UNNAMED, WRITTEN_BY_TOOLS
from citynet_kb.model.regions import COUNTRIES, LAENDER, REGIONS
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.schema.fields import target
from citynet_kb.schema.form_rules import form_fields

_RADIOS = frozenset(("outcome", "cadence", "organiser", "effort", "cost_of", "evidence", "would_repeat", "kind"))
_CHIPS = frozenset(("state",))
"""Of an entry of a list: its few choices stand side by side, each to tick at once."""
_BY_TOOLS = frozenset(location[-1] for location in WRITTEN_BY_TOOLS)
_LONG = frozenset(("summary", "note", "stellungnahme", "reason"))
_REFERENCES: Mapping[str, str] = MappingProxyType({"city": "combo", "measure": "combo", "topic": "select", "topics_more": "selects"})


@dataclass(frozen=True)
class Choice:
    """One value that may be chosen. `group` is the heading under which it stands, empty without one."""

    value: str
    label: str
    definition: str = ""
    group: str = ""


@dataclass(frozen=True)
class FormField:
    """One field. `control`: combo, select, selects, radios, chips, checks, lines, area, text, group, rows, hidden;
    `size`: number of selects."""

    key: str
    label: str
    help: str
    control: str
    required: bool = False
    kind: str = ""
    most: int = 0
    size: int = 0
    choices: tuple[Choice, ...] = ()
    fields: tuple["FormField", ...] = ()


@dataclass(frozen=True)
class FormView:
    """The form. `brief` are the fields of a short report, `unnamed` those for a town that is not named, `groups` all others by group.

    `data` is the file with what the script has to know, `for_editors` what is checked by people only. Mailbox and forge are empty where
    there are none; the addresses of the templates are those from this page.
    """

    data: str
    brief: tuple[FormField, ...]
    unnamed: tuple[FormField, ...]
    groups: tuple[tuple[str, tuple[FormField, ...]], ...]
    states: tuple[str, ...]
    countries: tuple[str, ...]
    for_editors: tuple[str, ...]
    mailbox: str
    has_forge: bool
    forge: str
    word_template: str
    excel_template: str

    def field(self, key: str) -> FormField:
        """A field of a short report."""
        return next(field for field in self.brief if field.key == key)


def form_pages(context: BuildContext) -> Iterator[Draft]:
    """The page with the form."""
    meta = PageMeta(
        description=description(addresses.FORM),
        section=addresses.section(addresses.TAKING_PART),
        scripts=("assets/js/form/main.js",),
        styles=("assets/css/form.css",),
    )
    yield Draft(addresses.FORM, "form.md.j2", _view(context), meta)


def _view(context: BuildContext) -> FormView:
    fields = {field.key: field for field in _fields(context.base, CaseStudy)}
    configuration, site_map = context.configuration, context.site_map
    return FormView(
        data=addresses.FORM_DATA.rpartition("/")[2],
        brief=tuple(fields[key] for key in BRIEF),
        unnamed=tuple(fields[key] for key in UNNAMED),
        groups=tuple((name, tuple(fields[key] for key in keys)) for name, keys in MORE.items()),
        states=_states(context.base),
        countries=tuple(COUNTRIES),
        for_editors=context.rules.for_editors,
        mailbox=configuration.editors.mailbox or "",
        has_forge=bool(configuration.forge.url),
        forge=configuration.forge.kind.value,
        word_template=site_map.file(addresses.FORM, addresses.WORD_TEMPLATE),
        excel_template=site_map.file(addresses.FORM, addresses.EXCEL_TEMPLATE),
    )


def _states(base: KnowledgeBase) -> tuple[str, ...]:
    """The Laender, and what else German towns of this base name."""
    named = {city.state for city in base.cities.values() if city.country == "DE"}
    return tuple(sorted(named | set(LAENDER), key=german_order))


def _fields(base: KnowledgeBase, model: type[Part]) -> Iterator[FormField]:
    for known in form_fields(model):
        aim = target(model, (known["key"],))
        choices = tuple(_choices(base, known["key"], aim.vocabulary))
        control = _control(known, bool(choices), model is CaseStudy)
        yield FormField(
            key=known["key"],
            label=known["label"],
            help=known.get("help", ""),
            control=control,
            required=known.get("required", False),
            kind=known.get("kind", ""),
            most=known.get("most", 0),
            size=known.get("most", 1) if control == "selects" else 0,
            choices=choices,
            fields=tuple(_fields(base, aim.part)) if aim.part else (),
        )


def _control(known: Mapping[str, Any], has_choices: bool, at_top: bool) -> str:
    key, many = known["key"], known.get("many", False)
    if not at_top and key in _BY_TOOLS:
        return "hidden"
    if "fields" in known:
        return "rows" if many else "group"
    if at_top and key in _REFERENCES:
        return _REFERENCES[key]
    if has_choices and many:
        return "selects" if known.get("most") else "checks"
    if not at_top and key in _CHIPS:
        return "chips"
    if has_choices:
        return "radios" if at_top and key in _RADIOS else "select"
    return "lines" if many else "area" if key in _LONG else "text"


def _choices(base: KnowledgeBase, key: str, vocabulary: Any) -> Iterator[Choice]:
    if key in ("topic", "topics_more"):
        topics = sorted(base.topics.values(), key=lambda topic: (german_order(topic.name), topic.id))
        yield from (Choice(topic.id, topic.name) for topic in topics)
    elif key == "item":
        yield from _items(base)
    elif key == "region":
        yield from (Choice(region, region) for region in REGIONS)
    else:
        yield from (Choice(term.value, term.label, term.definition, group_of(term)) for term in vocabulary or ())


def _items(base: KnowledgeBase) -> Iterator[Choice]:
    """The items of the checklist, group by group."""
    items = base.practice.items.values()
    for group in ChecklistGroup:
        for item in sorted((one for one in items if one.group is group), key=lambda one: german_order(one.label)):
            yield Choice(item.id, item.label, item.what, group.label)


def group_of(term: Any) -> str:
    """The heading under which a value of a long vocabulary stands: of a reason. Empty for others."""
    group, slash, _ = term.value.partition("/")
    return next(one.label for one in ReasonGroup if one.value == group) if slash else ""
