"""A field of a case is complete: told in the model, asked for in a group, in the form, on the page of a case and in the open data.

Whoever adds a field reads here what is still missing, without a browser.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_origin

from citynet_kb.exports.cases import case_record
from citynet_kb.exports.table import table
from citynet_kb.model import CaseStudy, City, Evidence, Kind, Measure, Part, Topic, addresses
from citynet_kb.model.field_groups import EDITORS, FIELD_GROUPS
from citynet_kb.schema import bind
from citynet_kb.schema.fields import target
from citynet_kb.sources import read
from tests.pages.examples import expanded, land
from tests.pages.test_pages import rendered
from tests.speed import once

KEYS = CaseStudy.front_matter_keys()
NOT_ON_THE_PAGE = {
    "region": "only of a case whose town is not named",
    "size_class": "only of a case whose town is not named",
    "withdrawn": "takes the page's place",
    "aliases": "pages of their own, which lead to this one",
}
"""Fields that the page of a case does not show, with the reason."""
NAMED = (
    City(id="musterstadt", slug="musterstadt", name="Musterstadt", state="Thüringen", country="DE"),
    Topic(id="feste-maerkte", slug="feste-maerkte", name="Feste und Märkte"),
    Topic(id="handel", slug="handel", name="Handel"),
    Measure(id="feierabendmarkt", slug="feierabendmarkt", name="Feierabendmarkt", topic="feste-maerkte"),
)


def locations(model: type[Part] = CaseStudy, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every field, those inside of a group after it."""
    for key in KEYS if model is CaseStudy else model.model_fields:
        yield (*way, key)
        part = target(model, (key,)).part
        yield from locations(part, (*way, key)) if part else ()


def is_list(model: type[Part], key: str) -> bool:
    return get_origin(model.model_fields[key].annotation) is tuple


def dotted(location: tuple[str, ...]) -> str:
    return ".".join(location)


def test_every_field_stands_in_one_group() -> None:
    """Form, page of all fields and templates ask in groups."""
    places = Counter(key for keys in FIELD_GROUPS.values() for key in keys)
    missing = [key for key in KEYS if places[key] != 1]
    assert not missing, f"add {missing} to one group in citynet_kb/model/field_groups.py; EDITORS if tools and editors fill it in"
    assert places.keys() <= set(KEYS), f"remove {sorted(places.keys() - set(KEYS))} from citynet_kb/model/field_groups.py"


def test_every_field_is_told_in_the_model() -> None:
    """A label, a help and an example; a vocabulary or the parts of a group are an example of their own."""
    told = {dotted(location): target(CaseStudy, location) for location in locations()}
    missing = {
        "title=… in its Field": [name for name, one in told.items() if not one.label],
        "a docstring, the help that contributors read": [name for name, one in told.items() if not one.help],
        "examples=[…] in its Field": [name for name, one in told.items() if one.example is None and not (one.vocabulary or one.part)],
    }
    assert not any(missing.values()), f"add in citynet_kb/model/: { ({what: names for what, names in missing.items() if names}) }"


@once
def complete() -> CaseStudy:
    """A case that has every field, made of the examples in the model."""
    data = {key: _example(CaseStudy, key) for key in KEYS if key != "withdrawn"}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    document, _ = read("content/faelle/musterstadt/fall.md", f"---\n{head}\n---\n".encode())
    assert document
    case, findings = bind(document, CaseStudy, "musterstadt/fall")
    assert isinstance(case, CaseStudy), findings
    return case.model_copy(update={"kind": Kind.DOCUMENTED, "evidence": Evidence("extern")})  # others than where nothing is said


def _example(model: type[Part], key: str) -> Any:
    told = target(model, (key,))
    if told.part:
        value: Any = {inner: _example(told.part, inner) for inner in told.part.model_fields}
    else:
        value = told.example if told.example is not None else next((term.value for term in told.vocabulary or ()), None)
        assert value is not None, f"add examples=[…] to the Field of »{key}« in citynet_kb/model/"
    return [value] if is_list(model, key) and not isinstance(value, list) else value


@once
def page(case: CaseStudy) -> str:
    """The page of a case among few others."""
    other = complete().model_copy(update={"id": "beispielhausen/feierabendmarkt", "city": "beispielhausen", "title": "Anderer Fall"})
    _, site = rendered(case, other.model_copy(update={"related": (), "aliases": ()}), *NAMED)
    return expanded(site, f"faelle/{case.id}.md")


def test_the_page_of_a_case_shows_every_field() -> None:
    """Without a field the page is another; the required ones stand in its heading and its facts."""
    optional = [key for key in KEYS if not CaseStudy.model_fields[key].is_required() and key not in NOT_ON_THE_PAGE]
    without = {key: complete().model_copy(update={key: CaseStudy.model_fields[key].get_default()}) for key in optional}
    missing = [key for key, case in without.items() if page(case) == page(complete())]
    assert not missing, f"show {missing} in citynet_kb/pages/templates/case.md.j2, or say in NOT_ON_THE_PAGE of this test why not"


def test_the_form_asks_for_every_field() -> None:
    """By its name, or by those of its parts."""
    names = {name.partition(".")[0] for name in re.findall(r' name="([^"]+)"', expanded(land().site, addresses.FORM))}
    missing = set(KEYS) - set(EDITORS) - names
    assert not missing, f"ask for {sorted(missing)} in citynet_kb/pages/templates/form.md.j2 or components/form_parts.html.j2"


def test_the_open_data_have_every_field() -> None:
    """In JSON each; in the table each but lists of groups, and the reason of a withdrawal."""
    base = land().content.knowledge_base
    record = case_record(next(case for case in base.cases.values() if not case.withdrawn), land().indexes)
    assert not set(KEYS) - set(record), f"add {sorted(set(KEYS) - set(record))} to the records of citynet_kb/exports/cases.py"
    header = next(csv.reader(table([]).decode("utf-8-sig").splitlines(), delimiter=";"))
    lists = {key for key in KEYS if target(CaseStudy, (key,)).part and is_list(CaseStudy, key)}
    missing = set(KEYS) - {column.partition(".")[0] for column in header} - lists - {"withdrawn"}
    assert not missing, f"add {sorted(missing)} to the columns of citynet_kb/exports/table.py"
