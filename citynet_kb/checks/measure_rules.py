"""Rules about what a measure is called, and about towns whose cases of one measure cannot be told apart by date."""

from collections import defaultdict
from collections.abc import Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, content_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import CaseStudy, Measure
from citynet_kb.model.endings import counts, effective_outcome, newest, standing_for_town
from citynet_kb.model.slugs import plain_slug


@content_rule()
def massnahme_doppelt(context: Context) -> Problems:
    """Zwei Maßnahmen haben nicht denselben Namen, auch nicht als einen von zweien um einen Schrägstrich.

    Großschreibung, Umlaute und Zeichen machen keinen Unterschied.

    Falsch: zwei Maßnahmen mit name: Nette Toilette und name: nette Toilette
    Richtig: eine Maßnahme, die andere Kennung steht unter aliases
    """
    named: defaultdict[str, list[Measure]] = defaultdict(list)
    for measure in _measures(context):
        for name in _names(measure):
            named[name].append(measure)
    for measure in _measures(context):
        other = next((other for name in _names(measure) for other in named[name] if other is not measure), None)
        if other:
            message = f"name: »{measure.name}« heißt auch die Maßnahme »{other.id}« (»{other.name}«)."
            remedy = "Geben Sie einer von beiden einen eigenen Namen, oder legen Sie beide zusammen: citynet-kb move."
            yield Problem(context.content.document(measure.path).at("name"), message, remedy)


@content_rule()
def synonym_ist_name(context: Context) -> Problems:
    """Ein anderes Wort für eine Maßnahme ist nicht der Name einer anderen. Es darf aber bei zwei Maßnahmen stehen: Die Suche nennt beide.

    Falsch: synonyms: [Wochenmarkt] bei einer Maßnahme, während eine andere name: Wochenmarkt hat
    Richtig: synonyms: [Markttag]
    """
    owners = {plain_slug(measure.name): measure for measure in reversed(list(_measures(context)))}
    for measure in _measures(context):
        for number, synonym in enumerate(measure.synonyms):
            other = owners.get(plain_slug(synonym), measure)
            if other.id != measure.id:
                message = f"synonyms: »{synonym}« ist der Name der Maßnahme »{other.id}«."
                place = context.content.document(measure.path).at("synonyms", number)
                yield Problem(place, message, "Löschen Sie das Wort hier: Wer es sucht, soll zu der anderen Maßnahme kommen.")


@content_rule(Severity.HINT)
def stadt_geteilt(context: Context) -> Problems:
    """Endeten zwei Fälle einer Stadt zur selben Maßnahme verschieden, so sagt ein Datum, welcher der neuere ist.

    Falsch: zwei Fälle ohne period, einer erfolgreich, einer eingestellt
    Richtig: period.end: 2019 bei dem einen, period.end: 2022 bei dem anderen
    """
    for cases in _of_one_town(context):
        last = newest(cases)
        if standing_for_town(last) is None:
            for case in last:
                others = ", ".join(f"»{other.id}« ({effective_outcome(other)})" for other in last if other is not case)
                message = f"period: »{effective_outcome(case)}«, aber gleich neu ist {others}; so steht keiner für die Stadt."
                remedy = "Ergänzen Sie bei einem von beiden das Ende (period.end) oder einen Nachtrag mit Datum und Ergebnis."
                yield Problem(context.content.document(case.path).at_key("period"), message, remedy)


def _names(measure: Measure) -> tuple[str, ...]:
    """What a measure is called, as slugs: the name, and its parts around » / «."""
    return tuple(dict.fromkeys(filter(None, map(plain_slug, (measure.name, *measure.name.split(" / "))))))


def _measures(context: Context) -> Iterator[Measure]:
    yield from (measure for _, measure in sorted(context.knowledge_base.measures.items()))


def _of_one_town(context: Context) -> Iterator[list[CaseStudy]]:
    """The counting cases of each measure in each town, where there are several."""
    for _, cases in sorted(context.knowledge_base.cases_by_measure.items()):
        by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
        for case in filter(counts, cases):
            by_town[case.city].append(case)
        yield from (by_town[town] for town in sorted(by_town) if len(by_town[town]) > 1)
