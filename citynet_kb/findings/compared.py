"""What a change has to do with findings: which it causes, which it mends, and which only stood there before."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from citynet_kb.findings.finding import Finding


@dataclass(frozen=True)
class ComparedFindings:
    """`told`: all about files that were changed, and what is new about others; `mended`: what is gone, but not with its file;
    `passed_over`: what was said about others before too."""

    told: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    passed_over: tuple[Finding, ...]

    def only(self, concern: Callable[[str], bool]) -> "ComparedFindings":
        """Those about some files, given by path."""
        parts = (self.told, self.mended, self.passed_over)
        return ComparedFindings(*(tuple(finding for finding in part if concern(finding.place.path)) for part in parts))


def compared(before: Sequence[Finding], now: Sequence[Finding], changed: Collection[str], gone: Collection[str]) -> ComparedFindings:
    """Findings of two states. `changed` are the paths of files that differ, new ones included; `gone` those of which nothing can be mended.

    A remedy has no say in whether two findings are the same: it may name something nearer by now.
    """
    known = Counter(_told_by(finding, changed) for finding in before)
    told: list[Finding] = []
    passed_over: list[Finding] = []
    for finding in now:
        was_there = known[_told_by(finding, changed)] > 0
        known[_told_by(finding, changed)] -= was_there
        (passed_over if was_there and finding.place.path not in changed else told).append(finding)
    mended: list[Finding] = []
    for finding in before:
        if known[_told_by(finding, changed)] > 0:
            known[_told_by(finding, changed)] -= 1
            mended += [finding] if finding.place.path not in gone else []
    return ComparedFindings(tuple(told), tuple(mended), tuple(passed_over))


def _told_by(finding: Finding, changed: Collection[str]) -> tuple[object, ...]:
    """What makes a finding the same one in both states; in a file that was changed it may have moved."""
    place = finding.place.path if finding.place.path in changed else finding.place
    return place, finding.rule, finding.message, finding.private
