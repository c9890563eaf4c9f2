"""What a screen reader, a keyboard and weak eyes meet: no violation that axe can find, on pages with pictures and on every other kind."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visiting
from tests.browser.test_reading import KINDS

pytestmark = pytest.mark.browser

PICTURES = {
    "map": "karte/",
    "matrix": "aufwand/",
    "timeline": "zeitleiste/",
    "shared experience": "geteilte-erfahrungen/",
    "gaps": "wissensluecken/",
    "counting": "wie-wir-zaehlen/",
    "pre-check": "vorab-check/stadtgutschein/groessere-mittelstadt/",
    "pre-check, sizes": "vorab-check/stadtgutschein/",
}
LAND = {
    "every field filled": "faelle/musterstadt/feierabendmarkt/",
    "hostile text": "faelle/boesenau/boese/",
    "withdrawn": "faelle/boesenau/zurueckgezogen/",
    "unnamed town": "faelle/anonym/markt-am-abend/",
    "moved": "faelle/musterstadt/abendmarkt/",
    "measure that failed": "massnahmen/eisbahn/",
    "town with cases": "staedte/musterstadt/",
    "all of Markdown": "mitmachen/boese/",
    "meeting with guests": "treffen/2023-boesenau/",
}
"""Pages of Beispielland, for what our own content does not have."""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
"""EN 301 549 takes these over; best practice beyond them is looked at, but does not stop a change."""
SCREENS = {"light, wide": ("light", 1280), "dark, phone": ("dark", 390)}


VISITS = [(kind, screen) for kind in PICTURES for screen in SCREENS]
VISITS += [(kind, list(SCREENS)[number % 2]) for number, kind in enumerate(KINDS)]
"""Pages with pictures on both screens, the other kinds on one of them in turn: axe takes seconds a page."""


@pytest.mark.parametrize(("kind", "screen"), VISITS)
def test_no_violation(kind: str, screen: str, real_home: str, visit: Visiting) -> None:
    """No page kind breaks a rule of WCAG 2.2 AA that can be tested by a machine, in either scheme, wide and narrow."""
    scheme, width = SCREENS[screen]
    page = visit(real_home, width, color_scheme=scheme).to({**KINDS, **PICTURES}[kind])
    page.evaluate("document.querySelectorAll('main details, article details').forEach(part => { part.open = true; })")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
