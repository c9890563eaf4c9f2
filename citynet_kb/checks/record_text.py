"""The text of a record, taken apart once for all rules that look at it."""

from dataclasses import dataclass
from functools import cached_property

from citynet_kb.model import Record
from citynet_kb.sources.scanner.illustrations import Illustration, illustrations
from citynet_kb.sources.scanner.markup import Heading, headings, may_lead_on, targets_in
from citynet_kb.sources.scanner.prose import prose

SIGNS = "#-<=[]`|~"
"""Without these a text holds no heading, link, picture, table, code and HTML."""
_OTHER_BYTES = bytes(set(range(256)) - set(SIGNS.encode()))
Line = tuple[int, str]
"""Number of a line, from 0, and its characters."""


@dataclass(frozen=True)
class RecordText:
    """What somebody wrote below the front matter, where that is more than blanks."""

    record: Record

    @property
    def body(self) -> str:
        """As it was written."""
        return self.record.body

    @cached_property
    def signs(self) -> frozenset[str]:
        """Which of the signs it holds."""
        return frozenset(self.body.encode("latin-1", "replace").translate(None, _OTHER_BYTES).decode())

    @cached_property
    def lines(self) -> list[Line]:
        """Lines that are no code."""
        return list(prose(self.body))

    @cached_property
    def headings(self) -> list[Heading]:
        """Lines that begin with number signs: three rules ask."""
        return list(headings(self.lines if self.signs & {"`", "~"} else enumerate(self.body.split("\n"))))

    @cached_property
    def pictures(self) -> dict[int, Illustration]:
        """By the number of their line."""
        return illustrations(self.body, self.lines) if "![" in self.body else {}

    @cached_property
    def targets(self) -> list[tuple[int, int, str]]:
        """Where its links lead: line and column, both from 0, and the address as it is written."""
        if not may_lead_on(self.body):
            return []
        return [(number, column, target) for number, line in self.lines_without_pictures for column, target in targets_in(line)]

    @cached_property
    def lines_without_pictures(self) -> list[Line]:
        """Lines that are neither code nor a picture."""
        return [line for line in self.lines if line[0] not in self.pictures] if self.pictures else self.lines
