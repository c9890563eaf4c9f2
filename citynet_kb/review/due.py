"""Cases whose day of review has passed, and a friendly letter that asks what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.checks.personal_data import is_personal_mailbox
from citynet_kb.indexes import contact_of
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, ChecklistItem, Configuration, Kind, addresses

_LETTER = """\
Guten Tag,

{origin}:

    {title}
{address}
Seit dem {day} wollten wir nachfragen, denn andere Städte verlassen sich auf diesen Stand. Drei Fragen, je ein Satz genügt:

1. Gibt es die Maßnahme noch? Wenn nicht: seit wann, und warum?
2. Was würden Sie heute anders machen?
3. Stimmt alles, was auf der Seite steht?

Antworten Sie einfach auf diese Mail; wir tragen es ein und zeigen Ihnen den Text vorher. Sie können auch eine Stellungnahme
dazustellen oder den Fall zurückziehen. Ist jemand anderes zuständig, geben Sie die Frage bitte weiter.

Vielen Dank: Ihre Erfahrung erspart anderen Zeit und Geld.

Mit freundlichen Grüßen
Die Redaktion{site}
"""


@dataclass(frozen=True)
class Reminder:
    """A letter to the office behind a case. `to` is empty if no office's mailbox is known; it is never that of a person."""

    case: CaseStudy
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


def reminders(base: KnowledgeBase, configuration: Configuration, today: str) -> tuple[Reminder, ...]:
    """A letter for each case that is due."""
    return tuple(_reminder(case, base, configuration) for case in due(base.cases.values(), today))


def _reminder(case: CaseStudy, base: KnowledgeBase, configuration: Configuration) -> Reminder:
    city = base.cities.get(case.city)
    contact = contact_of(case, base.cities)
    office = contact.role if contact else "Stadtverwaltung" if case.kind is Kind.DOCUMENTED else "Citymanagement"
    mailbox = contact.email if contact and contact.email else ""
    site = configuration.site
    origin = f"im {site.name} steht ein Fall {'über' if case.kind is Kind.DOCUMENTED else 'von'} {city.name if city else 'Ihrer Stadt'}"
    text = _LETTER.format(
        origin=origin,
        title=case.title,
        address=f"    {site.url.rstrip('/')}/{addresses.published(addresses.case(case.id))}\n" if site.url else "",
        day=".".join(reversed((case.next_review or "").split("-"))),
        site=f"\n{site.name}" if site.name else "",
    )
    where = f"{office}, {city.name}" if city else office
    return Reminder(case, where, "" if is_personal_mailbox(mailbox) else mailbox, f"Was wurde daraus? {case.title}", text)
