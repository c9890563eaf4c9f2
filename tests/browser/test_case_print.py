"""A case fits on two sheets of A4."""

import re

import pytest

from tests.browser.conftest import Visiting
from tests.site.building import ROOT

CASES = ROOT / "content" / "faelle"
LOOKED_AT = 5


def longest() -> list[str]:
    """The cases with most to say, as paths of their pages."""
    files = sorted(CASES.glob("*/*.md"), key=lambda file: (-file.stat().st_size, file))
    return [f"faelle/{file.parent.name}/{file.stem}/" for file in files[:LOOKED_AT]]


@pytest.mark.slow
def test_two_sheets(real_home: str, visit: Visiting) -> None:
    """The longest of our own: sources with full addresses are kept, the list of other cases stays away."""
    visitor = visit(real_home, javascript=False)
    for path in longest():
        page = visitor.to(path)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2, path
    page.emulate_media(media="print")
    assert page.locator(".kb-sources").is_visible()
    assert not page.locator(".kb-noprint").first.is_visible()
