"""Rules about towns: that of a case is known, and a file agrees with the register of German municipalities."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import known
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity, nearest
from citynet_kb.model import ANONYMOUS, CaseStudy, City, SizeClass, addresses
from citynet_kb.model.municipalities import Municipality
from citynet_kb.sources import SourceDocument

_MOST = 12
"""Most towns of one name that a remedy lists."""


@record_rule(CaseStudy, form=(known("city", of="cities", other=ANONYMOUS),))
def stadt_unbekannt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Die Stadt eines Falls ist eine Gemeinde in Deutschland oder hat eine Datei in content/staedte/.

    Falsch: city: gehra
    Richtig: city: gera
    """
    if case.city == ANONYMOUS or context.knowledge_base.knows_town(case.city):
        return
    place, of_name = document.at("city"), context.knowledge_base.municipalities.called(case.city)
    if len(of_name) > 1 and not context.former["city"].get(case.city):
        listed = ", ".join(f"{one.slug} ({_where(one)})" for one in of_name[:_MOST])
        more = f" und {len(of_name) - _MOST} weitere" if len(of_name) > _MOST else ""
        yield Problem(place, f"city: »{case.city}« heißen {len(of_name)} Gemeinden.", f"Welche ist es: {listed}{more}?")
        return
    towns = context.towns_like(case.city)
    meant = context.former["city"].get(case.city) or nearest(case.city, towns)
    remedy = f"Meinten Sie »{meant}« ({towns.get(meant, meant)})? " if meant else ""
    remedy += (
        "Jede Gemeinde in Deutschland ist bekannt; ein Ort im Ausland oder ein Ortsteil bekommt eine Datei in "
        f"{addresses.CONTENT}/{addresses.section(addresses.CITIES)}: slug, name, state, country, population."
    )
    yield Problem(place, f"city: »{case.city}« ist keine bekannte Stadt.", remedy)


def _where(town: Municipality) -> str:
    return town.state if town.is_independent else f"{town.state}, {town.district}"


@record_rule(City)
def stadt_verzeichnis(city: City, document: SourceDocument, context: Context) -> Problems:
    """Die Datei einer deutschen Stadt trägt die Kennung, die das Gemeindeverzeichnis ihr gibt, und keine andere Stadt trägt diese Kennung.

    Falsch: content/staedte/gera-stadt.md mit ags: 16052000, denn das Verzeichnis nennt Gera »gera«
    Richtig: content/staedte/gera.md mit ags: 16052000
    """
    register = context.knowledge_base.municipalities
    slug, there = register.with_key(city.ags or ""), register.get(city.id)
    if city.country == "DE" and slug and slug != city.id:
        message = f"ags: {city.ags} ist im Gemeindeverzeichnis »{slug}« ({register.label(slug)}); so gäbe es die Stadt zweimal."
        remedy = f"Nennen Sie Datei und slug »{slug}«, auch in den Fällen der Stadt, und schreiben Sie darunter aliases: [{city.id}]."
        yield Problem(document.at("ags"), message, remedy)
    elif there and (city.country != "DE" or city.state != there.state or city.ags not in (None, there.ags)):
        message = f"slug: »{city.id}« heißt im Gemeindeverzeichnis eine andere Stadt: {there.name} ({_where(there)}, {there.ags})."
        yield Problem(document.at("slug"), message, "Hängen Sie an Kennung und Dateinamen das Land oder den Kanton an.")


@record_rule(City, severity=Severity.HINT)
def stadt_doppelt(city: City, document: SourceDocument, context: Context) -> Problems:
    """Eine Stadt, die im Gemeindeverzeichnis steht, bekommt keine Datei unter einer anderen Kennung.

    Falsch: content/staedte/bad-lobenstein-thueringen.md ohne ags
    Richtig: content/staedte/bad-lobenstein.md
    """
    register = context.knowledge_base.municipalities
    if city.country != "DE" or city.ags or city.id in register:
        return
    same = [one for one in register.called(city.name) if one.state == city.state]
    if same:
        names = " oder ".join(f"»{one.slug}« ({_where(one)})" for one in same)
        remedy = f"Ist sie es, rufen Sie auf: citynet-kb move town {city.id} {same[0].slug}. Ein Ortsteil desselben Namens darf bleiben."
        yield Problem(document.at("name"), f"name: »{city.name}« steht im Gemeindeverzeichnis als {names}.", remedy)


@record_rule(City)
def stadt_anonym(city: City, document: SourceDocument) -> Problems:
    """Keine Stadt hat die Kennung »anonym«: So heißt der Ordner der Fälle, deren Stadt nicht genannt wird.

    Falsch: content/staedte/anonym.md
    Richtig: content/staedte/gera.md
    """
    if city.id == ANONYMOUS:
        remedy = "Löschen Sie die Datei; anonyme Fälle brauchen keine Stadt, sie nennen region und size_class."
        yield Problem(document.at("slug"), f"slug: »{ANONYMOUS}« steht für Fälle, deren Stadt nicht genannt wird.", remedy)


@record_rule(City)
def groessenklasse_falsch(city: City, document: SourceDocument) -> Problems:
    """Die Größenklasse einer Stadt passt zu ihrer Einwohnerzahl.

    Falsch: population: 95608 mit size_class: kleinere-mittelstadt
    Richtig: population: 95608 mit size_class: groessere-mittelstadt
    """
    if city.population is not None and city.size_class is not None and city.size_class is not SizeClass.of(city.population):
        right = SizeClass.of(city.population)
        message = f"size_class: »{city.size_class}« passt nicht zu {city.population} Einwohnern."
        yield Problem(document.at("size_class"), message, f"Schreiben Sie size_class: {right} ({right.definition})")
