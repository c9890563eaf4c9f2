"""Hints about contact data and names in the free texts of a record. Whether a person is meant, only a reader can tell."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from urllib.parse import unquote

from citynet_kb.checks.personal_data import Trace, TraceKind, mail_kind, may_hold_traces, traces
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.checks.texts import joined, values
from citynet_kb.findings import Place, Problem, Severity
from citynet_kb.model import CaseStudy, City, Measure, Meeting, Network, OtherMeeting, Record, Survey, Topic
from citynet_kb.sources import SourceDocument

REMEDIES = MappingProxyType(
    {
        TraceKind.NAME: "Schreiben Sie statt des Namens die Funktion (»die Citymanagerin«); nötig ist der Name fast nie.",
        TraceKind.IBAN: "Löschen Sie die Bankverbindung.",
    }
)
ELSE = "Löschen Sie die Angabe; wer zu fragen ist, steht in der Datei der Stadt unter offices: Funktion und Postfach der Stelle."
_PLAIN = re.compile(r"[a-z/-]*|[0-9-]{4,10}|https?://\S*")
"""Ids, dates and web addresses, which most values are."""
_CODED = re.compile(r"https?://[^\s<>]{1,2000}?(?:%40|@)[^\s<>]{0,2000}")
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
IN_LINK = "Kopieren Sie nur die eigentliche Adresse; in einer Umleitung des Mailprogramms (Safe Link) steht sie hinter »url=«."
_PASSED_OVER = frozenset({"sources", "contact", "offices"})
"""Fields that are skipped: titles of sources are quotations, and whom to ask has a rule of its own."""


@record_rule(CaseStudy, City, Measure, Meeting, Network, OtherMeeting, Survey, Topic, severity=Severity.HINT, form=())
def angaben_zur_person(record: Record, document: SourceDocument) -> Problems:
    """In Texten stehen keine Mailadressen, Rufnummern, Bankverbindungen und Namen von Personen.

    Falsch: Fragen an Frau Muster, Telefon 03999 123456
    Richtig: Fragen an das Citymanagement der Stadt
    """
    yield from _in_links(document)
    if document.words and not may_hold_traces(f"{document.words}\n{document.body}"):
        return  # not even with the fields that are passed over
    if not may_hold_traces(joined(document, _PASSED_OVER)):
        return
    for location, text in values(document):
        if location[0] in _PASSED_OVER or _PLAIN.fullmatch(text):
            continue
        for trace in traces(text):
            yield _ask(document.at(*location), f"{location[0]}: »{trace.text}«", trace)
    for trace in traces(document.body):
        line = document.body.count("\n", 0, trace.start)
        column = trace.start - (document.body.rfind("\n", 0, trace.start) + 1) + 1
        yield _ask(document.at_body(line, column), f"Im Text steht »{trace.text}«", trace)


def _in_links(document: SourceDocument) -> Problems:
    """Mail addresses inside web addresses, where a mail program writes for whom it made them; %40 is their @."""
    head = document.places.text
    if "\\" not in head and not any(_may_hold_mail(text) for text in (head, document.body)):
        return
    for location, text in values(document):
        for _, message in _mails_in_links(text):
            yield Problem(document.at(*location), message, IN_LINK)
    for number, line in enumerate(document.body.split("\n")):
        for start, message in _mails_in_links(line):
            yield Problem(document.at_body(number, start + 1), message, IN_LINK)


def _may_hold_mail(text: str) -> bool:
    return ("@" in text or "%40" in text) and _CODED.search(text) is not None


def _mails_in_links(text: str) -> Iterator[tuple[int, str]]:
    """Where each link with a mail address begins, and what is said of it."""
    for link in _CODED.finditer(text) if "@" in text or "%40" in text else ():
        found = _MAILBOX.search(unquote(link[0].partition("//")[2]))
        if found:
            yield link.start(), f"In der Adresse steht »{found[0]}«, vermutlich: {mail_kind(found[0]).label}. Ist das gewollt?"


def _ask(place: Place, what: str, trace: Trace) -> Problem:
    message = f"{what}, vermutlich: {trace.kind.label}. Ist das gewollt?"
    return Problem(place, message, REMEDIES.get(trace.kind, ELSE))
