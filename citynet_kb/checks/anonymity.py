"""Rules about cases whose town is not named."""

import re
from collections.abc import Iterator
from functools import lru_cache

from citynet_kb.checks.context import Context
from citynet_kb.checks.texts import texts
from citynet_kb.findings import Finding, error
from citynet_kb.findings.suggestions import nearest
from citynet_kb.model import CaseStudy
from citynet_kb.model.regions import REGIONS
from citynet_kb.sources import SourceDocument

_ADDRESSES = frozenset({"url", "archived", "email", "aliases", "related"})
"""Keys whose values name a town by its slug."""


def anonym_ohne_rahmen(case: CaseStudy, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Ein Fall ohne Namen der Stadt nennt Region (ein Bundesland oder Deutschland) und Größenklasse; jeder andere nennt beide nicht.

    Falsch: city: anonym, ohne region
    Richtig: city: anonym, region: Thüringen, size_class: kleinere-mittelstadt
    """
    for key, value in (("region", case.region), ("size_class", case.size_class)):
        if case.is_anonymous and value is None:
            yield error(
                anonym_ohne_rahmen,
                document.at_key(key),
                f"{key} fehlt: Ein anonymer Fall braucht region und size_class.",
                f"Ergänzen Sie {key}.",
            )
        if not case.is_anonymous and value is not None:
            remedy = f"Löschen Sie {key}; die Angabe steht bei der Stadt."
            yield error(anonym_ohne_rahmen, document.at_key(key), f"{key}: Das Feld gehört nur zu anonymen Fällen.", remedy)
    if case.is_anonymous and case.region and case.region not in REGIONS:
        meant = nearest(case.region, REGIONS)
        remedy = f"Erlaubt: {', '.join(REGIONS)}." + (f" Meinten Sie »{meant}«?" if meant else "")
        yield error(
            anonym_ohne_rahmen, document.at("region"), f"region: »{case.region}« ist weder ein Bundesland noch Deutschland.", remedy
        )


def anonym_nennt_stadt(case: CaseStudy, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Ein anonymer Fall nennt nirgends eine Stadt, auch nicht in Quellen, Kontakt oder Text.

    Falsch: city: anonym und im Text »Musterstadt«
    Richtig: city: anonym und im Text »die Stadt«
    """
    if not case.is_anonymous:
        return
    cities = context.knowledge_base.cities.values()
    names, slugs = _names(tuple(city.name for city in cities)), _slugs(tuple(city.slug for city in cities))
    for location, place, text in texts(document):
        if location == ("region",):
            continue
        pattern = slugs if _ADDRESSES & set(location) else names
        found = pattern.search(text) if pattern else None
        if found:
            remedy = "Schreiben Sie »die Stadt«; nehmen Sie auch Quellen und Adressen heraus, die den Ort verraten."
            yield error(anonym_nennt_stadt, place, f"Der Fall soll anonym sein, nennt aber »{found[0]}«.", remedy)


@lru_cache(maxsize=4)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:er|s)?\b") if names else None


@lru_cache(maxsize=4)
def _slugs(slugs: tuple[str, ...]) -> re.Pattern[str] | None:
    """A town in an address: bad-musterstadt.de, stadt-badmusterstadt.de."""
    spellings = sorted({spelling for slug in slugs for spelling in (slug, slug.replace("-", ""))}, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(spellings)})(?![a-z])", re.IGNORECASE) if spellings else None


RULES = (anonym_ohne_rahmen, anonym_nennt_stadt)
