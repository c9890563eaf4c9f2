"""An input file → the case files to write, or the findings that say why none is written.

Every row becomes a canonical file that is read back and bound to the model, so the import refuses exactly what `check` refuses. The
findings are then moved to the row and the column of the input.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from citynet_kb.findings import Finding, Severity
from citynet_kb.intake.asking.known_words import KnownWords, Synonyms
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.case_row import TABLE_PART
from citynet_kb.intake.reading.columns import ID
from citynet_kb.intake.reading.rows import Row, read_rows
from citynet_kb.intake.reading.table_rules import zu_viele_fehler
from citynet_kb.intake.reading.uncollected import uncollected
from citynet_kb.intake.reading.unwrapping import unwrapped
from citynet_kb.intake.taking_in.assemble import CaseDraft, blamed, stamped, with_topic
from citynet_kb.intake.taking_in.plain_findings import Words
from citynet_kb.intake.taking_in.understanding import understood
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.model.municipalities import Municipalities
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import is_partial_date, is_slug
from citynet_kb.schema import bind
from citynet_kb.schema.placeholders import is_about, with_placeholders
from citynet_kb.sources import Location, SourceDocument, read, write
from citynet_kb.sources.written_text import WrittenText, written

MOST_BAD = 300
"""Trouble after which the other rows are not looked at, since nobody corrects more in one round: a row with an error is three of it, a row
of which an unclear value was left out is one; a row with many of either is a third of their number."""
_LEFT_OUT = "angabe-nicht-uebernommen"
Check = Callable[[CaseStudy, SourceDocument], Iterable[Finding]]
"""The rules about one case, with all others in view."""

NO_NAMES: Names = MappingProxyType({})


@dataclass(frozen=True)
class PlannedFile:
    """A file to write: its path below the folder of the cases (`gera/pop-up-laden.md`) and its canonical text."""

    path: str
    text: str


@dataclass(frozen=True)
class Plan:
    """The result of an import. `rows` is the number of cases read.

    `files` are empty if there is any error: all cases are imported, or none. Only of a table or a list a bad row stops no good one, unless
    the error is about the file as a whole. `towns` are the files of towns that the cases are the first of, with paths below the project.
    """

    files: tuple[PlannedFile, ...]
    findings: tuple[Finding, ...]
    rows: int
    towns: tuple[PlannedFile, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What is known besides the input.

    `added` is the day for cases that state none. `exists` says whether a path below the folder of the cases is taken; nothing is
    overwritten. `check` is run on every case that the model accepts. `folder` is where the cases will lie, as `check` sees it in the
    document's path. `names` are the known towns, topics and measures: a name in full stands for its id. `topics` says to which topic a
    measure belongs, so that it need not be written; `synonyms` are other words for measures, `further` those for topics and towns by kind;
    `lands` tells the Land of a town, since several may have one name; `towns` is the register of those without a file.
    """

    added: str
    exists: Callable[[str], bool] = lambda file: False
    check: Check = lambda case, document: ()
    folder: str = addresses.CASE_FILES
    names: Names = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    further: Synonyms = field(default_factory=dict)
    lands: Mapping[str, str] = field(default_factory=dict)
    towns: Municipalities = field(default_factory=Municipalities)

    @cached_property
    def words(self) -> Words:
        """The names and words that findings use instead of ids."""
        return Words(self.names, {**self.further, "measure": self.synonyms}, self.towns)

    @cached_property
    def known(self) -> KnownWords:
        """All words that stand for a record."""
        return KnownWords(self.names, {**self.further, "measure": self.synonyms}, self.lands, self.towns)


def plan(
    path: str,
    content: bytes,
    *,
    added: str,
    exists: Callable[[str], bool] = lambda file: False,
    check: Check = lambda case, document: (),
    folder: str = addresses.CASE_FILES,
    names: Names = NO_NAMES,
) -> Plan:
    """Plan the import of one file. Opens and writes nothing.

    `path` names the input in findings, and its ending decides how it is read. For the others see `Setting`. A row without `id` gets one
    from its city and the slug of its title (see `derived_id`).

    Findings of all rows are collected, until there are too many (MOST_BAD). Raises ValueError where `added` is no day YYYY-MM-DD.
    """
    return plan_rows(*read_rows(path, content, names), Setting(added, exists, check, folder, names))


@uncollected()
def plan_rows(rows: Sequence[Row], findings: Iterable[Finding], setting: Setting) -> Plan:
    """From rows to case files, whatever they were read from. `findings` are those of the reader. Else as `plan`."""
    if len(setting.added) != 10 or not is_partial_date(setting.added):
        raise ValueError(f"added must be a day YYYY-MM-DD, not {setting.added!r}")
    unwrapping = [unwrapped(row) for row in rows]
    rows, given = [row for row, _ in unwrapping], [*findings, *(finding for _, found in unwrapping for finding in found)]
    lines = {row.place.line for row in rows}
    broken = {finding.place.line for finding in given if finding.severity is Severity.ERROR}
    session = _Import(setting, findings=given, broken=broken & lines)
    for number, row in enumerate(rows):
        if session.trouble >= MOST_BAD:
            session.findings.append(zu_viele_fehler(row.place, session.bad, len(rows) - number))
            break
        session.take(row)
    is_stopped = broken - lines or (session.bad and not all(row.is_listed or row.part == TABLE_PART for row in rows))
    files = () if is_stopped else tuple(PlannedFile(name, text) for name, text in sorted(session.files.items()))
    folders = {file.path.partition("/")[0] for file in files}
    towns = tuple(PlannedFile(*town) for slug, town in sorted(session.towns.items()) if slug in folders)
    return Plan(files, tuple(sorted(session.findings)), len(rows), towns)


