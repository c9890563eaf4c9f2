"""What the open data says of each case, and what is kept of it from one build to the next."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.exports import written_cases as module
from citynet_kb.exports.encoding import json_list, json_object, on_one_line
from citynet_kb.exports.written_cases import Written, written_cases
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.store import Means, Store
from tests.fictional.records import generate_knowledge_base


@pytest.fixture
def base() -> KnowledgeBase:
    """A hundred cases."""
    return generate_knowledge_base(100)


def facts_of(base: KnowledgeBase) -> dict[str, bytes]:
    """What stands for each case but its text."""
    return {case.id: repr(case.model_copy(update={"body": ""})).encode() for case in base.cases.values()}


def kept(base: KnowledgeBase, means: Means) -> Written:
    """As a build would write it that keeps what it can."""
    return written_cases(Indexes(base), facts_of(base), means)


@given(st.dictionaries(st.text(), st.text() | st.none() | st.lists(st.text(), max_size=3), max_size=5))
def test_an_object_on_one_line(record: dict[str, object]) -> None:
    """The line in the file of all says what the file of one says, whatever stands in it."""
    assert json_list([record]) == b"[\n" + on_one_line(json_object(record)) + b"\n]\n"


def test_what_is_kept_is_what_would_be_written(base: KnowledgeBase, tmp_path: Path) -> None:
    """Also when what stands beside a case has changed: the name of its town, of its measure, of its topic."""
    means = Means(Store(tmp_path / "store"), "program")
    assert kept(base, means) == written_cases(Indexes(base))
    cities = {id: city.model_copy(update={"name": f"{city.name} am See"}) for id, city in base.cities.items()}
    measures = {id: one.model_copy(update={"name": f"{one.name} (neu)"}) for id, one in base.measures.items()}
    topics = {id: one.model_copy(update={"name": f"{one.name} (neu)"}) for id, one in base.topics.items()}
    for changed in (replace(base, cities=cities), replace(base, measures=measures), replace(base, topics=topics), base):
        assert kept(changed, means) == written_cases(Indexes(changed))


def test_little_is_written_anew(base: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a text has changed nothing, after a fact a part of all cases."""
    means, asked = Means(Store(tmp_path / "store"), "program"), []
    stock = module.case_record
    monkeypatch.setattr(module, "case_record", lambda case, indexes: asked.append(case.id) or stock(case, indexes))
    kept(base, means)
    assert sorted(asked) == sorted(base.cases)
    one = next(case for case in base.cases.values() if not case.withdrawn)
    for change, most in (({"body": "Ein anderer Text."}, 0), ({"summary": "Eine andere Kurzfassung."}, 20)):
        asked.clear()
        changed = replace(base, cases={**base.cases, one.id: one.model_copy(update=change)})
        found, made = kept(changed, means), list(asked)
        assert found == written_cases(Indexes(changed))
        assert len(made) <= most
        assert (one.id in made) == (most > 0)
