"""The preview shows what would be built."""

import re
from pathlib import Path

import pytest

from tests.preview.previewed import Previewed
from tests.site import building
from tests.site.building import Built

ADDED = re.compile(rb'<script src="/(?:wissen/)?_vorschau/neu-laden\.js\?stand=\d+" defer></script>(?=</head>)')
APART = {
    "search/search_index.json": "the theme asks for it with every page and never uses it: empty in the preview",
    "tags.json": "a list of the theme's plugin that no page names",
}
"""Files that differ, and why."""


def test_there_is_a_reason_for_each_file_that_differs() -> None:
    """Two, and none is a page."""
    assert all(APART.values())
    assert not [name for name in APART if name.endswith(".html")]


def differing(root: Path, site: Path, place: Path, mount: str = "/") -> set[str]:
    """Files of the built site that the preview shows otherwise."""
    preview = Previewed(root, place)
    assert preview.is_shown
    assert preview.preview.mount == mount
    found = set()
    for path, content in building.files(site).items():
        answer = preview.get(mount + ("gibt/es/nicht/" if path == "404.html" else path))
        if ADDED.sub(b"", answer.content, count=1) != content:
            found.add(path)
    return found


def test_every_file_is_that_of_a_build(land: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All kinds of pages, and all files beside them: but for the line that loads a page again, byte by byte. It needs no entry in the
    policy, which allows scripts of the site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", building.EPOCH)
    assert differing(land.site.parent, land.site, tmp_path) == APART.keys()
