"""The canonical form: whatever a valid case holds survives writing and reading, and is written the same way again."""

import types
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from citynet_kb.model import CaseStudy, City, Part, Record, Term
from citynet_kb.model.values import CaseId, Day, Email, PartialDate, Slug, Text, Url, Whole
from citynet_kb.schema import bind
from citynet_kb.sources import Location, SourceDocument, read, write
from citynet_kb.sources.characters import first_foreign, first_invisible
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.written_text import written
from citynet_kb.sources.yaml_places import Places

NASTY = (
    "=1+1", "+49", "-1", "@stadt", "07545", "1:30", "1e3", "0x1F", "1_000", ".5", "ja", "no", "null", "~", "NULL", "true", "2024-02-30",
    "---", "...", "- a", "a: b", "a #b", "#a", "&a", "*a", "!a", "<<", "%TAG", "`a`", "[a", "{a", "}", ", a", "? a", "| a", "> a", "a:",
    'sagte "nein"', "»ja« – „nein“", "'", '"', "\\", "\\n", "C:\\Gera", "a\nb", "\n", "a\n\nb\n", "\ta", "a\tb", " a", "a ", "a  b",
    "\u00a0", "ÄÖÜäöüß", "ẞ", "e\u0301", "\u0301e", "\u1e9b\u0323", "ﬁ", "Å", "Ω", "각", "日本", "😀", "👩\U0001f3fd",
    "عربي", "\u00ad", "\ufdd0", "𝒢era", "€²",
)  # fmt: skip


def allowed(text: str) -> str:
    """What remains of a text without the characters that the reader refuses, or takes for a sign of measure where they stand alone."""
    return "".join(
        sign for sign in unicodedata.normalize("NFC", text) if first_invisible(sign) is None and first_foreign(f"a{sign}a") is None
    )


