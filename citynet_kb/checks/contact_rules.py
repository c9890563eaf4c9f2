"""Rules about contacts: an office with its mailbox, one per town, and a person's name only with that person's consent."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import unlike
from citynet_kb.checks.personal_data import FUNCTION_WORDS, PERSONAL_BOX, PRIVATE_PROVIDERS, is_personal_mailbox, names_a_person
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import CaseStudy, City
from citynet_kb.sources import SourceDocument

_IN_THE_FORM = (
    unlike("contact.role", r"(?:^|[^\p{L}])(?:Herrn?|Frau|Prof\.|Dr\.) [A-ZÄÖÜ]", "u"),
    unlike("contact.email", rf"^[^@]*@(?:{PRIVATE_PROVIDERS.pattern})$", "iu"),
    unlike("contact.email", rf"^(?:{PERSONAL_BOX.pattern})@", "iu", rf"^[^@]*(?:{FUNCTION_WORDS.pattern})[^@]*@"),
)
"""Mailboxes as the check judges them. Of names only those after a form of address: the rest takes a list of first names."""


@record_rule(CaseStudy, City, form=_IN_THE_FORM)
def kontakt_persoenlich(record: CaseStudy | City, document: SourceDocument, context: Context) -> Problems:
    """Als Ansprechstelle steht eine Funktion mit ihrem Postfach, keine Person.

    Falsch: email: erika.mustermann@musterstadt.de
    Richtig: email: citymanagement@musterstadt.de
    """
    contact = record.contact
    if contact is None:
        return
    remedy = "Schreiben Sie eine Funktion (»Citymanagement«) und das Postfach der Stelle."
    if names_a_person(contact.role):
        yield Problem(document.at("contact", "role"), f"contact.role: »{contact.role}« nennt eine Person.", remedy)
    if contact.email and is_personal_mailbox(contact.email):
        yield Problem(document.at("contact", "email"), f"contact.email: »{contact.email}« sieht nach einer Person aus.", remedy)


@record_rule(CaseStudy, severity=Severity.HINT)
def kontakt_doppelt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Nennt die Datei der Stadt eine Ansprechstelle, so gilt sie für alle ihre Fälle; die im Fall wird nicht gezeigt.

    Falsch: contact im Fall und contact in content/staedte/musterstadt.md
    Richtig: contact nur in content/staedte/musterstadt.md
    """
    city = context.knowledge_base.cities.get(case.city)
    if case.contact and city and city.contact:
        message = f"contact: {city.path} nennt schon die Ansprechstelle »{city.contact.role}«; gezeigt wird diese."
        remedy = f"Löschen Sie contact hier; ist etwas daran neuer, ändern Sie {city.path}."
        yield Problem(document.at_key("contact"), message, remedy)


@record_rule(City)
def name_ohne_einwilligung(city: City, document: SourceDocument, context: Context) -> Problems:
    """Der Name einer Person steht nur mit dem Tag, an dem sie eingewilligt hat (Art. 6 Abs. 1 lit. a, Art. 7 DSGVO).

    Falsch: name: Erika Beispiel, ohne consent
    Richtig: name: Erika Beispiel und consent: 2024-01-15
    """
    contact = city.contact
    if contact is None or not contact.name:
        return
    remedy = "Ergänzen Sie consent mit dem Tag der schriftlichen Einwilligung (2024-01-15), oder löschen Sie name."
    if contact.consent is None:
        message = f"contact.name: »{contact.name}« steht ohne den Tag der Einwilligung (consent)."
        yield Problem(document.at("contact", "name"), message, remedy)
    elif contact.consent > context.today:
        message = f"contact.consent: Der {contact.consent} liegt in der Zukunft; eingewilligt ist also noch nicht."
        yield Problem(document.at("contact", "consent"), message, remedy)


@record_rule(City, severity=Severity.HINT)
def einwilligung_ohne_name(city: City, document: SourceDocument, context: Context) -> Problems:
    """Ein Tag der Einwilligung steht nur, solange ein Name da ist.

    Falsch: consent: 2024-01-15, ohne name
    Richtig: contact mit role und email
    """
    if city.contact and city.contact.consent and not city.contact.name:
        message = f"contact.consent: »{city.contact.consent}« steht ohne name."
        yield Problem(document.at("contact", "consent"), message, "Löschen Sie consent.")
