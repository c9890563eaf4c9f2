"""What people say of how a thing went, and which outcomes they mean by it.

A word says something by itself, when it is denied, or both: »erfolgreich« is a success, »nicht erfolgreich« a setback; »bringt« says
nothing, »bringt nichts« no effect. Verbs with a separable prefix are known apart and joined: »fällt … aus«, »ausgefallen«.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from citynet_kb.model import Outcome
from citynet_kb.model.vocabulary import SETBACKS

Wish = Literal["", "success", "setback", "effectless", "ended", "never", "cancelled", "expired", "partly", "open"]
"""What somebody asks for; empty for nothing."""

_O = Outcome
WISHES: Mapping[Wish, Mapping[Outcome, float]] = MappingProxyType(
    {
        "success": {_O.SUCCESSFUL: 1, _O.PARTLY: 0.6},
        "setback": {**dict.fromkeys(SETBACKS, 1.0), _O.CANCELLED: 0.8, _O.PARTLY: 0.6, _O.EXPIRED: 0.6},
        "effectless": {_O.NO_EFFECT: 1, _O.DISCONTINUED: 0.9, _O.NEVER_REALISED: 0.8, _O.PARTLY: 0.7, _O.CANCELLED: 0.6, _O.EXPIRED: 0.6},
        "ended": {_O.DISCONTINUED: 1, _O.EXPIRED: 0.9, _O.NO_EFFECT: 0.8, _O.CANCELLED: 0.8, _O.NEVER_REALISED: 0.8},
        "never": {_O.NEVER_REALISED: 1, _O.CANCELLED: 0.9, _O.DISCONTINUED: 0.8, _O.NO_EFFECT: 0.7},
        "cancelled": {_O.CANCELLED: 1, _O.NEVER_REALISED: 0.95, _O.DISCONTINUED: 0.8, _O.NO_EFFECT: 0.7},
        "expired": {_O.EXPIRED: 1, _O.DISCONTINUED: 0.8},
        "partly": {_O.PARTLY: 1},
        "open": {_O.OPEN: 1},
    }
)
"""How well each outcome answers a wish, at most 1; what is not named answers it badly."""
CONTRARY: Mapping[Wish, tuple[Outcome, ...]] = MappingProxyType(
    {"success": (*SETBACKS, _O.CANCELLED), **dict.fromkeys(("setback", "effectless", "ended", "never", "cancelled"), (_O.SUCCESSFUL,))}
)
"""The outcomes that say the very opposite."""

NEGATIONS_BEFORE = ("kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "ohne", "niemand")
"""They deny what follows."""
NEGATIONS = ("nicht", "nie", "niemals", "nichts", "nix", "kaum", "wenig", "selten", "null")
"""They deny what stands around them."""


@dataclass(frozen=True)
class Said:
    """Words and phrases, parted by commas, with what they mean as they stand and what they mean denied."""

    phrases: str
    said: Wish
    denied: Wish = ""
    asks: bool = False
    """At the beginning it asks: »Lohnt sich eine App?«"""
    stays: bool = False
    """It is looked for as well: »keine Besucher«."""


@dataclass(frozen=True)
class Separable:
    """A verb with its prefix; forms that stand apart from it or are joined to it."""

    prefix: str
    forms: str
    said: Wish
    denied: Wish = ""
    like: str = ""
    """Words by which texts say the same."""


WORDS = (
    Said("erfolgreich, Erfolg, gelungen, gelingen, gelingt, gelang, geglückt, glückt, Volltreffer", "success", "setback"),
    Said("geklappt, klappte, funktionierte, bewährt, bewährte", "success", "setback"),
    Said("klappt, klappen, funktioniert, funktionieren", "success", "setback", asks=True),
    Said(
        "gut gelaufen, läuft gut, lief gut, läuft super, läuft prima, gut angenommen, gut angekommen, kommt gut an, kam gut an",
        "success",
        "setback",
    ),
    Said("lohnte sich, sich gelohnt, lohnte, gelohnt, lohnenswert, rentabel, rechnete sich, gerechnet", "success", "effectless"),
    Said("lohnt sich, lohnen sich, lohnt, lohnen, rentiert, rechnet sich, bringt etwas, bringt was", "success", "effectless", asks=True),
    Said("was gebracht, etwas gebracht", "success", "effectless"),
    Said(
        "bringt, bringen, brachte, brachten, gebracht, nützt, nützte, nutzt, genutzt, hilft, half, helfen, geholfen, taugt",
        "",
        "effectless",
    ),
    Said(
        "Wirkung, wirkt, wirken, wirkte, gewirkt, Effekt, Nutzen, Resonanz, Zuspruch, Zulauf, Nachfrage, Ergebnis, Mehrwert",
        "",
        "effectless",
    ),
    Said(
        "angenommen, besucht, angekommen, gefragt, beliebt, gezogen, zieht, gezündet, zündet, gelaufen, läuft, lief, ging, geht",
        "",
        "setback",
    ),
    Said("zustande, gekommen, umgesetzt, verwirklicht, gebaut, gestartet, begonnen, eröffnet, genehmigt, eingeführt", "", "never"),
    Said("kam, kamen, mitgemacht, macht mit, machte mit, interessiert, interessierte", "", "effectless"),
    Said("Besucher, Kunden, Kundschaft, Gäste, Teilnehmer, Nutzer, Käufer, Publikum, Interesse, Interessenten", "", "setback", stays=True),
    Said("Helfer, Händler, Bewerber, Betreiber, Sponsoren, Aussteller, Mieter, Nachfolger, Mitglieder", "", "setback", stays=True),
    Said("stattgefunden, stattfinden, findet statt, fand statt, finden statt, fanden statt", "", "cancelled"),
    Said("überlebt, überlebte, gehalten, durchgehalten, weitergeführt, fortgeführt, fortgesetzt, verlängert", "", "ended"),
    Said(
        "gibt es nicht mehr, läuft nicht mehr, wieder zu, ist zu, hat zu, das Aus, am Ende, vorbei, Ende, gestorben, tot, Schluss", "ended"
    ),
    Said(
        "gescheitert, scheitern, scheitert, scheiterte, Scheitern, Rückschlag, Misserfolg, Fehlschlag, Reinfall, Fiasko",
        "setback",
        "success",
    ),
    Said(
        "Flop, Flops, floppt, floppen, floppte, gefloppt, Fehler, Problem, Probleme, Desaster, Debakel, Bauchlandung", "setback", "success"
    ),
    Said(
        "erfolglos, misslungen, misslang, missglückt, fehlgeschlagen, schiefgegangen, danebengegangen, versagt, vergeblich",
        "setback",
        "success",
    ),
    Said("ins Wasser gefallen, fällt ins Wasser, fiel ins Wasser, in die Hose, den Bach runter, nach hinten los, vor die Wand", "setback"),
    Said(
        "in den Sand gesetzt, Schuss in den Ofen, Luft raus, aus dem Ruder, Geld verbrannt, hinausgeworfenes Geld, gegen die Wand",
        "setback",
    ),
    Said(
        "wirkungslos, verpufft, verpuffte, nutzlos, sinnlos, ergebnislos, folgenlos, unrentabel, leer geblieben, blieb leer",
        "effectless",
        "success",
    ),
    Said("war umsonst, alles umsonst, für die Katz, eingestampft, einstampfen, eingemottet, aufgegeben, weggefallen", "ended"),
    Said("auf die Nase gefallen, ging baden, gingen baden, baden gegangen, niemand kommt, keiner kommt", "setback"),
    Said("pleite, insolvent, Insolvenz, bankrott, zahlungsunfähig, Konkurs", "ended"),
    Said("eingestellt, Einstellung, beendet, abgeschafft, abgebrochen, aufgelöst, Auflösung, abgewickelt, stillgelegt, abgebaut", "ended"),
    Said("geschlossen, schließt, Schließung, verschwunden, gekippt, gestrichen, begraben, beerdigt", "ended"),
    Said("geplatzt, platzt, platzte, untersagt, gestoppt, verworfen, verhindert, abgelehnt, versandet", "never"),
    Said("ausgefallen, abgesagt, Absage, Ausfall, abgeblasen", "cancelled"),
    Said("ausgelaufen, planmäßig beendet, abgelöst, Projektende, Förderende", "expired"),
    Said("teilweise, teils erfolgreich, halb gelungen, gemischt, durchwachsen", "partly"),
    Said("läuft noch, noch offen, laufend", "open"),
)
VERBS = (
    Separable("aus", "fällt fallen fiel fielen gefallen", "cancelled"),
    Separable("flach", "fällt fallen fiel fielen gefallen", "cancelled"),
    Separable("weg", "fällt fallen fiel fielen gefallen", "ended"),
    Separable("durch", "fällt fallen fiel fielen gefallen", "setback"),
    Separable("ab", "sagt sagen sagte sagten gesagt bläst blies geblasen", "cancelled"),
    Separable("ab", "lehnt lehnen lehnte lehnten gelehnt", "never"),
    Separable(
        "ab", "bricht brechen brach brachen gebrochen schafft schaffen schaffte schafften geschafft schaltet schaltete geschaltet", "ended"
    ),
    Separable("ein", "stellt stellen stellte stellten gestellt schläft schlafen schlief schliefen geschlafen", "ended"),
    Separable("ein", "geht gehen ging gingen gegangen", "ended"),
    Separable("auf", "gibt geben gab gaben gegeben hört hören hörte hörten gehört löst lösen löste lösten gelöst", "ended"),
    Separable("zu", "macht machen machte machten gemacht", "ended", like="geschlossen schließt schließen Schließung"),
    Separable("dicht", "macht machen machte machten gemacht", "ended", like="geschlossen schließt schließen Schließung"),
    Separable("hin", "schmeißt schmeißen schmiss geschmissen", "ended"),
    Separable("an", "kommt kommen kam kamen gekommen", "", "setback"),
    Separable("hin", "haut hauen haute gehauen", "success", "setback"),
    Separable("aus", "läuft laufen lief liefen gelaufen", "expired"),
    Separable("schief", "geht gehen ging gingen gegangen läuft laufen lief liefen gelaufen", "setback"),
    Separable("daneben", "geht gehen ging gingen gegangen", "setback"),
)


def outcome_words() -> dict[str, object]:
    """All of it, for the browser."""
    said = [[phrase, entry.said, entry.denied, entry.asks, entry.stays] for entry in WORDS for phrase in entry.phrases.split(", ")]
    return {
        "wishes": {wish: [_marks(answers), [f"={one.value}" for one in CONTRARY.get(wish, ())]] for wish, answers in WISHES.items()},
        "negations": NEGATIONS,
        "before": NEGATIONS_BEFORE,
        "words": [*said, *_labels()],
        "verbs": [[verb.prefix, verb.forms.split(), verb.said, verb.denied, verb.like.split()] for verb in VERBS],
    }


def _marks(answers: Mapping[Outcome, float]) -> dict[str, float]:
    return {f"={outcome.value}": weight for outcome, weight in answers.items()}


def _labels() -> Iterator[list[object]]:
    """The words on the badges mean just that outcome, as far as they are not among the words above."""
    wish: dict[Outcome, Wish] = {next(iter(answers)): name for name, answers in WISHES.items() if name != "setback"}
    yield from ([outcome.label, wish[outcome], "", False, False] for outcome in Outcome if outcome not in (_O.SUCCESSFUL, _O.OPEN))
