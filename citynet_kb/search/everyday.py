"""Everyday words for terms of the model: »gescheitert« means three outcomes, »günstig« two bands of effort.

Phrases are looked up before stop words are removed, so that »nichts gebracht« and »nie gekommen« are understood.
"""

from collections.abc import Iterator

from citynet_kb.model import Effort, Outcome
from citynet_kb.model.vocabulary import SETBACKS

MARK = "="
"""Prefix of index terms that are no words of a text; no word contains it."""


def fact(value: Outcome | Effort) -> str:
    """The mark of an outcome or a band of effort."""
    return f"{MARK}{'aufwand-' if isinstance(value, Effort) else ''}{value.value}"


_SETBACK = (
    *(
        "gescheitert",
        "scheitern",
        "Scheitern",
        "gescheiterte",
        "Rückschlag",
        "Rückschläge",
        "Misserfolg",
        "Fehlschlag",
        "Flop",
        "Reinfall",
        "erfolglos",
    ),
    *("misslungen", "fehlgeschlagen", "schiefgegangen", "schief gegangen", "nicht geklappt", "nicht funktioniert", "nicht gelungen"),
)
_OUTCOMES = (
    (
        Outcome.SUCCESSFUL,
        ("erfolgreich", "Erfolg", "Erfolge", "gelungen", "geklappt", "funktioniert", "bewährt", "gut gelaufen", "lohnt", "gelohnt"),
    ),
    (Outcome.PARTLY, ("teilweise", "teils erfolgreich", "halb gelungen", "gemischt", "durchwachsen")),
    (Outcome.NO_EFFECT, ("wirkungslos", "ohne Wirkung", "nichts gebracht", "kein Effekt", "ohne Effekt", "keine Wirkung", "verpufft")),
    (Outcome.DISCONTINUED, ("eingestellt", "aufgegeben", "abgeschafft", "beendet", "abgebrochen", "aufgelöst", "Einstellung")),
    (
        Outcome.NEVER_REALISED,
        ("nicht zustande", "nie gekommen", "nicht gekommen", "nie umgesetzt", "nicht umgesetzt", "abgesagt", "abgelehnt"),
    ),
    (Outcome.NEVER_REALISED, ("geplatzt", "untersagt", "gestoppt", "verworfen", "nie gebaut", "nicht gebaut", "verhindert")),
    (Outcome.CANCELLED, ("ausgefallen", "abgesagt", "fiel aus", "fand nicht statt", "Absage")),
    (Outcome.EXPIRED, ("ausgelaufen", "planmäßig beendet", "abgelöst", "Projektende", "Förderende")),
    (Outcome.OPEN, ("offen", "läuft noch", "noch offen", "laufend")),
)
_SMALL = (
    "günstig",
    "günstige",
    "billig",
    "preiswert",
    "kostengünstig",
    "kleines Budget",
    "wenig Geld",
    "ohne Geld",
    "wenig Aufwand",
)
_LARGE = ("teuer", "teure", "kostspielig", "aufwendig", "aufwändig", "viel Geld", "großes Budget")
_EFFORTS = (((Effort.VERY_SMALL, Effort.SMALL), _SMALL), ((Effort.LARGE, Effort.VERY_LARGE), _LARGE))


def everyday_words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word or phrase with the marks that it stands for."""
    yield from ((phrase, tuple(fact(outcome) for outcome in SETBACKS)) for phrase in _SETBACK)
    yield from ((outcome.label, (fact(outcome),)) for outcome in Outcome)
    for outcome, phrases in _OUTCOMES:
        yield from ((phrase, (fact(outcome),)) for phrase in phrases)
    yield from effort_words()


def effort_words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those of effort alone."""
    for bands, phrases in _EFFORTS:
        yield from ((phrase, tuple(fact(band) for band in bands)) for phrase in phrases)
