"""Rules about whom to ask: functions and offices with a way to them, never a person, and in one place per town."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import unlike
from citynet_kb.checks.names_of_people import FUNCTION_WORDS, names_a_person
from citynet_kb.checks.personal_data import PERSONAL_BOX, PRIVATE_PROVIDERS, is_personal_mailbox
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity, nearest
from citynet_kb.model import CaseStudy, City, Network
from citynet_kb.sources import Location, SourceDocument

_IN_THE_FORM = (
    unlike("contact.role", r"(?:^|[^\p{L}])(?:Herrn?|Frau|Prof\.|Dr\.) [A-ZÄÖÜ]", "u"),
    unlike("contact.email", rf"^[^@]*@(?:{PRIVATE_PROVIDERS.pattern})$", "iu"),
    unlike("contact.email", rf"^(?:{PERSONAL_BOX.pattern})@", "iu", rf"^[^@]*(?:{FUNCTION_WORDS.pattern})[^@]*@"),
)
"""Mailboxes as the check judges them. Of names only those after a form of address: the rest takes a list of first names."""

ROLES_LIKE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "like": r"^(?:\p{Lu}\.[\s-]?)*\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)?$",
        "unless": rf"{FUNCTION_WORDS.pattern}|meister|rät?in|\brat|referat|referent|dezern|kämmer|sekretar|vorst|vorsitz|sprecher|"
        r"beauftragt|werbering|gemeinschaft|bauhof|feuerwehr|schule|kirche|museum|theater|bücherei|bibliothek|agentur|gesellschaft|kammer|inhaber|"
        r"betreib|initiative|landkreis|abteilung|sachgebiet|fachbereich|fachdienst|koordinat|geschäft|direkt|assisten|verband|büro|förder|"
        r"behörde|kanzlei|zentrum|quartier|kümmer|lotse|beirat|bündnis|forum|landes|bezirk|stiftung|firma|konzern|unternehm|betrieb|dienst",
    }
)
"""What looks like a surname, alone or with another name, and words of offices: as JavaScript reads patterns, the second in any case.

No finding of the check, which knows names by form of address, office and first name; the form asks, and takes any answer.
"""


@record_rule(CaseStudy, City, Network, form=_IN_THE_FORM)
def kontakt_persoenlich(record: CaseStudy | City | Network, document: SourceDocument) -> Problems:
    """Als Ansprechstelle steht eine Funktion mit ihrem Postfach, keine Person.

    Falsch: email: erika.mustermann@musterstadt.de
    Richtig: email: citymanagement@musterstadt.de
    """
    remedy = "Schreiben Sie eine Funktion (»Citymanagement«) und das Postfach der Stelle."
    for location, text in _words(record):
        if names_a_person(text):
            yield Problem(document.at(*location), f"{_dotted(location)}: »{text}« nennt eine Person.", remedy)
    for location, address in _mailboxes(record):
        if is_personal_mailbox(address):
            yield Problem(document.at(*location), f"{_dotted(location)}: »{address}« sieht nach einer Person aus.", remedy)


def _words(record: CaseStudy | City | Network) -> Iterator[tuple[Location, str]]:
    """What a contact or office says in words."""
    if isinstance(record, CaseStudy):
        yield from [(("contact", "role"), record.contact.role)] if record.contact else ()
        return
    for number, office in enumerate(record.offices):
        texts = {"role": office.role, "organisation": office.organisation, "phone": office.phone, "seen": office.seen}
        yield from ((("offices", number, key), text) for key, text in texts.items() if text)
        yield from ((("offices", number, "mentors", index), text) for index, text in enumerate(office.mentors))


def _mailboxes(record: CaseStudy | City | Network) -> Iterator[tuple[Location, str]]:
    if isinstance(record, CaseStudy):
        contact = record.contact
        yield from [(("contact", "email"), contact.email)] if contact and contact.email else ()
        return
    yield from ((("offices", number, "email"), office.email) for number, office in enumerate(record.offices) if office.email)


def _dotted(location: Location) -> str:
    return ".".join(str(step) for step in location if isinstance(step, str))


@record_rule(CaseStudy, severity=Severity.HINT)
def kontakt_doppelt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Nennt die Datei der Stadt eine Stelle, so gilt sie für alle ihre Fälle; die Ansprechstelle im Fall wird nicht gezeigt.

    Falsch: contact im Fall und offices in content/staedte/musterstadt.md
    Richtig: offices nur in content/staedte/musterstadt.md
    """
    city = context.knowledge_base.cities.get(case.city) if case.contact else None
    office = city.office_for(case.topic) if city else None
    if city and office:
        message = f"contact: {city.path} nennt schon die Stelle »{office.role}«; gezeigt wird diese."
        remedy = f"Löschen Sie contact hier; ist etwas daran neuer, ändern Sie {city.path}."
        yield Problem(document.at_key("contact"), message, remedy)


@record_rule(City, Network)
def stelle_unerreichbar(record: City | Network, document: SourceDocument) -> Problems:
    """Zu jeder Stelle steht ein Weg: ein Postfach, eine Rufnummer oder ihre Seite.

    Falsch: eine Stelle nur mit role und organisation
    Richtig: dazu email, phone oder page
    """
    for number, office in enumerate(record.offices):
        if not (office.email or office.phone or office.page):
            message = f"offices: Zur Stelle »{office.role}« steht kein Weg, sie zu erreichen."
            yield Problem(document.at("offices", number, "role"), message, "Ergänzen Sie email, phone oder page.")


@record_rule(City, Network)
def stelle_thema_unbekannt(record: City | Network, document: SourceDocument, context: Context) -> Problems:
    """Die Themen einer Stelle haben eine Datei in content/themen/.

    Falsch: for_topics: [leerstände]
    Richtig: for_topics: [leerstand]
    """
    names = context.names["topic"]
    for number, office in enumerate(record.offices):
        for index, topic in enumerate(office.for_topics):
            if topic not in names:
                meant = nearest(topic, names)
                remedy = f"Meinten Sie »{meant}«?" if meant else f"Erlaubt: {', '.join(names)}."
                place = document.at("offices", number, "for_topics", index)
                yield Problem(place, f"offices: »{topic}« ist kein bekanntes Thema.", remedy)
