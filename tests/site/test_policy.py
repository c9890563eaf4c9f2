"""The policy that every page carries (`test_built_site`), and that the theme needs no exception from it.

No page holds a script or a style of its own, so the policy names no hash. A new version of the theme that brings one fails here.
"""

import re
from pathlib import Path

import material
import pytest

from tests.site.building import ROOT

THEME = ROOT / "theme"
MATERIAL = Path(material.__path__[0]) / "templates"
ONLY_AS_HEADER = {"frame-ancestors 'none'", "upgrade-insecure-requests"}
"""What a policy inside a page cannot say, or what would keep a preview on one's own machine from loading."""
UNUSED = {"partials/integrations/analytics/google.html"}
"""Parts of the theme with a script of their own that no page includes, since the part around them is replaced."""


def directives(text: str) -> set[str]:
    """The parts of a policy."""
    return {part.strip() for part in text.split(";") if part.strip()}


def policy(text: str) -> set[str]:
    """The parts of the policy that a file holds."""
    found = re.search(r"default-src [^\"\n]+", text)
    assert found
    return directives(found[0])


OURS = policy((THEME / "partials" / "policy.html").read_text(encoding="utf-8"))


def test_the_policy_allows_nothing_by_default() -> None:
    """Nothing is allowed that is not named; no inline script, no eval, no foreign host."""
    assert "default-src 'none'" in OURS
    assert not [part for part in OURS if "unsafe" in part or "*" in part or "http" in part]
    assert {part for part in OURS if part.startswith(("script-src", "style-src"))} == {"script-src 'self'", "style-src 'self'"}


def test_no_script_of_the_theme_is_left_inside_pages() -> None:
    """Whatever template of Material holds a script is replaced by ours, so that no option can bring it back."""
    inline = {
        file.relative_to(MATERIAL).as_posix()
        for file in MATERIAL.rglob("*.html")
        if ".icons" not in file.parts and re.search(r"<script(?![^>]*(?:src=|application/json))", file.read_text(encoding="utf-8"))
    }
    assert len(inline) > 5
    assert {name for name in inline - UNUSED if not (THEME / name).is_file()} == set()
    for file in THEME.rglob("*.html"):
        assert not re.search(
            r"<script(?![^>]*(?:src=|application/(?:ld\+)?json))|<style|\son\w+=|\sstyle=", file.read_text(encoding="utf-8")
        ), file


@pytest.mark.parametrize("name", ["_headers", "nginx.conf"])
def test_examples_for_hosts_hold_the_same_policy(name: str) -> None:
    """The headers of deploy/ say what the pages say, and what only a header can."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    assert policy(text) == OURS | ONLY_AS_HEADER
    for header in ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"):
        assert header in text