def derived_id(city: str, title: str) -> str:
    """The id of a case that states none: `<city>/<slug of the title>`, without the town with which a title begins.

    Empty where the title has no letter or digit.
    """
    slug = plain_slug(title)
    return f"{city}/{slug.removeprefix(f'{city}-')}" if slug else ""


@dataclass
class _Import:
    """One run over the rows of a file; lives only within `plan`."""

    setting: Setting
    findings: list[Finding]
    files: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    """Lines of rows about which the reader has found an error."""
    towns: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of each new town path and text of its file."""
    bad: int = 0
    trouble: int = 0
    """Number of rows with an error so far, and see MOST_BAD."""

    def take(self, row: Row) -> None:
        setting = self.setting
        if row.faults and not row.cells:
            self._refuse(row.faults)
            return
        draft, problems = understood(row, setting.known, setting.words, lambda named: with_topic(named, setting.topics))
        problems.extend(row.faults)
        has_error = any(problem.severity is Severity.ERROR for problem in problems)
        case_id = "" if has_error else self._id(draft, problems)
        days: dict[Location, str] = {(key,): day for key, day in stamped(draft.fields, self.setting.added).items()}
        file = written({**days, **draft.texts}, CaseStudy, draft.body)
        problems.extend(self._problems(draft, case_id, file))
        left_out = sum(finding.rule == _LEFT_OUT for finding in problems)
        wrong = sum(finding.severity is Severity.ERROR for finding in problems)
        if row.place.line in self.broken or wrong:
            self._refuse(problems, max(3, (wrong + left_out) // 3))
            return
        self.findings.extend(problems)
        if case_id:
            self.files[f"{case_id}.md"] = file.text
            self.towns.update({case_id.partition("/")[0]: draft.town} if draft.town else {})
            self.trouble += max(bool(left_out), left_out // 3)

    def _refuse(self, problems: Iterable[Finding], trouble: int = 3) -> None:
        self.findings.extend(problems)
        self.bad += 1
        self.trouble += trouble

    def _id(self, draft: CaseDraft, problems: list[Finding]) -> str:
        """The id of a row. Empty where none can be made; then a finding is added to `problems`, unless missing fields are the cause."""
        case_id, city, title, place = draft.id, draft.fields.get("city"), draft.fields.get("title"), draft.row.place
        if not isinstance(city, str) or not is_slug(city) or not isinstance(title, str):
            return ""
        case_id = case_id or derived_id(city, title)
        if not case_id:
            problems.append(draft.placed(rules.importkennung_fehlt(place), ("title",)))
        elif case_id.partition("/")[0] != city:
            problems.append(draft.placed(rules.importkennung_andere_stadt(place, case_id, city), (ID,)))
        elif case_id in self.lines:
            problems.append(draft.placed(rules.importkennung_doppelt(place, case_id, self.lines[case_id]), (ID,)))
        elif self.setting.exists(f"{case_id}.md"):
            problems.append(draft.placed(rules.fall_vorhanden(place, f"{self.setting.folder}/{case_id}.md"), (ID,)))
        self.lines.setdefault(case_id, place.line)
        return case_id

    def _problems(self, draft: CaseDraft, case_id: str, file: WrittenText) -> Iterable[Finding]:
        """The findings of reader, model and rules about the file of a row."""
        path = f"{self.setting.folder}/{case_id or '?/?'}.md"
        fields = {"added": self.setting.added, **draft.fields}
        document, found = file.as_read(path, fields), list[Finding]()
        if document and draft.case and case_id:
            own = {"id": case_id, "path": path, "body": document.body, "added": fields["added"]}
            case: CaseStudy | None = draft.case.model_copy(update=own)
        else:
            document, found = (document, []) if document else read(path, _bytes(file.text))
            if document is None:
                return blamed(draft, found)
            case, refused = bind(document, CaseStudy, case_id)
            found.extend(finding for finding in refused if finding.message.partition(": ")[0] not in draft.row.misnamed)
        is_whole = case is not None and case_id and not draft.row.misnamed
        if case is not None and is_whole:
            found.extend(self.setting.check(case, document))
        beside = [] if is_whole else self._beside(draft)
        return [*(draft.moved(finding, document) for finding in found if not draft.town or finding.rule != "stadt-unbekannt"), *beside]

    def _beside(self, draft: CaseDraft) -> Iterator[Finding]:
        """The findings about the other fields of a case that the model refuses, so that all can be corrected at once."""
        fields, touched = with_placeholders({"added": self.setting.added, **draft.fields}, self.setting.names, draft.row.misnamed)
        case_id = derived_id(str(fields["city"]), str(fields["title"])) or f"{fields['city']}/fall"
        document, _ = read(f"{self.setting.folder}/{case_id}.md", _bytes(write(fields, CaseStudy, draft.body)))
        case = bind(document, CaseStudy, case_id)[0] if document else None
        if document is None or case is None:
            return
        for finding in self.setting.check(case, document):
            if not is_about(finding, document, touched) and not (draft.town and finding.rule == "stadt-unbekannt"):
                yield draft.moved(finding, document)


def _bytes(text: str) -> bytes:
    """The bytes of a file. Lone surrogates pass, so that the reader reports them."""
    return text.encode("utf-8", "surrogatepass")
