"""Large print says only what the cases carry: on every page of our own site, and each rule catches what it is made for."""

import pytest

from tests.site.building import Built
from tests.site.large_print import RULES, faults

SIGN = '<svg class="kb-sign kb-is-eingestellt"></svg>'


def number(value: int, what: str) -> str:
    return f'<data value="{value}" data-what="{what}">{value}</data>'


BAD = {
    "words_that_stand_nowhere": [
        "<p>In 2 Städten nie zustande gekommen.</p>",
        "<p>Erste Anzeichen: gelungen.</p>",
        "<h2>Anderswo gescheitert, hier noch nicht versucht</h2>",
        "<p>Scheitert meist.</p>",
    ],
    "said_once": ["<p>In 2 Städten, von denen wir es wissen.</p><p>In 3, von denen wir es wissen.</p>"],
    "since_beside_a_setback": [
        f"<ul><li>{SIGN} Eisbahn <p>Gera · seit 2015</p></li></ul>",
        f"<table><tr><td>{SIGN}</td><td>seit März 2015</td></tr></table>",
        f"<header>{SIGN}<p>seit 3. Mai 2015</p></header>",
    ],
    "judging_words_without_five_experiences": [
        f'<p class="kb-verdict__heading">In {number(3, "observations_setback")} von {number(4, "observations")} Meist nicht gelungen.</p>',
        '<p class="kb-verdict__heading">Kein klares Bild.</p>',
        '<span class="kb-badge">Mal gelungen, mal nicht</span>',
    ],
    "ranges_of_few_figures": [
        f"<p>{number(10, 'kosten_gesamt_median')} € (Median) aus {number(4, 'figures_kosten_gesamt')} Beträgen</p>",
        f"<li>{number(10, 'personentage_minimum')} bis {number(20, 'personentage_maximum')} Tage</li>",
    ],
    "likeness_below_the_minimum": ['<span class="kb-likeness">ebenfalls in Thüringen</span>'],
    "day_of_entry_as_a_state": ["<dl><dd>Stand: 30. November 2026</dd><dd>Aufgenommen: 30. November 2026</dd></dl>"],
}
GOOD = [
    "<p>In 2 Städten nicht zustande gekommen, von denen wir es wissen.</p>",
    f'<li>{SIGN}<p class="kb-title">Laden seit 2003 leer</p><p>Gera · ab 2015</p></li>',
    '<li><svg class="kb-sign kb-is-erfolgreich"></svg> Erfurt · seit 2018</li>',
    f'<p class="kb-verdict__heading">In {number(3, "observations_setback")} von {number(5, "observations")} Meist nicht gelungen.</p>',
    f"<p>{number(10, 'kosten_gesamt_median')} € (Median) aus {number(5, 'figures_kosten_gesamt')} Beträgen</p>",
    '<span class="kb-likeness">ähnlich groß, ebenfalls in Thüringen</span>',
    '<span class="kb-likeness">rund 40 km entfernt</span>',
    "<dl><dd>Stand: März 2024</dd><dd>Aufgenommen: 30. November 2026</dd></dl>",
]


@pytest.mark.parametrize(("rule", "html"), [(rule, html) for rule, pages in BAD.items() for html in pages])
def test_each_rule_catches_its_sentences(rule: str, html: str) -> None:
    """And no other rule does."""
    assert [found.partition(":")[0] for found in faults(html)] == [rule]


def test_every_rule_is_tried() -> None:
    """With at least one bad sentence."""
    assert [rule.__name__ for rule in RULES] == list(BAD)


@pytest.mark.parametrize("html", GOOD)
def test_good_sentences_pass(html: str) -> None:
    """What the cases carry may be said."""
    assert faults(html) == []


@pytest.mark.slow
def test_our_own_site_says_only_what_the_cases_carry(real: Built) -> None:
    """Every page."""
    pages = sorted(real.site.rglob("*.html"))
    found = [f"{page.relative_to(real.site)}: {fault}" for page in pages for fault in faults(page.read_text("utf-8"))]
    assert found == []