texts = (
    (st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
    .map(allowed)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: bool(text.strip()) and first_garbled(f'"{text}"') is None)
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
days = st.dates().map(str)
VALUES = (
    (Text, texts),
    (Slug, slugs),
    (CaseId, st.tuples(slugs, slugs).map("/".join)),
    (Day, days),
    (PartialDate, st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])),
    (Url, st.sampled_from(["https://gera.de/", "http://stadt.example/markt?a=1&b=%20#oben", "https://müller.example/ä"])),
    (Email, st.just("citymanagement@gera.de")),
    (Whole, st.integers(0, 10**12 - 1)),
    (str, texts.map(lambda text: f"{text} {'x' * 8}")),
)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Valid values of a field, from its type alone."""
    if get_origin(hint) in (Union, types.UnionType):
        return values_of(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), min_size=1, max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Part):
        return parts(hint)
    if isinstance(hint, type) and issubclass(hint, Term):
        return st.sampled_from(list(hint))
    return next(strategy for kind, strategy in VALUES if kind == hint)


def parts(model: type[Part]) -> st.SearchStrategy[Any]:
    """Valid objects of a model with any of its optional fields set; at least one field is."""
    hints = get_type_hints(model, include_extras=True)
    file_keys = model.file_keys if issubclass(model, Record) else ()
    fields = {key: values_of(hints[key]) for key in model.model_fields if key not in file_keys}
    required = {key: fields[key] for key, info in model.model_fields.items() if key in fields and info.is_required()}
    optional = {key: strategy for key, strategy in fields.items() if key not in required}
    return st.fixed_dictionaries(required, optional=optional).filter(bool).map(lambda values: model(**values))


bodies = (
    st.lists(texts, max_size=4)
    .map("\n\n".join)
    .map(lambda text: text.strip("\n"))
    .filter(lambda text: text.partition("\n")[0].strip() != "---")
)
"""Reports. One that begins with --- is refused as a second front matter (`kopf-doppelt`)."""
cases = parts(CaseStudy)


def read_back(text: str) -> CaseStudy:
    """The case in a file; fails where reader or model find anything to say, hints included."""
    document, findings = read("content/faelle/gera/fall.md", text.encode())
    assert findings == []
    case, findings = bind(document, CaseStudy, "gera/fall")
    assert findings == []
    return case


def is_small(text: str) -> bool:
    """The front matter keeps within the limit of the reader."""
    return len(text.partition("\n---\n")[0].encode()) < 8 * 1024


@pytest.mark.slow
@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases, bodies)
def test_case_survives_writing_and_reading(case: CaseStudy, body: str) -> None:
    """Write, read, bind: equal values, no finding; and written again, from the object or from what was read, the same bytes."""
    text = write(case, CaseStudy, body)
    assume(is_small(text))
    again = read_back(text)
    file_keys = set(CaseStudy.file_keys)
    assert again.model_dump(exclude=file_keys) == case.model_dump(exclude=file_keys)
    assert again.body.strip("\n") == body
    assert write(again, CaseStudy, again.body) == text
    document, _ = read("content/faelle/gera/fall.md", text.encode())
    assert document is not None
    file = written(dict(flat(document.data, ())), CaseStudy, body)
    known = file.as_read("content/faelle/gera/fall.md", document.data)
    assert file.text == text
    assert known is None or same(known, document)


def flat(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    """All texts in a tree, by location."""
    if isinstance(value, str):
        yield location, value
        return
    for step, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
        yield from flat(inner, (*location, step))


def same(first: SourceDocument, second: SourceDocument | None) -> bool:
    """Whether two documents are one, with all places."""
    return second is not None and parts_of(first) == parts_of(second)


def parts_of(document: SourceDocument) -> tuple[object, ...]:
    return document.data, document.body, document.body_line, document.values, document.keys, document.places.locations


BODIES = ("", "Der Markt lief.", "---\nDer Markt", "\n\nDer Markt", "a\\r\\nb", "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z", "FÃ¼r")


@settings(max_examples=150)
@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from(BODIES))
def test_a_written_text_is_known_without_reading_it(values: list[str], body: str) -> None:
    """What it would give if it were read, all places as YAML finds them; or nothing, where reading finds anything to say."""
    fields = {"note": values[0], "sources": [{"title": one} for one in values], "tags": values, "period": {"start": values[-1], "end": "x"}}
    file = written(dict(flat(fields, ())), CaseStudy, body)
    assert file.text == write(fields, CaseStudy, body)
    known = file.as_read("fall.md", fields)
    document, findings = read("fall.md", file.text.encode())
    by_yaml = Places(file.head, 2)
    assert known is None or (findings == [] and same(known, document) and (known.values, known.keys) == (by_yaml.values, by_yaml.keys))


def test_most_written_texts_are_known() -> None:
    """Ordinary ones; not those with signs that are read twice."""
    for value, is_known in (("Märkte – »Feste« & mehr, 5 €", True), ("a # b", False), ("e\u0301", False), ("a\\b", False), ("{a", False)):
        assert (written({("title",): value}, CaseStudy, "Text.").as_read("fall.md", {"title": value}) is not None) == is_known


@settings(max_examples=300)
@given(texts)
def test_every_text_is_one_line_and_comes_back(text: str) -> None:
    """A scalar is never folded: one line, from which the same text is read."""
    fields = {
        "title": "Acht Zeichen",
        "city": "gera",
        "topic": "handel",
        "outcome": "offen",
        "effort": "klein",
        "note": text,
        "tags": [text],
    }
    file = write(fields, CaseStudy)
    assert len(file.split("\n")) == 11
    case = read_back(file)
    assert (case.note, case.tags) == (text, (text,))


@pytest.mark.parametrize("text", ["gera", "Größe (3)", "5 %", "Öl – 20 m²", "07545", "2024-02-29", "a/b", "1,50 €"])
def test_ordinary_text_is_plain(text: str) -> None:
    """Letters, digits and a few signs need no quotes."""
    assert write({"note": text}, CaseStudy) == f"---\nnote: {text}\n---\n"


def test_order_and_layout_are_fixed() -> None:
    """Keys stand in model order however they came; nested keys and lists are indented by two; empty ones are omitted."""
    fields = {
        "tags": ["b", "", "a"],
        "period": {"end": "2020", "start": "2019"},
        "summary": "",
        "sources": [{"url": "https://a.de", "title": "A"}],
        "effort_detail": {},
        "city": "gera",
        "title": "Gera: Markt",
    }
    assert write(fields, CaseStudy, "\n\nText\n\n") == (
        '---\ntitle: "Gera: Markt"\ncity: gera\nperiod:\n  start: 2019\n  end: 2020\nsources:\n  - title: A\n    url: "https://a.de"\n'
        "tags:\n  - b\n  - a\n---\n\nText\n"
    )


def test_groups_of_a_town_have_the_order_of_their_model_too() -> None:
    """A list of groups, and a group within them, keep the order in which the model names their keys."""
    office = {"source": {"url": "https://a.example"}, "page": "https://stadt.example", "organisation": "Stadt", "role": "Citymanagement"}
    lines = write({"offices": [office], "slug": "musterstadt"}, City).split("\n")
    keys = [line.split(":")[0].strip(" -") for line in lines if ":" in line]
    assert keys == ["slug", "offices", "role", "organisation", "page", "source", "url"]


def test_file_is_composed_unicode() -> None:
    """Decomposed umlauts are written as single characters, in front matter and body."""
    assert write({"note": "Gru\u0308n"}, CaseStudy, "scho\u0308n") == "---\nnote: Grün\n---\n\nschön\n"
