"""Rules about single values: numbers, dates, addresses, lengths."""

import re

from citynet_kb.findings import Problem, rule
from citynet_kb.model.hosts import host_of, is_clear
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import is_partial_date
from citynet_kb.schema.fields import Target, value_at
from citynet_kb.schema.key_rules import found_in
from citynet_kb.schema.wording import WORDING
from citynet_kb.schema.written_dates import iso_form
from citynet_kb.schema.written_numbers import unit_of, whole_number
from citynet_kb.sources import Location, SourceDocument


def _say(rule: str, aim: Target, found: str = "", **numbers: int) -> tuple[str, str]:
    """Message and remedy of a rule. Characters are counted in `found` unless `count` is given."""
    known = {"found": found, "label": aim.label, "count": len(found), **numbers}
    wording = WORDING[rule]
    return f"{aim.name}: {wording.fault.format(**known)}", wording.remedy.format(**known)


@rule()
def ganzzahl(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Zahlen bestehen nur aus Ziffern: keine Punkte, kein Komma, kein €.

    Falsch: cost_eur: 1.200,50 €
    Richtig: cost_eur: 1200
    """
    found = str(value_at(document.data, location))
    message, remedy = _say("ganzzahl", aim, found)
    meant = whole_number(found, unit_of(str(location[-1])))
    if meant:
        remedy += f" Meinten Sie {meant}?"
    return Problem(document.at(*location), message, remedy)


@rule()
def wochen(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Wochen sind ganze Zahlen; ein Minus davor heißt: vor dem Beginn.

    Falsch: weeks: 12 Wochen vorher
    Richtig: weeks: "-12"
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), *_say("wochen", aim, found))


@rule()
def kommazahl(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Koordinaten stehen in Grad mit Punkt.

    Falsch: lat: 50,88
    Richtig: lat: 50.88
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), *_say("kommazahl", aim, found))


@rule()
def wahrheitswert(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Wo nur Ja oder Nein gefragt ist, steht true; false ist dasselbe wie keine Angabe.

    Falsch: common: ja
    Richtig: common: true
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), *_say("wahrheitswert", aim, found))


@rule()
def datum_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein Datum ist ein Jahr, ein Monat oder ein Tag, den es gibt: 2024, 2024-03 oder 2024-03-15.

    Falsch: start: 30.02.2024
    Richtig: start: 2024-02-29
    """
    return _date(document, location, aim, "datum-ungueltig")


@rule()
def tag_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein Tag steht als Jahr-Monat-Tag, und es gibt ihn im Kalender.

    Falsch: added: 5. März 2024
    Richtig: added: 2024-03-05
    """
    return _date(document, location, aim, "tag-ungueltig")


def _date(document: SourceDocument, location: Location, aim: Target, rule: str) -> Problem:
    found = str(value_at(document.data, location)).strip()
    meant = iso_form(found)
    is_known_form = re.fullmatch(r"\d{4}(-\d\d){1,2}", meant) is not None
    message, remedy = _say(rule, aim, found)
    if is_known_form and not is_partial_date(meant):
        remedy = f"Diesen Tag gibt es im Kalender nicht. {remedy}"
    elif is_known_form and meant != found and (rule == "datum-ungueltig" or len(meant) == 10):
        parts = "Jahr, Monat und Tag mit Bindestrich, Monat und Tag" if len(meant) == 10 else "Jahr und Monat mit Bindestrich, den Monat"
        remedy = f"Schreiben Sie {parts} zweistellig: {meant}"
    elif not re.search(r"\d", found):
        remedy = f"{remedy} {aim.help}".strip()
    return Problem(document.at(*location), message, remedy)


@rule()
def adresse_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Eine Internetadresse beginnt mit http:// oder https:// und enthält keine Leerzeichen.

    Falsch: url: www.gera.de
    Richtig: url: https://www.gera.de/
    """
    found = str(value_at(document.data, location))
    message, remedy = _say("adresse-ungueltig", aim, found[:80])
    if re.fullmatch(r"www\.[^\s]+", found):
        remedy += f" Meinten Sie https://{found}?"
    elif (host := host_of(found)) and not is_clear(host):
        message = f"{aim.name}: Wohin die Adresse führt, ist nicht deutlich zu lesen: »{host[:80]}«."
    return Problem(document.at(*location), message, remedy)


@rule()
def mailadresse_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Eine Mailadresse hat die Form postfach@stelle.de.

    Falsch: email: citymanagement (at) gera.de
    Richtig: email: citymanagement@gera.de
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), *_say("mailadresse-ungueltig", aim, found))


@rule()
def kennung_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Kennungen bestehen aus kleinen Buchstaben ohne Umlaute, Ziffern und Bindestrichen.

    Falsch: city: Bad Köstritz
    Richtig: city: bad-koestritz
    """
    found = str(value_at(document.data, location))
    message, remedy = _say("kennung-ungueltig", aim, found)
    meant = plain_slug(found)
    if meant:
        remedy += f" Meinten Sie »{meant}«?"
    return Problem(document.at(*location), message, remedy)


@rule()
def fallkennung_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein anderer Fall wird mit »stadt/fall« genannt.

    Falsch: related: [Eisbahn in Görlitz]
    Richtig: related: [goerlitz/eisbahn]
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), *_say("fallkennung-ungueltig", aim, found))


@rule()
def muster(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Amtliche Kennungen haben ihre feste Form.

    Falsch: ags: 16052
    Richtig: ags: "16052000"
    """
    found = str(value_at(document.data, location))
    return Problem(document.at(*location), f"{aim.name}: »{found}« hat nicht die richtige Form.", aim.help)


@rule()
def text_zu_kurz(document: SourceDocument, location: Location, aim: Target, least: int) -> Problem:
    """Ein Text ist lang genug, um etwas zu sagen.

    Falsch: title: Markt
    Richtig: title: Feierabendmarkt nach einem Sommer eingestellt
    """
    found = str(value_at(document.data, location))
    message, _ = _say("text-zu-kurz", aim, found, least=least) if found else (f"{aim.name}: Hier steht kein Text.", "")
    return Problem(document.at(*location), message, aim.help)


@rule()
def text_zu_lang(document: SourceDocument, location: Location, aim: Target, most: int) -> Problem:
    """Überschrift und Kurzfassung bleiben kurz.

    Falsch: eine Kurzfassung mit 600 Zeichen
    Richtig: zwei Sätze mit zusammen höchstens 240 Zeichen
    """
    found = str(value_at(document.data, location))
    said = _say("text-zu-lang", aim, f"{found[:40]}…", count=len(found), most=most, over=len(found) - most)
    return Problem(document.at(*location), *said)


@rule()
def liste_zu_lang(document: SourceDocument, location: Location, aim: Target, most: int) -> Problem:
    """Listen bleiben kurz, damit das Wichtige auffällt.

    Falsch: fünf Gründe in failure_reasons
    Richtig: die drei wichtigsten Gründe, der wichtigste zuerst
    """
    found = value_at(document.data, location)
    count = len(found) if isinstance(found, list) else 0
    return Problem(document.at(*location), *_say("liste-zu-lang", aim, count=count, most=most))


@rule()
def wert_ungueltig(document: SourceDocument, location: Location, aim: Target, problem: str) -> Problem:
    """Jeder Wert passt zu seinem Feld.

    Falsch: city: {a: b}
    Richtig: city: gera
    """
    message = f"{aim.name}: {found_in(document, location)} passt nicht zu »{aim.label}« ({problem})."
    return Problem(document.at(*location), message, aim.help)
