"""The one table of facets: what cases can be told apart by. Finder, lists, glossary, tags, site map and second counts read it.

A new facet is one row of `FACETS`, with its words.
"""

from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.model.case import CaseStudy
from citynet_kb.model.endings import runs_in
from citynet_kb.model.facet_values import (
    Facet,
    FacetPages,
    NamedValue,
    ValueOrder,
    of_name,
    of_records,
    of_terms,
    of_year,
    size_of,
    spans,
    state_of,
    title_of,
)
from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.records import City
from citynet_kb.model.vocabulary import OUTCOMES, Cadence, Effort, Evidence, Organiser, Outcome, SizeClass

FACETS: Mapping[str, Facet] = MappingProxyType(
    {
        facet.slug: facet
        for facet in (
            Facet(
                slug="thema",
                label=title_of(CaseStudy, "topic"),
                values=lambda one: of_records(one.topics, one.case.topic, *one.case.topics_more),
                place_in_finder=2,
                pages=FacetPages("themen", way="Thema", title="Themen"),
            ),
            Facet(
                slug="massnahme",
                label=title_of(CaseStudy, "measure"),
                values=lambda one: of_records(one.measures, one.case.measure),
                place_in_finder=3,
                pages=FacetPages("massnahmen", way="Maßnahme", title="Maßnahmen"),
            ),
            Facet(
                slug="stadt",
                label=title_of(CaseStudy, "city"),
                values=lambda one: of_records(one.cities, None if one.case.is_anonymous else one.case.city),
                pages=FacetPages("staedte", way="Stadt", title="Städte"),
            ),
            Facet(
                slug="ergebnis",
                label=title_of(CaseStudy, "outcome"),
                values=lambda one: of_terms(one.outcome),
                vocabulary=Outcome,
                shown=OUTCOMES,
                place_in_finder=1,
                pages=FacetPages(
                    "ergebnisse",
                    way="Ergebnis",
                    title="Fälle nach Ergebnis",
                    lead="Was daraus wurde: jeder Fall unter seinem Ergebnis, nach dem neuesten Stand.",
                    prefix="Ergebnis: ",
                ),
            ),
            Facet(
                slug="grund",
                label=title_of(CaseStudy, "failure_reasons"),
                values=lambda one: of_terms(*one.case.failure_reasons),
                vocabulary=FailureReason,
                place_in_finder=10,
                pages=FacetPages("gruende", way="Grund", title="Gründe"),
            ),
            Facet(
                slug="aufwand",
                label=title_of(CaseStudy, "effort"),
                values=lambda one: of_terms(one.case.effort),
                vocabulary=Effort,
                place_in_finder=5,
                pages=FacetPages("aufwand", way="Aufwand", title="Aufwand", prefix="Aufwand: "),
            ),
            Facet(
                slug="groesse",
                label=title_of(CaseStudy, "size_class"),
                values=lambda one: of_terms(size_of(one.case, one.cities)),
                vocabulary=SizeClass,
                place_in_finder=6,
                pages=FacetPages(
                    "groessen",
                    way="Größe der Stadt",
                    title="Fälle nach Größe der Stadt",
                    lead="Jeder Fall unter der Größe seiner Stadt, gemessen an der Zahl der Einwohner.",
                    prefix="Größe der Stadt: ",
                    unknown="Größe nicht bekannt",
                ),
            ),
            Facet(
                slug="land",
                label=title_of(City, "state"),
                values=lambda one: of_name(state_of(one.case, one.cities)),
                place_in_finder=7,
                pages=FacetPages(
                    "laender",
                    way="Land",
                    title="Fälle nach Land",
                    lead="Jeder Fall unter dem Land, in dem seine Stadt liegt.",
                    prefix="Land: ",
                    unknown="Land nicht bekannt",
                ),
            ),
            Facet(
                slug="jahr",
                label="Jahr des Beginns",
                values=lambda one: of_year(one.case.period.start if one.case.period else None),
                order=ValueOrder.LATEST_FIRST,
                pages=FacetPages(
                    "jahre",
                    way="Jahr",
                    title="Fälle nach Jahr des Beginns",
                    lead="Jeder Fall unter dem Jahr, in dem das Vorhaben begann.",
                    prefix="Beginn: ",
                    unknown="Beginn nicht bekannt",
                ),
            ),
            Facet(
                slug="zeit",
                label=title_of(CaseStudy, "period"),
                values=lambda one: (NamedValue(span, span.replace("-", "–")) for span in spans(one.case.period)),
                order=ValueOrder.LATEST_FIRST,
                place_in_finder=8,
            ),
            Facet(
                slug="laeuft",
                label="Läuft oder geplant",
                values=lambda one: of_year(runs_in(one.case)),
                order=ValueOrder.LATEST_FIRST,
                place_in_finder=4,
            ),
            Facet(
                slug="belege",
                label=title_of(CaseStudy, "evidence"),
                values=lambda one: of_terms(one.case.evidence),
                vocabulary=Evidence,
                place_in_finder=9,
                pages=FacetPages(
                    "belege",
                    way="Belegen",
                    title="Fälle nach Belegen",
                    lead="Jeder Fall danach, woher man das Ergebnis kennt: vom Eindruck der Beteiligten bis zur unabhängigen Auswertung.",
                    prefix="Belege: ",
                ),
            ),
            Facet(
                slug="vorhaben",
                label=title_of(CaseStudy, "cadence"),
                values=lambda one: of_terms(one.case.cadence),
                vocabulary=Cadence,
                place_in_finder=11,
                pages=FacetPages(
                    "vorhaben",
                    way="Art des Vorhabens",
                    title="Fälle nach Art des Vorhabens",
                    lead="Jeder Fall danach, ob es einmal, wiederkehrend, auf Dauer oder auf Zeit gedacht war.",
                    prefix="Art des Vorhabens: ",
                    unknown="Art nicht bekannt",
                ),
            ),
            Facet(
                slug="traeger",
                label=title_of(CaseStudy, "organiser"),
                values=lambda one: of_terms(one.case.organiser),
                vocabulary=Organiser,
                place_in_finder=12,
                pages=FacetPages(
                    "traeger",
                    way="Träger",
                    title="Fälle nach Träger",
                    lead="Jeder Fall unter dem, der es ausgerichtet oder betrieben hat.",
                    prefix="Träger: ",
                    unknown="Träger nicht bekannt",
                ),
            ),
            Facet(
                slug="anleitung",
                label="Anleitung",
                values=lambda one: of_name("Mit Anleitung") if one.case.measure in one.with_procedure else (),
                place_in_finder=13,
            ),
        )
    }
)
"""By slug, in the order of the ways »Alle Fälle nach«."""
