"""The form for cases: fields in groups, each with the control that suits its value. Labels, help and choices come from the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from citynet_kb.indexes import german_order
from citynet_kb.model import BODY_SECTIONS, SETBACKS, CaseStudy, Part, ReasonGroup, addresses
from citynet_kb.model.checklist import ChecklistItem
from citynet_kb.model.field_groups import BRIEF, MORE, UNNAMED
from citynet_kb.model.regions import LAENDER, REGIONS
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.schema.fields import target
from citynet_kb.schema.form_rules import form_fields

_RADIOS = frozenset(("outcome", "effort", "evidence", "would_repeat", "kind"))
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
    """One field. `control`: combo, select, selects, radios, checks, lines, area, text, group or rows. `size` = number of selects."""

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


def form_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """The page with the form."""
    fields = {field.key: field for field in _fields(renderer, CaseStudy)}
    meta = {
        "description": description(addresses.FORM),
        "section": addresses.section(addresses.TAKING_PART),
        "scripts": ["assets/js/form/main.js"],
        "styles": ["assets/css/form.css"],
    }
    yield renderer.page(
        addresses.FORM,
        "form.md.j2",
        meta,
        data=addresses.FORM_DATA.rpartition("/")[2],
        templates=office_templates(renderer, addresses.FORM),
        root=renderer.site_map.link(addresses.FORM, addresses.START),
        brief={key: fields[key] for key in BRIEF},
        unnamed=[fields[key] for key in UNNAMED],
        groups={name: [fields[key] for key in keys] for name, keys in MORE.items()},
        sections=BODY_SECTIONS,
        setbacks=[outcome.value for outcome in SETBACKS],
        states=sorted({city.state for city in renderer.base.cities.values() if city.country == "DE"} | set(LAENDER), key=german_order),
        for_editors=renderer.context.rules.for_editors,
    )


def office_templates(renderer: Renderer, uri: str) -> list[str]:
    """The addresses of the Word and the Excel template, from page `uri`."""
    return [renderer.site_map.file(uri, path) for path in (addresses.WORD_TEMPLATE, addresses.EXCEL_TEMPLATE)]


def _fields(renderer: Renderer, model: type[Part]) -> Iterator[FormField]:
    for known in form_fields(model):
        aim = target(model, (known["key"],))
        choices = tuple(_choices(renderer, known["key"], aim.vocabulary))
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
            fields=tuple(_fields(renderer, aim.part)) if aim.part else (),
        )


def _control(known: Mapping[str, Any], has_choices: bool, at_top: bool) -> str:
    key, many = known["key"], known.get("many", False)
    if "fields" in known:
        return "rows" if many else "group"
    if at_top and key in _REFERENCES:
        return _REFERENCES[key]
    if has_choices and many:
        return "selects" if known.get("most") else "checks"
    if has_choices:
        return "radios" if at_top and key in _RADIOS else "select"
    return "lines" if many else "area" if key in _LONG else "text"


def _choices(renderer: Renderer, key: str, vocabulary: Any) -> Iterator[Choice]:
    if key in ("topic", "topics_more"):
        topics = sorted(renderer.base.topics.values(), key=lambda topic: (german_order(topic.name), topic.id))
        yield from (Choice(topic.id, topic.name) for topic in topics)
    elif key == "region":
        yield from (Choice(region, region) for region in REGIONS)
    else:
        yield from (Choice(term.value, term.label, term.definition, group_of(term)) for term in vocabulary or ())


def group_of(term: Any) -> str:
    """The heading under which a value of a long vocabulary stands: of a reason or an item of the checklist. Empty for others."""
    if isinstance(term, ChecklistItem):
        return term.group.label
    group, slash, _ = term.value.partition("/")
    return next(one.label for one in ReasonGroup if one.value == group) if slash else ""
