"""Sites that are built once a run."""

import pytest

from tests.site import building
from tests.site.building import Built
from tests.site.reading import Html, OwnPage, pages_of


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of our own content."""
    return building.real_site(tmp_path_factory)


@pytest.fixture(scope="session")
def land(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of Beispielland."""
    return building.land_site(tmp_path_factory)


@pytest.fixture(scope="session")
def real_pages(real: Built) -> dict[str, Html]:
    """Every page of the real site."""
    return pages_of(real.site, OwnPage)


@pytest.fixture(scope="session")
def land_pages(land: Built) -> dict[str, Html]:
    """Every page of Beispielland."""
    return pages_of(land.site)
