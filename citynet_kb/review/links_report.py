"""The report about addresses of sources: for a terminal, or for the one ticket."""

from collections.abc import Callable, Iterable, Iterator

from citynet_kb.findings import plain
from citynet_kb.review.dead_sources import AskedLink, LinkFindings

GONE = "Nicht mehr zu finden, im Fall noch nicht vermerkt"
DOUBTFUL = "Ohne brauchbare Antwort: bitte selbst ansehen"
DOUBTED = "\nMehr als die Hälfte antwortet nicht: Das liegt eher am eigenen Netz. Vermerkt wird nichts."
BACK = "Als nicht erreichbar vermerkt, antwortet aber wieder"


def links_as_text(findings: LinkFindings, today: str) -> str:
    """For a terminal."""
    return _report((_summary(findings, today),), findings, _lists(findings, "## ", "- ", str))


def links_as_markdown(findings: LinkFindings, today: str) -> str:
    """For a ticket: what is gone as a task list. Nothing in an address is interpreted."""
    head = f"## Quellen, die nicht mehr zu finden sind, am {today}: {len(findings.gone)}"
    parts = (*_lists(findings, "### ", "- [ ] ", plain), *_remedy(findings))
    return _report((head, "", _summary(findings, today)), findings, parts)


def _report(head: Iterable[str], findings: LinkFindings, parts: Iterable[str]) -> str:
    """Where so much is gone at once, nothing is listed: no ticket shall come of it."""
    return "\n".join((*head, *((DOUBTED,) if findings.is_doubted else parts))) + "\n"


def _summary(findings: LinkFindings, today: str) -> str:
    later = f" {findings.later} stehen noch aus; der nächste Aufruf fragt weiter." if findings.later else ""
    return (
        f"Stand {today}: {findings.asked} Adressen von Quellen abgefragt, {len(findings.gone)} neu nicht mehr zu finden,"
        f" {len(findings.doubtful)} ohne brauchbare Antwort, {findings.refused} verweigern Maschinen die Antwort.{later}"
    )


def _lists(findings: LinkFindings, heading: str, item: str, escaped: Callable[[str], str]) -> Iterator[str]:
    marks = (item, "- ", "- ")
    for (title, links), mark in zip(((GONE, findings.gone), (DOUBTFUL, findings.doubtful), (BACK, findings.back)), marks, strict=True):
        if links:
            yield from ("", f"{heading}{title}", "", *_lines(findings, links, mark, escaped))


def _lines(findings: LinkFindings, links: Iterable[AskedLink], mark: str, escaped: Callable[[str], str]) -> Iterator[str]:
    for one in links:
        paths = ", ".join(dict.fromkeys(place.path for place in findings.places[one.answer.url]))
        said = f": {one.answer.said}" if one.answer.said else ""
        yield f"{mark}{escaped(f'{paths}: {one.answer.url}{said}')}"


def _remedy(findings: LinkFindings) -> Iterator[str]:
    if findings.gone:
        yield ""
        yield "`citynet-kb links --write` vermerkt das in den Dateien und schlägt Kopien aus web.archive.org vor; sehen Sie jede an."
