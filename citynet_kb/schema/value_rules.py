"""Rules about single values: numbers, dates, addresses, lengths."""

import re

from citynet_kb.findings import Finding, error
from citynet_kb.findings.nearest import slugify
from citynet_kb.model.values import is_partial_date
from citynet_kb.schema.fields import Target, value_at
from citynet_kb.schema.key_rules import found_in
from citynet_kb.sources import Location, SourceDocument


def ganzzahl(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Zahlen bestehen nur aus Ziffern: keine Punkte, kein Komma, kein €.

    Falsch: cost_eur: 1.200,50 €
    Richtig: cost_eur: 1200
    """
    found = str(value_at(document.data, location))
    message = f"{aim.name}: »{found}« ist keine ganze Zahl."
    remedy = "Schreiben Sie nur Ziffern, ohne Punkt, Komma, Leerzeichen und Einheit."
    meant = re.fullmatch(r"(?:ca\. ?|rund |etwa )?(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d\d?)? ?(?:€|EUR|Euro|Tage|Wochen)?", found.strip())
    if meant:
        remedy += f" Meinten Sie {meant[1].replace('.', '').replace(' ', '')}?"
    return error(ganzzahl, document.at(*location), message, remedy)


def kommazahl(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Koordinaten stehen in Grad mit Punkt.

    Falsch: lat: 50,88
    Richtig: lat: 50.88
    """
    found = str(value_at(document.data, location))
    return error(kommazahl, document.at(*location), f"{aim.name}: »{found}« ist keine Gradzahl.", "Schreiben Sie sie mit Punkt: 50.8804")


def datum_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein Datum ist ein Jahr, ein Monat oder ein Tag, den es gibt: 2024, 2024-03 oder 2024-03-15.

    Falsch: start: 30.02.2024
    Richtig: start: 2024-02-29
    """
    return _date(document, location, aim, "2024, 2024-03 oder 2024-03-15")


def tag_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein Tag steht als Jahr-Monat-Tag, und es gibt ihn im Kalender.

    Falsch: added: 5. März 2024
    Richtig: added: 2024-03-05
    """
    return _date(document, location, aim, "2024-03-15")


def _date(document: SourceDocument, location: Location, aim: Target, form: str) -> Finding:
    found = str(value_at(document.data, location)).strip()
    german = re.fullmatch(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})", found, re.ASCII)
    unpadded = re.fullmatch(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", found, re.ASCII)
    parts = german or unpadded
    meant = f"{parts['year']}-{int(parts['month']):02}-{int(parts['day']):02}" if parts else found
    is_known_form = re.fullmatch(r"\d{4}(-\d\d){1,2}", meant) is not None
    remedy = f"Schreiben Sie: {form}."
    if is_known_form and not is_partial_date(meant):
        remedy = f"Diesen Tag gibt es im Kalender nicht. {remedy}"
    elif is_known_form and parts:
        remedy = f"Schreiben Sie Jahr, Monat und Tag mit Bindestrich, Monat und Tag zweistellig: {meant}"
    elif not re.search(r"\d", found):
        remedy = f"{remedy} {aim.help}".strip()
    rule = tag_ungueltig if form.count("-") == 2 and "," not in form else datum_ungueltig
    return error(rule, document.at(*location), f"{aim.name}: »{found}« ist kein Datum in der Form, die hier gilt.", remedy)


def adresse_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Eine Internetadresse beginnt mit http:// oder https:// und enthält keine Leerzeichen.

    Falsch: url: www.gera.de
    Richtig: url: https://www.gera.de/
    """
    found = str(value_at(document.data, location))
    remedy = "Kopieren Sie die Adresse aus der Adresszeile des Browsers; sie beginnt mit https:// oder http://."
    if re.fullmatch(r"www\.[^\s]+", found):
        remedy += f" Meinten Sie https://{found}?"
    return error(adresse_ungueltig, document.at(*location), f"{aim.name}: »{found[:80]}« ist keine Internetadresse.", remedy)


def mailadresse_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Eine Mailadresse hat die Form postfach@stelle.de.

    Falsch: email: citymanagement (at) gera.de
    Richtig: email: citymanagement@gera.de
    """
    found = str(value_at(document.data, location))
    return error(
        mailadresse_ungueltig, document.at(*location), f"{aim.name}: »{found}« ist keine Mailadresse.", "Schreiben Sie: postfach@stelle.de"
    )


def kennung_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Kennungen bestehen aus kleinen Buchstaben ohne Umlaute, Ziffern und Bindestrichen.

    Falsch: city: Bad Köstritz
    Richtig: city: bad-koestritz
    """
    found = str(value_at(document.data, location))
    remedy = "Erlaubt sind a–z, 0–9 und einzelne Bindestriche; ä wird ae, ö oe, ü ue, ß ss."
    meant = slugify(found)
    if meant:
        remedy += f" Meinten Sie »{meant}«?"
    return error(kennung_ungueltig, document.at(*location), f"{aim.name}: »{found}« ist keine Kennung.", remedy)


def fallkennung_ungueltig(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein anderer Fall wird mit »stadt/fall« genannt.

    Falsch: related: [Eisbahn in Görlitz]
    Richtig: related: [goerlitz/eisbahn]
    """
    found = str(value_at(document.data, location))
    message = f"{aim.name}: »{found}« ist keine Kennung eines Falls."
    return error(fallkennung_ungueltig, document.at(*location), message, "Schreiben Sie Ordner und Dateiname ohne Endung: goerlitz/eisbahn")


def muster(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Amtliche Kennungen haben ihre feste Form.

    Falsch: ags: 16052
    Richtig: ags: "16052000"
    """
    found = str(value_at(document.data, location))
    return error(muster, document.at(*location), f"{aim.name}: »{found}« hat nicht die richtige Form.", aim.help)


def text_zu_kurz(document: SourceDocument, location: Location, aim: Target, least: int) -> Finding:
    """Ein Text ist lang genug, um etwas zu sagen.

    Falsch: title: Markt
    Richtig: title: Feierabendmarkt nach einem Sommer eingestellt
    """
    found = str(value_at(document.data, location))
    message = (
        f"{aim.name}: »{found}« ist zu kurz: {len(found)} von mindestens {least} Zeichen."
        if found
        else f"{aim.name}: Hier steht kein Text."
    )
    return error(text_zu_kurz, document.at(*location), message, aim.help)


def text_zu_lang(document: SourceDocument, location: Location, aim: Target, most: int) -> Finding:
    """Überschrift und Kurzfassung bleiben kurz.

    Falsch: eine Kurzfassung mit 600 Zeichen
    Richtig: zwei Sätze mit zusammen höchstens 240 Zeichen
    """
    found = str(value_at(document.data, location))
    message = f"{aim.name}: »{found[:40]}…« hat {len(found)} Zeichen, erlaubt sind {most}."
    return error(text_zu_lang, document.at(*location), message, f"Kürzen Sie um {len(found) - most} Zeichen.")


def liste_zu_lang(document: SourceDocument, location: Location, aim: Target, most: int) -> Finding:
    """Listen bleiben kurz, damit das Wichtige auffällt.

    Falsch: fünf Gründe in failure_reasons
    Richtig: die drei wichtigsten Gründe, der wichtigste zuerst
    """
    found = value_at(document.data, location)
    count = len(found) if isinstance(found, list) else 0
    message = f"{aim.name}: »{aim.label}« hat {count} Einträge, erlaubt sind {most}."
    return error(liste_zu_lang, document.at(*location), message, "Behalten Sie die wichtigsten.")


def wert_ungueltig(document: SourceDocument, location: Location, aim: Target, problem: str) -> Finding:
    """Jeder Wert passt zu seinem Feld.

    Falsch: city: {a: b}
    Richtig: city: gera
    """
    message = f"{aim.name}: {found_in(document, location)} passt nicht zu »{aim.label}« ({problem})."
    return error(wert_ungueltig, document.at(*location), message, aim.help)


RULES = (
    ganzzahl,
    kommazahl,
    datum_ungueltig,
    tag_ungueltig,
    adresse_ungueltig,
    mailadresse_ungueltig,
    kennung_ungueltig,
    fallkennung_ungueltig,
    muster,
    text_zu_kurz,
    text_zu_lang,
    liste_zu_lang,
    wert_ungueltig,
)
