"""Other words for the terms of closed vocabularies: everyday words, halves of a label around »/«, what stands in its brackets.

A word that fits two terms is no word for either: whoever wrote it is asked.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from citynet_kb.model import Cadence, Effort, Evidence, FailureReason, Funding, Organiser, Outcome, Term, WouldRepeat
from citynet_kb.model.reason_words import REASON_WORDS
from citynet_kb.model.slugs import plain_slug

_ALSO: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        Outcome.SUCCESSFUL: ("voller Erfolg", "sehr erfolgreich", "läuft gut"),
        Outcome.PARTLY: ("Teilerfolg", "teils, teils", "zum Teil erfolgreich", "zum Teil"),
        Outcome.NO_EFFECT: ("Ziele verfehlt", "Ziel nicht erreicht", "Ziele nicht erreicht"),
        Outcome.DISCONTINUED: ("wurde eingestellt", "gestoppt", "beendet", "abgesetzt", "untersagt"),
        Outcome.NEVER_REALISED: ("kam nicht zustande", "kam nie zustande", "fand nie statt", "nie zustande gekommen", "fand nicht statt"),
        Outcome.EXPIRED: ("wie geplant beendet", "beendet", "planmäßig ausgelaufen"),
        Outcome.OPEN: ("noch nicht bekannt", "noch unklar", "in Planung", "geplant", "läuft"),
    }
)
"""Words for outcomes besides those that the search knows."""
_WORDS: Mapping[Term, tuple[str, ...]] = MappingProxyType(
    {
        Effort.VERY_SMALL: ("sehr gering", "minimal", "winzig"),
        Effort.SMALL: ("gering", "niedrig"),
        Effort.MEDIUM: ("mittelgroß", "mittlerer", "mittlerer Aufwand"),
        Effort.LARGE: ("hoch",),
        Effort.VERY_LARGE: ("sehr hoch", "riesig"),
        Effort.UNKNOWN: ("nicht bekannt", "weiß nicht", "keine Angabe", "k. A.", "unklar"),
        Cadence.ONCE: ("einmal", "ein Mal", "einzeln"),
        Cadence.RECURRING: ("regelmäßig", "jährlich", "monatlich", "wöchentlich", "jedes Jahr", "jeden Monat", "jede Woche"),
        Cadence.PERMANENT: ("dauerhaft", "unbefristet", "ständig", "laufend"),
        Cadence.LIMITED: ("befristet", "Projekt", "Versuch", "Pilotprojekt", "zeitlich begrenzt"),
        Organiser.TOWN: ("Stadtverwaltung", "Kommune", "Verwaltung", "Rathaus"),
        Organiser.TOWN_MARKETING: ("Citymanagement", "Stadtmarketing GmbH", "Stadtmarketingverein"),
        Organiser.ASSOCIATION: ("Gewerbeverein", "Händlerverein", "Werbegemeinschaft"),
        Evidence.IMPRESSION: ("Eindruck", "eigene Einschätzung", "Einschätzung", "Gefühl"),
        Evidence.FEEDBACK: ("Rückmeldung", "Presse", "Befragung", "Umfrage", "Zeitung", "Presseberichte"),
        Evidence.COUNT: ("gezählt", "Zahlen", "Zählungen", "Besucherzahlen", "Besucherzählung", "Frequenzzählung"),
        Evidence.BEFORE_AND_AFTER: ("Vorher/Nachher", "Vergleich vorher nachher", "Vorher-nachher-Vergleich"),
        Evidence.EXTERNAL_EVALUATION: ("extern", "Evaluation", "externe Evaluation", "Gutachten", "wissenschaftlich begleitet"),
        WouldRepeat.YES: ("jederzeit", "unbedingt", "auf jeden Fall", "ja, jederzeit", "ja, unbedingt", "ja, gern", "ja, wieder"),
        WouldRepeat.YES_DIFFERENTLY: ("anders", "ja, mit Änderungen", "nur anders", "ja, aber nur anders"),
        WouldRepeat.NO: ("nein, nicht wieder", "auf keinen Fall", "nicht wieder", "eher nicht", "niemals"),
        WouldRepeat.UNCLEAR: ("vielleicht", "weiß nicht", "unsicher", "unentschieden"),
        Funding.OWN_FUNDS: (
            "Haushalt",
            "städtischer Haushalt",
            "Haushaltsmittel",
            "eigene Mittel",
            "Eigenmittel",
            "Stadt",
            "städtische Mittel",
        ),
        Funding.LIVING_CENTRES: ("Lebendige Zentren",),
        Funding.SOCIAL_COHESION: ("Sozialer Zusammenhalt",),
        Funding.ZIZ: ("ZIZ", "Zukunftsfähige Innenstädte und Zentren"),
        Funding.FEDERAL: ("Bundesmittel", "Bundesförderung", "Bundesprogramm"),
        Funding.STATE: ("Land", "Landesförderung", "Land Thüringen", "Landesprogramm"),
        Funding.EU: ("EU", "EU-Förderung", "Europäische Union"),
        Funding.SPONSORING: ("Sponsoren", "Sponsor", "Sponsorengelder", "Sponsoringmittel"),
        Funding.REVENUE: ("Standgebühren", "Standgebühr", "Standgelder", "Eintrittsgelder", "Verkaufserlöse", "Einnahmen"),
        Funding.TRADER_LEVY: ("Händlerbeiträge", "Mitgliedsbeiträge", "Umlage der Händler", "Beiträge der Mitglieder"),
        Funding.DONATIONS: ("Spende", "Spenden", "Stiftung", "Crowdfunding"),
        Funding.PRIVATE: ("Investor", "privat", "private Mittel", "privates Unternehmen"),
        **{reason: words.clear for reason, words in REASON_WORDS.items()},
    }
)
_VAGUE = frozenset(("Verkehr", "Forschung", "IT", "Programm nicht genannt", "Veranstaltern"))
"""Parts of labels that may mean something else alone."""
_NAME = re.compile(r"[A-ZÄÖÜ][^\d]+")


def meant_terms(text: str, vocabulary: type[Term]) -> tuple[Term, ...]:
    """The terms that other words than their labels may mean, in the order of the vocabulary; empty for unknown words."""
    found = _spellings(vocabulary).get(plain_slug(text), ())
    return tuple(term for term in vocabulary if term in found)


def offered_terms(text: str, vocabulary: type[Term]) -> tuple[Term, ...]:
    """The terms that words wider than these may mean: none is taken for them unseen, and whoever wrote them is asked."""
    wanted = plain_slug(text)
    if vocabulary is not FailureReason:
        return ()
    return tuple(reason for reason, words in REASON_WORDS.items() if wanted in map(plain_slug, words.wide))


def other_words(vocabulary: type[Term]) -> tuple[str, ...]:
    """All other words for the terms of a vocabulary, as they are written."""
    return tuple(phrase for phrase, _ in _phrases(vocabulary))


@lru_cache(maxsize=64)
def _spellings(vocabulary: type[Term]) -> Mapping[str, frozenset[Term]]:
    found: dict[str, set[Term]] = {}
    for phrase, term in _phrases(vocabulary):
        found.setdefault(plain_slug(phrase), set()).add(term)
    return {phrase: frozenset(terms) for phrase, terms in found.items() if phrase}


def _phrases(vocabulary: type[Term]) -> Iterator[tuple[str, Term]]:
    for term in vocabulary:
        yield from ((phrase, term) for phrase in (*_WORDS.get(term, ()), *_parts_of(term.label)))
    if vocabulary is Outcome:
        yield from ((phrase, outcome) for outcome, phrases in _ALSO.items() for phrase in phrases)
    if vocabulary in (Outcome, Effort):
        yield from _of_search(vocabulary)


def _of_search(vocabulary: type[Term]) -> Iterator[tuple[str, Term]]:
    from citynet_kb.search.everyday import everyday_words, fact  # imported here: a check does not need the search

    marks = {fact(term): term for term in vocabulary if isinstance(term, Outcome | Effort)}
    yield from ((phrase, marks[mark]) for phrase, found in everyday_words() for mark in found if mark in marks)


def _parts_of(label: str) -> Iterator[str]:
    """The halves of a label around »/«, its beginning before »oder«, the label without brackets, and the names inside them."""
    bare, _, rest = label.partition(" (")
    inside = rest.rstrip(")")
    halves = re.split(" ?/ ?", bare) if "/" in bare else [bare]
    names = (name.strip() for name in re.split("[,/]", inside))
    first = re.split(", | oder ", bare, maxsplit=1)[0]  # »Standort ungeeignet« of »Standort ungeeignet oder nicht verfügbar«
    halves += [first] if " " in first else []
    yield from (part for part in (*halves, *(name for name in names if _NAME.fullmatch(name))) if part not in (label, *_VAGUE))
