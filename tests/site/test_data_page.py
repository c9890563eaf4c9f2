"""The page for developers, which describes the open data."""

from pathlib import Path

import pytest

from citynet_kb.model import addresses
from tests.pages.examples import land, ours
from tests.site.building import LAND, ROOT


@pytest.mark.parametrize("root", [LAND, pytest.param(ROOT, marks=pytest.mark.slow)], ids=["beispielland", "our own content"])
def test_every_export_is_described(root: Path) -> None:
    """Each file that the build writes for machines is linked, and no other. The finder's own files lie beside its page; of those with one
    record each the page tells the pattern."""
    project = land() if root == LAND else ours()
    page = project.site.pages[addresses.DEVELOPERS].markdown
    text = "".join(html for name, html in project.site.fragments.items() if name in page)
    linked = {part.partition('"')[0] for part in text.split('href="../')[1:] if part.partition('"')[0].endswith((".json", ".csv"))}
    apart = (addresses.section(addresses.CASES), *(addresses.api(f"{kind}/").removesuffix(".json") for kind in ("cases", "measures")))
    assert linked == {path for path in project.exports() if not path.startswith(apart)}
