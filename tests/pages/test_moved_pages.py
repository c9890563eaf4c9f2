"""Former addresses lead on."""

import pytest

from citynet_kb.model import addresses
from citynet_kb.model.facets import FACETS
from tests.pages.examples import expanded, land, meta_of


@pytest.mark.parametrize(
    ("former", "now", "name"),
    [
        (addresses.measure("pop-up-laden"), "../pop-up-store/", "Pop-up-Store"),
        (addresses.sheet("pop-up-laden"), "../pop-up-store/", "Pop-up-Store"),
        *((uri, "../../../erfahrungsblatt/pop-up-store/", "Pop-up-Store") for uri in addresses.former_sheets("pop-up-laden")[1:]),
        (addresses.former_sheets("pop-up-store")[0], "../../erfahrungsblatt/pop-up-store/", "Pop-up-Store"),
        (addresses.FORMER_SHEETS, "../erfahrungsblatt/", "zur Übersicht"),
        (addresses.topic("leere-laeden"), "../leerstand/", "Leerstand"),
        (addresses.topic_size("leere-laeden", "kleine-kleinstadt"), "../../leerstand/kleine-kleinstadt/", "Leerstand"),
        (addresses.city("alt-neudorf"), "../neudorf/", "Neudorf an der Muster"),
        (addresses.case("musterstadt"), "../../staedte/musterstadt/", "Musterstadt"),
        (addresses.case("alt-neudorf"), "../../staedte/neudorf/", "Neudorf an der Muster"),
        (addresses.before_folding(FACETS["land"]), "../ueberblicke/#land", "Fälle nach Land"),
        (
            addresses.before_folding(FACETS["groesse"], addresses.of_value(FACETS["groesse"], "landgemeinde")),
            "../../ueberblicke/groesse/landgemeinde/",
            "Landgemeinde",
        ),
    ],
)
def test_a_former_id_leads_to_the_record(former: str, now: str, name: str) -> None:
    """By a redirect and by a link that says where to; such a page is not found by the search."""
    site = land().site
    page = site.pages[former]
    assert meta_of(page)["redirect"] == now
    assert f'<a href="{now}">{name}</a>' in expanded(site, former)
    assert not page.searchable
