"""Rules about single keys and values, derived from the model: no list stands here."""

import re
from collections.abc import Mapping

from citynet_kb.findings import Finding, error, nearest
from citynet_kb.findings.nearest import slugify
from citynet_kb.model import Part, Record
from citynet_kb.model.values import is_partial_date
from citynet_kb.schema.fields import Target, target, value_at
from citynet_kb.sources import Location, SourceDocument

_LONG_LIST = 20
"""More values than this are not listed in one message."""


def feld_unbekannt(document: SourceDocument, location: Location, model: type[Record]) -> Finding:
    """Es stehen nur bekannte Felder im Kopf.

    Falsch: ergebnis: offen
    Richtig: outcome: offen
    """
    parent = target(model, location[:-1]).part if len(location) > 1 else model
    known = {} if parent is None else _labels(parent)
    key = str(location[-1])
    groups = [name for name in known if parent and key in _labels_inside(parent, name)]
    meant = meant_key(key, parent) if parent else None
    if groups:
        remedy = f"»{key}« gehört, um zwei Leerzeichen eingerückt, unter {' oder '.join(f'»{name}:«' for name in groups)}."
    elif meant:
        remedy = f"Meinten Sie »{meant}« ({known[meant]})?"
    else:
        remedy = f"Bekannt sind: {', '.join(known)}."
    return error(feld_unbekannt, document.at_key(*location), f"{key}: Dieses Feld gibt es hier nicht.", remedy)


def meant_key(key: str, model: type[Part]) -> str | None:
    """The key of a model that an unknown one was most likely meant to be."""
    return nearest(key, _labels(model))


def _labels_inside(model: type[Part], key: str) -> Mapping[str, str]:
    inner = target(model, (key,)).part
    return _labels(inner) if inner else {}


def _labels(model: type[Part]) -> dict[str, str]:
    keys = model.front_matter_keys() if issubclass(model, Record) else tuple(model.model_fields)
    return {key: model.model_fields[key].title or key for key in keys}


def feld_fehlt(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Pflichtfelder sind ausgefüllt.

    Falsch: ein Fallbericht ohne outcome
    Richtig: outcome: eingestellt
    """
    is_empty = location in document.keys
    message = f"{aim.name}: Das Pflichtfeld »{aim.label}« {'ist leer' if is_empty else 'fehlt'}."
    return error(feld_fehlt, document.at_key(*location), message, f"{aim.help} {_example(aim)}".strip())


def _example(aim: Target) -> str:
    key = aim.name.rpartition(".")[2]
    if aim.vocabulary:
        return f"Erlaubt: {', '.join(aim.vocabulary)}."
    return f"Schreiben Sie: {key}: …"


def wert_unbekannt(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein Feld mit fester Auswahl hat einen ihrer Werte. Der Name der Regel nennt das Feld: ergebnis-unbekannt, aufwand-unbekannt.

    Falsch: outcome: misslungen
    Richtig: outcome: nicht-zustande
    """
    known: Mapping[str, str] = {term.value: term.label for term in aim.vocabulary or ()}
    found = str(value_at(document.data, location))
    meant = nearest(found, known, cutoff=0.3 if len(known) < 10 else 0.6)
    remedy = _allowed(list(known), meant) + (f" Meinten Sie »{meant}«?" if meant else "")
    message = f"{aim.name}: »{found[:80]}« ist kein bekannter Wert für »{aim.label}«."
    return error(f"{aim.label_slug}-unbekannt", document.at(*location), message, remedy)


def _allowed(known: list[str], meant: str | None) -> str:
    """The allowed values; of a long list in groups only the group that was most likely meant, else the names of the groups."""
    group, slash, _ = (meant or "").partition("/")
    if len(known) <= _LONG_LIST:
        return f"Erlaubt: {', '.join(known)}."
    if slash:
        return f"Erlaubt, in der Gruppe {group}: {', '.join(term for term in known if term.startswith(f'{group}/'))}."
    groups = list(dict.fromkeys(term.partition("/")[0] for term in known if "/" in term))
    return f"Schreiben Sie gruppe/grund; Gruppen: {', '.join(groups)}." if groups else f"Erlaubt: {', '.join(known)}."


def gruppe_erwartet(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein Feld mit Unterfeldern enthält diese, eingerückt, je eines in einer Zeile.

    Falsch: period: 2019-2021
    Richtig: period: und darunter eingerückt start: 2019
    """
    keys = list(_labels(aim.part)) if aim.part else []
    is_item = isinstance(location[-1], int)
    first, key = (keys or ["feld"])[0], aim.name.rpartition(".")[2]
    layout = (
        f"»- {first}: …«, die weiteren Felder eingerückt darunter"
        if is_item
        else f"»{key}:« und darunter, um zwei Leerzeichen eingerückt, »{first}: …«"
    )
    message = f"{aim.name}: Hier stehen einzelne Felder, gefunden: {_found(document, location)}."
    return error(gruppe_erwartet, document.at(*location), message, f"Schreiben Sie {layout}. Felder: {', '.join(keys)}.")


def liste_erwartet(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein Feld mit mehreren Einträgen ist eine Liste: je Eintrag eine Zeile mit Strich und Leerzeichen.

    Falsch: failure_reasons: nachfrage/zu-wenig-nachfrage
    Richtig: failure_reasons: und darunter - nachfrage/zu-wenig-nachfrage
    """
    key = aim.name.rpartition(".")[2]
    message = f"{aim.name}: »{aim.label}« ist eine Liste, gefunden: {_found(document, location)}."
    remedy = (
        f"Schreiben Sie »{key}:« und darunter je Eintrag eine Zeile, die mit zwei Leerzeichen, Strich und Leerzeichen beginnt: »  - …«."
    )
    return error(liste_erwartet, document.at(*location), message, remedy)


def text_erwartet(document: SourceDocument, location: Location, aim: Target) -> Finding:
    """Ein einfaches Feld hat einen einzelnen Wert, keine Liste.

    Falsch: city: [gera, jena]
    Richtig: city: gera
    """
    message = f"{aim.name}: »{aim.label}« ist ein einzelner Wert, gefunden: {_found(document, location)}."
    remedy = "Schreiben Sie genau einen Wert hinter den Doppelpunkt. Beginnt er mit [ oder {, setzen Sie ihn in gerade Anführungszeichen."
    return error(text_erwartet, document.at(*location), message, remedy)


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
    message = f"{aim.name}: {_found(document, location)} passt nicht zu »{aim.label}« ({problem})."
    return error(wert_ungueltig, document.at(*location), message, aim.help)


def _found(document: SourceDocument, location: Location) -> str:
    value = value_at(document.data, location)
    if isinstance(value, dict):
        return "Felder (" + ", ".join(value) + ")"
    if isinstance(value, list):
        return f"eine Liste mit {len(value)} {'Eintrag' if len(value) == 1 else 'Einträgen'}"
    return f"»{str(value)[:60]}«"


RULES = (
    feld_unbekannt,
    feld_fehlt,
    wert_unbekannt,
    gruppe_erwartet,
    liste_erwartet,
    text_erwartet,
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
