"""A topic, measure or town under another id (`move`): the files that change, in canonical form. Opens and writes nothing.

The record is renamed, or merged into one that is there. All that names it names the new id, and the former one stays as an alias, whose
address leads on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname
from types import MappingProxyType
from typing import Any, cast

from citynet_kb.findings import nearest
from citynet_kb.intake.taking_in.links_to_files import relinked
from citynet_kb.intake.taking_in.naming_places import NAMING, Kind, replaced, without_own_topic
from citynet_kb.knowledge_base import Content, KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy, City, Measure, Meeting, OtherMeeting, Record, Topic, addresses
from citynet_kb.model.values import is_slug
from citynet_kb.sources import comments_of, write

Named = Topic | Measure | City
WORDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {"topic": ("Das Thema", "themen"), "measure": ("Die Maßnahme", "massnahmen"), "town": ("Die Stadt", "staedte")}
)
"""How a kind is called, and the folder of its records."""


class CannotMove(Exception):
    """Why a record cannot be moved, in German."""


@dataclass
class Moving:
    """What becomes of the files of the content when a record moves.

    `paths` = where each moving file goes, the record itself first. `texts` by path of what is written, `cases` of them are cases; a path
    in `left` is gone afterwards; `pictures` = the path before by the new one.
    """

    content: Content
    kind: Kind
    old: str
    new: str
    paths: Mapping[str, str]
    is_merged: bool
    texts: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)
    cases: int = 0

    def fields(self, record: Record) -> dict[str, Any]:
        """Its front matter as written."""
        return dict(self.content.documents[record.path].data)

    def body(self, record: Record) -> str:
        """Its text, with links to what moves, and from what moves, leading where they did."""
        return relinked(self.content.documents[record.path].body, record.path, self.paths)


def moving(kind: Kind, old: str, new: str, content: Content) -> Moving:
    """The files that change when a record is renamed, or merged into one that is there. The content holds no errors.

    Raises CannotMove.
    """
    base = content.knowledge_base
    records = _records(kind, base)
    _refuse(kind, old, new, base)
    record, other = records[old], records.get(new) if new not in base.unrecorded else None
    is_recorded = old not in base.unrecorded or kind != "town"
    own = {record.path: f"{record.path.removesuffix(f'{old}.md')}{new}.md"} if is_recorded else {}
    paths = {**own, **(_paths_of_town(base, old, new) if kind == "town" else _paths_of_measure(base, old, new))}
    if taken := sorted(path for before, path in paths.items() if path in content.files and before != record.path):
        raise CannotMove(f"Diese Dateien gibt es dort schon: {', '.join(taken)}. Führen Sie sie vorher zusammen, oder benennen Sie sie um.")
    plan = Moving(content, kind, old, new, paths, is_merged=new in records)
    if is_recorded:
        _move_record(plan, record, other)
    for one in base.records:
        if one is not record and one is not other:
            _move_names(plan, one)
    if kind == "town":
        _move_pictures(plan)
    return plan


def _paths_of_town(base: KnowledgeBase, old: str, new: str) -> dict[str, str]:
    """Cases lie in the folder of their town, meetings are named after it."""
    cases = {case.path: f"{addresses.CASE_FILES}/{new}/{case.slug}.md" for case in base.cases.values() if case.city == old}
    meetings: list[Meeting | OtherMeeting] = [*base.meetings.values(), *base.other_meetings.values()]
    return {**cases, **{one.path: f"{dirname(one.path)}/{one.date}-{new}.md" for one in meetings if one.city == old}}


def _paths_of_measure(base: KnowledgeBase, old: str, new: str) -> dict[str, str]:
    """A procedure bears the id of its measure."""
    procedure = base.practice.procedures.get(old) if old in base.measures else None
    return {procedure.path: f"{procedure.path.removesuffix(f'{old}.md')}{new}.md"} if procedure else {}


def _records(kind: Kind, base: KnowledgeBase) -> Mapping[str, Named]:
    return {"topic": base.topics, "measure": base.measures, "town": base.cities}[kind]  # type: ignore[return-value]


def _refuse(kind: Kind, old: str, new: str, base: KnowledgeBase) -> None:
    records = _records(kind, base)
    aliases = {alias: record for record in records.values() for alias in record.aliases}
    word = WORDS[kind][0]
    if old not in records:
        if old in aliases:
            raise CannotMove(f"{word} »{old}« heißt schon »{aliases[old].id}«.")
        meant = nearest(old, {id: record.name for id, record in records.items()})
        raise CannotMove(f"{word} »{old}« gibt es nicht.{f' Meinten Sie »{meant}«?' if meant else ''}")
    if not is_slug(new) or (kind == "town" and new == ANONYMOUS):
        raise CannotMove(f"»{new}« ist keine Kennung: kleine Buchstaben a–z, Ziffern, Bindestriche.")
    if kind == "town" and old in base.unrecorded and not base.knows_town(new):
        raise CannotMove(f"{word} »{old}« steht im Gemeindeverzeichnis und behält ihre Kennung; »{new}« ist dort keine.")
    if new == old:
        raise CannotMove("Beide Kennungen sind gleich.")
    if new in aliases and aliases[new].id != old:
        raise CannotMove(f"»{new}« ist eine frühere Kennung von »{aliases[new].id}«. Nehmen Sie diese.")


def _move_record(plan: Moving, record: Named, other: Named | None) -> None:
    """Under its new id with the old one as an alias; where a record has that id already, the old one goes into it."""
    kept = other or record
    aliases = dict.fromkeys((*kept.aliases, *record.aliases, record.id))
    fields = {**plan.fields(kept), "slug": plan.new, "aliases": [alias for alias in aliases if alias != plan.new]}
    fields = _renamed(fields, kept, plan)
    body = plan.body(kept)
    if other is not None:
        body = "\n\n".join(filter(None, (body.strip("\n"), plan.body(record).strip("\n"))))
        if not isinstance(other, City) and not isinstance(record, City):
            fields["synonyms"] = _all_words(other, record)
    plan.texts[plan.paths[record.path]] = write(fields, type(record), body, comments_of(plan.content.documents[kept.path].places))
    plan.left.add(record.path)


def _all_words(kept: Topic | Measure, gone: Topic | Measure) -> list[str]:
    """The synonyms of both, and the name of the one that goes, each once."""
    words = {kept.name.casefold(): ""}
    for word in (*kept.synonyms, gone.name, *gone.synonyms):
        words.setdefault(word.casefold(), word)
    return [word for word in words.values() if word]


def _move_names(plan: Moving, record: Record) -> None:
    """A record that names the old id, lies in the folder of the town, or links to what moves."""
    path, before = plan.paths.get(record.path, record.path), plan.fields(record)
    fields, body = _renamed(before, record, plan), plan.body(record)
    if isinstance(record, CaseStudy):
        fields = _of_case(fields, record, plan)
    elif isinstance(record, Meeting):
        fields = _with_present_ids(fields, "cases", plan)
    if (fields, body, path) == (before, plan.content.documents[record.path].body, record.path):
        return
    plan.texts[path] = write(fields, type(record), body, comments_of(plan.content.documents[record.path].places))
    plan.cases += isinstance(record, CaseStudy)
    if path != record.path:
        plan.left.add(record.path)


def _renamed(fields: dict[str, Any], record: Record, plan: Moving) -> dict[str, Any]:
    for way in NAMING[plan.kind].get(type(record), ()):
        fields = replaced(fields, way, lambda text: plan.new if text == plan.old else text)
    return fields


def _of_case(fields: dict[str, Any], case: CaseStudy, plan: Moving) -> dict[str, Any]:
    """A measure belongs to one topic, and a case that changes its measure goes along; one that moves keeps its former id."""
    measures = plan.content.knowledge_base.measures
    if plan.kind == "measure" and case.measure == plan.old and plan.new in measures:
        fields = {**fields, "topic": measures[plan.new].topic}
    if case.path in plan.paths:
        aliases = dict.fromkeys((*case.aliases, case.id))
        fields = {**fields, "aliases": [alias for alias in aliases if alias != f"{plan.new}/{case.slug}"]}
    return without_own_topic(_with_present_ids(fields, "related", plan))


def _with_present_ids(fields: dict[str, Any], key: str, plan: Moving) -> dict[str, Any]:
    """The ids of cases that move along, as they are afterwards."""
    return cast(dict[str, Any], replaced(fields, (key, "*"), lambda id: _id_in(plan.paths.get(f"{addresses.CASE_FILES}/{id}.md")) or id))


def _id_in(path: str | None) -> str:
    return path.removeprefix(f"{addresses.CASE_FILES}/").removesuffix(".md") if path else ""


def _move_pictures(plan: Moving) -> None:
    before = f"{addresses.CASE_FILES}/{plan.old}/"
    for path in plan.content.pictures:
        if path.startswith(before):
            plan.pictures[f"{addresses.CASE_FILES}/{plan.new}/{path.removeprefix(before)}"] = path
    if taken := sorted(plan.pictures.keys() & plan.content.pictures.keys()):
        raise CannotMove(f"Diese Bilder gibt es dort schon: {', '.join(taken)}. Benennen Sie sie vorher um.")


def changed_paths(plan: Moving) -> Iterator[str]:
    """Every path that is written, gone or renamed, each once, in order."""
    yield from sorted({*plan.texts, *plan.left, *plan.pictures, *plan.pictures.values()})
