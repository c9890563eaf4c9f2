"""Cases whose day of review has passed, and a friendly letter that asks what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.checks.personal_data import is_personal_mailbox
from citynet_kb.indexes import Inquiry, contact_of, inquiries, last_confirmed, of_this_month
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, ChecklistItem, Configuration, Kind, addresses

_LETTER = """\
Guten Tag,

{origin}:

    {title}
{address}
{why}
{taps}Drei Fragen, je ein Satz genügt:

1. Gibt es die Maßnahme noch? Wenn nicht: seit wann, und warum?
2. Was würden Sie heute anders machen?
3. Stimmt alles, was auf der Seite steht?

Antworten Sie einfach auf diese Mail; wir tragen es ein und zeigen Ihnen den Text vorher. Sie können auch eine Stellungnahme
dazustellen oder den Fall zurückziehen. Ist jemand anderes zuständig, geben Sie die Frage bitte weiter.

Vielen Dank: Ihre Erfahrung erspart anderen Zeit und Geld.

Mit freundlichen Grüßen
Die Redaktion{site}
"""
_TAPS = """\
Am schnellsten geht es mit einem dieser Verweise: Er öffnet das Formular mit Ihrer Antwort darin, ein weiterer Klick schickt sie ab.

    Läuft noch:  {form}&stand=laeuft
    Geändert:    {form}&stand=geaendert
    Beendet:     {form}&stand=beendet

Oder per Antwort auf diese Mail. """
_REVIEW = "Seit dem {day} wollten wir nachfragen, denn andere Städte verlassen sich auf diesen Stand."
_STEP = "Zuletzt wissen wir davon {since}; andere Städte verlassen sich auf diesen Stand."


@dataclass(frozen=True)
class Reminder:
    """A letter to the office behind a case, due since `day`. `to` is never the mailbox of a person; empty where no other is known."""

    case: CaseStudy
    day: str
    role: str
    to: str
    subject: str
    text: str


def due(cases: Iterable[CaseStudy], today: str) -> tuple[CaseStudy, ...]:
    """The cases to be reviewed before `today` (YYYY-MM-DD), the longest overdue first. Withdrawn ones are never due."""
    late = [case for case in cases if case.next_review and case.next_review < today and not case.withdrawn]
    return tuple(sorted(late, key=lambda case: (case.next_review or "", case.id)))


def past_items(base: KnowledgeBase, today: str) -> tuple[ChecklistItem, ...]:
    """Items of the checklist whose last year is over before `today`: someone must read what holds now."""
    return tuple(item for item in base.practice.items.values() if item.is_past(today))


def reminders(base: KnowledgeBase, configuration: Configuration, today: str, *, everything: bool = False) -> tuple[Reminder, ...]:
    """A letter for each case whose day of review has passed; then for those whose turn came within the last month, or ever.

    A day of review that is still to come is the editors' word, and nobody is asked before.
    """
    cases = base.cases.values()
    late = due(cases, today)
    open_ones = inquiries((case for case in cases if not case.next_review), today)
    found = open_ones if everything else of_this_month(open_ones, today)
    reviews = (
        _reminder(case, base, configuration, case.next_review or "", _REVIEW.format(day=_german(case.next_review or ""))) for case in late
    )
    steps = (_reminder(one.case, base, configuration, one.day, _STEP.format(since=_state(one))) for one in found)
    return (*reviews, *steps)


def without_answer(base: KnowledgeBase, today: str) -> int:
    """Cases that may still run and of which nothing was heard for at least the first step."""
    return len(inquiries(base.cases.values(), today))


def _state(one: Inquiry) -> str:
    confirmed = last_confirmed(one.case)
    return f"aus dem Stand {_german(confirmed.date)}" if confirmed else "ohne einen Tag, von dem der Stand ist"


def _german(date: str) -> str:
    """15.03.2026, 03.2026, 2026."""
    return ".".join(reversed(date.split("-")))


def _reminder(case: CaseStudy, base: KnowledgeBase, configuration: Configuration, day: str, why: str) -> Reminder:
    city = base.cities.get(case.city)
    contact = contact_of(case, base.cities)
    office = contact.role if contact else "Stadtverwaltung" if case.kind is Kind.DOCUMENTED else "Citymanagement"
    mailbox = contact.email if contact and contact.email else ""
    site = configuration.site
    home = f"{site.url.rstrip('/')}/" if site.url else ""
    origin = f"im {site.name} steht ein Fall {'über' if case.kind is Kind.DOCUMENTED else 'von'} {city.name if city else 'Ihrer Stadt'}"
    form = f"{home}{addresses.published(addresses.FORM)}?fall={case.id}&art=nachtrag"
    text = _LETTER.format(
        origin=origin,
        title=case.title,
        address=f"    {home}{addresses.published(addresses.case(case.id))}\n" if home else "",
        why=why,
        taps=_TAPS.format(form=form) if home else "",
        site=f"\n{site.name}" if site.name else "",
    )
    where = f"{office}, {city.name}" if city else office
    return Reminder(case, day, where, "" if is_personal_mailbox(mailbox) else mailbox, f"Was wurde daraus? {case.title}", text)
