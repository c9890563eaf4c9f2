"""The same object through each way in gives byte-identical files."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citynet_kb.intake import Plan, Setting, formatted, plan, take_in
from citynet_kb.intake.asking.enclosures import LIST_SIGN
from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.known_words import KnownWords
from citynet_kb.intake.asking.questions import EDITORIAL, SECTIONS
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.intake.reading.set_aside import without_closing
from citynet_kb.intake.taking_in.typed_values import planned
from citynet_kb.knowledge_base import KnowledgeBase, load
from citynet_kb.model import CaseStudy
from citynet_kb.sources.canonical import front_matter
from citynet_kb.sources.scanner.markup import raw_html
from tests.intake.incoming import answers_of, as_excel, as_issue, as_word, flat
from tests.intake.test_formatting import scrambled
from tests.sources.test_canonical import bodies, cases
from tests.speed import once

ADDED = "2026-11-23"
OF_NEW = ("title", "city", "topic", "measure", "outcome", "effort", "failure_reasons")


@once
def known() -> KnowledgeBase:
    """Our own content."""
    return load(Path(__file__).parents[2] / "content").knowledge_base


def known_names() -> dict[str, dict[str, str]]:
    """What may be named."""
    base = known()
    groups = {"city": base.cities, "topic": base.topics, "measure": base.measures}
    return {kind: {record.id: record.name for record in group.values()} for kind, group in groups.items()}


def lands() -> dict[str, str]:
    """Town → its Land."""
    return {city.id: city.state for city in known().cities.values() if city.state}


@once
def offered() -> dict[str, dict[str, str]]:
    """The names to choose from: towns of one name have their Land beside it."""
    return KnownWords(known_names(), lands=lands()).offered()


def real() -> tuple[CaseStudy, ...]:
    """The cases with a day of entry."""
    return tuple(case for case in known().cases.values() if case.added)


def text_of(result: Plan) -> str:
    """The only file; fails where there is none."""
    assert [finding for finding in result.findings if finding.severity.value == "Fehler"] == []
    (file,) = result.files
    return file.text


def tidy_case(case: CaseStudy) -> CaseStudy:
    """A case with a day of entry and a title that can name a file."""
    return case.model_copy(update={"title": f"Fall {case.title}"[:90].strip(), "added": case.added or ADDED})


def as_typed(case: CaseStudy) -> dict[str, Any]:
    """Front matter with every value as text, as a list or a flag gives it."""
    return json.loads(json.dumps(front_matter(case)), parse_int=str)


def is_tidy(fields: dict[str, Any], body: str) -> bool:
    """Whether no text has blanks around it or the sign of a list before it, which ways in that are typed or pasted drop, and the body no
    closing words of a letter, which are set aside by name.
    """
    is_bare = all(str(value) == str(value).strip() and not re.match(LIST_SIGN, str(value)) for _, value in flat(fields))
    return is_bare and body == body.strip() and not without_closing([*enumerate(body.split("\n"))])[1]


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(cases.map(tidy_case), bodies, st.integers(0, 10**6))
def test_import_intake_and_fmt_agree(case: CaseStudy, body: str, seed: int) -> None:
    """A YAML list, a letter with the keys in any order and quoting, and such a file put in order."""
    fields = as_typed(case)
    assume(is_tidy(fields, body) and not raw_html(body))
    rows = json.dumps([{**fields, "id": f"{case.city}/fall", SECTIONS: body}], ensure_ascii=False)
    imported = plan("faelle.yml", rows.encode(), added=ADDED)
    assume(imported.files)  # not where front matter is too large, or the body begins like a second one
    letter = "\n".join(("---", *scrambled(fields, random.Random(seed)), "---", body))
    plain = "\n".join(("---", *scrambled(fields, random.Random(seed), comment=False), "---", body))
    assert text_of(take_in("fall.md", letter.encode(), Setting(ADDED))) == text_of(imported)
    assert formatted("fall.md", plain.encode(), CaseStudy, {}) == (text_of(imported), [])


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(cases.map(tidy_case), bodies)
def test_import_and_new_agree(case: CaseStudy, body: str) -> None:
    """For the fields that `new` takes."""
    fields = {key: value for key, value in as_typed(case).items() if key in OF_NEW}
    assume(is_tidy(fields, body))
    rows = json.dumps([{**fields, SECTIONS: body}], ensure_ascii=False)
    imported = plan("faelle.yml", rows.encode(), added=ADDED)
    assume(imported.files)
    typed = planned({**dict(flat(fields)), (SECTIONS,): body}, Setting(ADDED))
    assert (typed.files, typed.rows) == (imported.files, 1)


@pytest.mark.parametrize("some", [slice(10), pytest.param(slice(10, None), marks=pytest.mark.slow)], ids=["ten", "all others"])
def test_every_real_case_comes_back_from_an_issue(some: slice) -> None:
    """All cases of the content, asked as a form asks, in labels and names: the files of the content, to the byte."""
    setting = Setting(ADDED, names=known_names(), lands=lands())
    for case in real()[some]:
        fields = front_matter(case)
        expected, _ = formatted(case.path, (Path(__file__).parents[2] / case.path).read_bytes(), CaseStudy, {})
        issue = as_issue(answers_of(fields, case.body.strip("\n"), offered()))
        assert text_of(take_in("issue.md", issue.encode(), setting)) == expected


@pytest.mark.slow
def test_real_cases_come_back_from_office() -> None:
    """What contributors are asked for, through the Word and the Excel template: the same file from both as from an issue."""
    setting, word, excel = Setting(ADDED, names=known_names(), lands=lands()), word_template(offered()), excel_template(offered())
    for case in real()[::40]:
        fields = {key: value for key, value in front_matter(case).items() if key not in EDITORIAL}
        fields["sources"] = fields.get("sources", [])[:4]
        fields["follow_up"] = [{key: value for key, value in one.items() if key != "added"} for one in fields.get("follow_up", [])]
        answers = answers_of({key: value for key, value in fields.items() if value}, "Ein Satz.\n\nNoch einer.", offered())
        expected = text_of(take_in("issue.md", as_issue(answers).encode(), setting))
        assert text_of(take_in("fall.docx", as_word(answers, word), setting)) == expected
        assert text_of(take_in("fall.xlsx", as_excel(answers, excel), setting)) == expected
