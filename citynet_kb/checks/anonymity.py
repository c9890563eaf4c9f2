"""Rules about cases whose town is not named."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import among, needs, only, when
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.checks.texts import texts
from citynet_kb.findings import Problem
from citynet_kb.findings.suggestions import nearest
from citynet_kb.model import ANONYMOUS, CaseStudy, Part
from citynet_kb.model.regions import REGIONS
from citynet_kb.sources import SourceDocument

_ADDRESSES = frozenset({"url", "archived", "email", "aliases", "related"})
"""Keys whose values name a town by its slug."""


_UNNAMED = when(("city",), (ANONYMOUS,))
_IN_THE_FORM = (
    *(part for key in ("region", "size_class") for part in (needs(_UNNAMED, key, at=key), only(_UNNAMED, key))),
    among(_UNNAMED, "region", REGIONS),
)


@record_rule(CaseStudy, form=_IN_THE_FORM)
def anonym_ohne_rahmen(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Fall ohne Namen der Stadt nennt Region (ein Bundesland oder Deutschland) und Größenklasse; jeder andere nennt beide nicht.

    Falsch: city: anonym, ohne region
    Richtig: city: anonym, region: Thüringen, size_class: kleinere-mittelstadt
    """
    for key, value in (("region", case.region), ("size_class", case.size_class)):
        if case.is_anonymous and value is None:
            yield Problem(
                document.at_key(key),
                f"{key} fehlt: Ein anonymer Fall braucht region und size_class.",
                f"Ergänzen Sie {key}.",
            )
        if not case.is_anonymous and value is not None:
            remedy = f"Löschen Sie {key}; die Angabe steht bei der Stadt."
            yield Problem(document.at_key(key), f"{key}: Das Feld gehört nur zu anonymen Fällen.", remedy)
    if case.is_anonymous and case.region and case.region not in REGIONS:
        meant = nearest(case.region, REGIONS)
        remedy = f"Erlaubt: {', '.join(REGIONS)}." + (f" Meinten Sie »{meant}«?" if meant else "")
        yield Problem(document.at("region"), f"region: »{case.region}« ist weder ein Bundesland noch Deutschland.", remedy)


@record_rule(CaseStudy)
def anonym_nennt_stadt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein anonymer Fall nennt nirgends eine Stadt, auch nicht in Quellen, Kontakt oder Text.

    Falsch: city: anonym und im Text »Musterstadt«
    Richtig: city: anonym und im Text »die Stadt«
    """
    if not case.is_anonymous or not _may_name_town(case, context):
        return
    for location, text, place in texts(document):
        if location == ("region",):
            continue
        found = context.town_words.in_address(text) if _ADDRESSES & set(location) else context.town_words.in_text(text)
        if found:
            remedy = "Schreiben Sie »die Stadt«; nehmen Sie auch Quellen und Adressen heraus, die den Ort verraten."
            yield Problem(place(), f"Der Fall soll anonym sein, nennt aber »{found}«.", remedy)


def _may_name_town(case: CaseStudy, context: Context) -> bool:
    """A look at all texts at once, which few cases do not pass; the document need not be read again for it."""
    texts: list[str] = []
    addresses: list[str] = []
    _gather(case, False, texts, addresses)
    towns = context.town_words
    return towns.in_text("\n".join(texts)) is not None or any(map(towns.in_address, addresses))


def _gather(value: object, is_address: bool, texts: list[str], addresses: list[str]) -> None:
    if isinstance(value, str):
        (addresses if is_address else texts).append(value)
    elif isinstance(value, tuple):
        for inner in value:
            _gather(inner, is_address, texts, addresses)
    elif isinstance(value, Part):
        for key, inner in vars(value).items():
            if inner is not None and key != "region":
                _gather(inner, is_address or key in _ADDRESSES, texts, addresses)
