"""Towns as a map needs them."""

from citynet_kb import pictures
from citynet_kb.model import CaseStudy, City, Confidence, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext


def map_towns(context: BuildContext, uri: str, land: str = "") -> list[pictures.Town]:
    """Every town, or each of one Land, as a map on page `uri` needs it."""
    return [_town(context, uri, city) for city in context.base.cities.values() if not land or city.state == land]


def _town(context: BuildContext, uri: str, city: City) -> pictures.Town:
    cases = context.indexes.towns[city.id].listing.cases
    known = [context.indexes.outcomes[case.id] for case in cases if context.indexes.counting[case.id]]
    return pictures.Town(
        id=city.id,
        name=city.name,
        land=city.state,
        lat=city.lat,
        lon=city.lon,
        sign=pictures.town_sign((end.value for end in known), (_pending(context, case).value for case in cases)),
        url=context.link(uri, addresses.city(city.id)),
        cases=len(cases),
        setbacks=sum(outcome.is_setback for outcome in known),
        weight=city.population or 0,
    )


def _pending(context: BuildContext, case: CaseStudy) -> Outcome:
    """How a case that does not count stands there: what thin sources say of its end is left open."""
    return Outcome.OPEN if case.confidence is Confidence.LOW else context.indexes.outcomes[case.id]
