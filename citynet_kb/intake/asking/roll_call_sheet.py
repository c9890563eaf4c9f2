"""The sheet for a roll-call as text: a Markdown file that can be filled in as it is, or pasted into a mail.

The same lines tell the reader of filled sheets what is the sheet's own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from citynet_kb.indexes import CalledTown, RollCall, sought
from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.asking.questions import choice
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Effort, Outcome
from citynet_kb.model.endings import effective_outcome, end_date


@dataclass(frozen=True)
class RollCallSheet:
    """A roll-call with the names that its lines need. `in_words` says a date in words."""

    call: RollCall
    base: KnowledgeBase
    in_words: Callable[[str], str]

    @property
    def title(self) -> str:
        """The heading of every sheet of this roll-call."""
        return words.TITLE.format(day=self.in_words(self.call.date))

    def town_name(self, town: str) -> str:
        """The name of a town by which a sheet that comes back is understood."""
        return self.base.town_label(town)

    def case_line(self, case: CaseStudy) -> str:
        """A case in one line: its id, its title, how it stands and of when that is."""
        state = ", ".join(filter(None, (choice(effective_outcome(case)), self.in_words(_known_on(case)))))
        return f"{case.id}: {case.title} ({state})"

    def reply(self, town: CalledTown, measure: str) -> str:
        """What is known of a measure in a town, as an answer; empty where nothing is."""
        missed = town.known.get(measure)
        return "" if missed is None else words.MISSED if missed else words.TRIED

    def told(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the sheet for all tells besides: a heading and its lines; none where there is nothing to tell."""
        call, base = self.call, self.base
        due = [words.DUE_LINE.format(case=one.title, day=self.in_words(one.next_review or "")) for one in call.due]
        divided = [
            words.DIVIDED_LINE.format(measure=one.measure.name, well=self._towns(one.went_well), missed=self._towns(one.missed))
            for one in call.divided
        ]
        seeking = [
            words.SEEKING_LINE.format(town=base.town_label(one.city), what=", ".join(sought(one, call.as_of)), case=one.title)
            for one in call.seeking
        ]
        for heading, lines in ((words.DUE, due), (words.DIVIDED, divided), (words.SEEKING, seeking)):
            if lines:
                yield heading, tuple(lines)

    def _towns(self, towns: Iterable[str]) -> str:
        return ", ".join(self.base.town_label(town) for town in towns)


def sheet_text(sheet: RollCallSheet, towns: Sequence[CalledTown], *, with_told: bool) -> str:
    """The sheet for these towns; `with_told`: with what all may read."""
    call = sheet.call
    lines = [f"# {sheet.title}", "", f"{words.DATE}: {call.date}", f"{words.AS_OF}: {call.as_of}", ""]
    for text in introduction():
        lines += [text, ""]
    for town in towns:
        lines += [f"## {sheet.town_name(town.town)}", "", *_of_town(sheet, town), ""]
    lines += [f"{words.END}.", ""]
    for heading, told in sheet.told() if with_told else ():
        lines += [f"## {heading}", "", *(f"- {line}" for line in told), ""]
    return "\n".join(lines)


def introduction() -> tuple[str, ...]:
    """The sentences above the first town."""
    return (
        *words.INTRODUCTION,
        words.OUTCOMES_HELP.format(choices=" · ".join(map(choice, Outcome))),
        words.EFFORTS_HELP.format(choices=" · ".join(map(choice, Effort))),
    )


def _of_town(sheet: RollCallSheet, town: CalledTown) -> Iterator[str]:
    yield from (f"{words.TOWN}: {sheet.town_name(town.town)}", "", f"### {words.KNOWN}", "")
    if not town.cases:
        yield from (words.NOTHING_KNOWN, "")
    for case in town.cases:
        yield f"{words.CASE}: {sheet.case_line(case)}"
        yield from (f"{label}:" for label in words.CASE_LABELS)
        yield ""
    if sheet.call.measures:
        yield from (f"### {words.MEASURES}", "", words.MEASURES_HELP, "")
        for measure in sheet.call.measures:
            yield f"{words.ASKED.format(measure=measure.name)}: {sheet.reply(town, measure.id)}".rstrip()
        yield ""
    yield from (f"### {words.SINCE}", "", f"{words.NOTHING_ELSE}:", "")
    for number in range(1, words.ATTEMPTS + 1):
        yield f"{words.ATTEMPT}: {number}"
        yield from (f"{label}:" for label in words.ATTEMPT_LABELS)
        yield ""


def _known_on(case: CaseStudy) -> str:
    """The date that stands behind the state of a case; empty where none is known."""
    return end_date(case) or (case.period.start if case.period else None) or ""


def own_lines(sheet: RollCallSheet) -> list[str]:
    """Every line of the sheet for all, as it was sent."""
    return sheet_text(sheet, sheet.call.towns, with_told=True).split("\n")
