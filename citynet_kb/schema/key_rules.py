"""Rules about keys and the kind of value they take. The lists of keys come from the model."""

from collections.abc import Mapping

from citynet_kb.findings import Problem, nearest, rule
from citynet_kb.model import Part, Record
from citynet_kb.schema.fields import Target, target, value_at
from citynet_kb.schema.wording import WORDING
from citynet_kb.sources import Location, SourceDocument

_LONG_LIST = 20
"""More values than this are not listed in one message."""


@rule()
def feld_unbekannt(document: SourceDocument, location: Location, model: type[Part]) -> Problem:
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
    return Problem(document.at_key(*location), f"{key}: Dieses Feld gibt es hier nicht.", remedy)


def meant_key(key: str, model: type[Part]) -> str | None:
    """The key of a model that an unknown one was most likely meant to be."""
    return nearest(key, _labels(model))


def _labels_inside(model: type[Part], key: str) -> Mapping[str, str]:
    inner = target(model, (key,)).part
    return _labels(inner) if inner else {}


def _labels(model: type[Part]) -> dict[str, str]:
    keys = model.front_matter_keys() if issubclass(model, Record) else tuple(model.model_fields)
    return {key: model.model_fields[key].title or key for key in keys}


@rule()
def feld_fehlt(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Pflichtfelder sind ausgefüllt.

    Falsch: ein Fallbericht ohne outcome
    Richtig: outcome: eingestellt
    """
    is_empty = location in document.keys
    fault = WORDING["feld-fehlt"].fault.format(label=aim.label) if is_empty else f"Das Pflichtfeld »{aim.label}« fehlt."
    message = f"{aim.name}: {fault}"
    return Problem(document.at_key(*location), message, f"{aim.help} {_example(aim)}".strip())


def _example(aim: Target) -> str:
    key = aim.name.rpartition(".")[2]
    if aim.vocabulary:
        return f"Erlaubt: {', '.join(aim.vocabulary)}."
    return f"Schreiben Sie: {key}: …"


MOST_MEANT = 30
"""Entries of a list for which the nearest value is sought; each costs some milliseconds."""


@rule()
def wert_unbekannt(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein Feld mit fester Auswahl hat einen ihrer Werte. Der Name der Regel nennt das Feld: ergebnis-unbekannt, aufwand-unbekannt.

    Falsch: outcome: misslungen
    Richtig: outcome: nicht-zustande
    """
    known: Mapping[str, str] = {term.value: term.label for term in aim.vocabulary or ()}
    found = str(value_at(document.data, location))
    is_far = isinstance(location[-1], int) and location[-1] >= MOST_MEANT
    meant = None if is_far else nearest(found, known, cutoff=0.3 if len(known) < 10 else 0.6)
    remedy = _allowed(list(known), meant) + (f" Meinten Sie »{meant}«?" if meant else "")
    message = f"{aim.name}: {WORDING['wert-unbekannt'].fault.format(found=found[:80], label=aim.label)}"
    return Problem(document.at(*location), message, remedy, f"{aim.label_slug}-unbekannt")


def _allowed(known: list[str], meant: str | None) -> str:
    """The allowed values; of a long list in groups only the group that was most likely meant, else the names of the groups."""
    group, slash, _ = (meant or "").partition("/")
    if len(known) <= _LONG_LIST:
        return f"Erlaubt: {', '.join(known)}."
    if slash:
        return f"Erlaubt, in der Gruppe {group}: {', '.join(term for term in known if term.startswith(f'{group}/'))}."
    groups = list(dict.fromkeys(term.partition("/")[0] for term in known if "/" in term))
    return f"Schreiben Sie gruppe/grund; Gruppen: {', '.join(groups)}." if groups else f"Erlaubt: {', '.join(known)}."


@rule()
def gruppe_erwartet(document: SourceDocument, location: Location, aim: Target) -> Problem:
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
    message = f"{aim.name}: Hier stehen einzelne Felder, gefunden: {found_in(document, location)}."
    return Problem(document.at(*location), message, f"Schreiben Sie {layout}. Felder: {', '.join(keys)}.")


@rule()
def liste_erwartet(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein Feld mit mehreren Einträgen ist eine Liste: je Eintrag eine Zeile mit Strich und Leerzeichen.

    Falsch: failure_reasons: nachfrage/zu-wenig-nachfrage
    Richtig: failure_reasons: und darunter - nachfrage/zu-wenig-nachfrage
    """
    key = aim.name.rpartition(".")[2]
    message = f"{aim.name}: »{aim.label}« ist eine Liste, gefunden: {found_in(document, location)}."
    remedy = (
        f"Schreiben Sie »{key}:« und darunter je Eintrag eine Zeile, die mit zwei Leerzeichen, Strich und Leerzeichen beginnt: »  - …«."
    )
    return Problem(document.at(*location), message, remedy)


@rule()
def text_erwartet(document: SourceDocument, location: Location, aim: Target) -> Problem:
    """Ein einfaches Feld hat einen einzelnen Wert, keine Liste.

    Falsch: city: [gera, jena]
    Richtig: city: gera
    """
    message = f"{aim.name}: »{aim.label}« ist ein einzelner Wert, gefunden: {found_in(document, location)}."
    remedy = "Schreiben Sie genau einen Wert hinter den Doppelpunkt. Beginnt er mit [ oder {, setzen Sie ihn in gerade Anführungszeichen."
    value = value_at(document.data, location)
    if isinstance(value, dict) and len(value) == 1 and isinstance(location[-1], int):
        ((key, rest),) = value.items()  # »- Musik: laut«
        remedy = f'Setzen Sie den ganzen Eintrag in gerade Anführungszeichen: "{key}: {rest}"' if isinstance(rest, str) else remedy
    return Problem(document.at(*location), message, remedy)


def found_in(document: SourceDocument, location: Location) -> str:
    """What was found at a location, described in German."""
    value = value_at(document.data, location)
    if isinstance(value, dict):
        return "Felder (" + ", ".join(value) + ")"
    if isinstance(value, list):
        return f"eine Liste mit {len(value)} {'Eintrag' if len(value) == 1 else 'Einträgen'}"
    return f"»{str(value)[:60]}«"
