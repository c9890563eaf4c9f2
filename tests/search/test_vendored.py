"""What is vendored is what was published."""

from hashlib import sha256

from tests.site.building import ROOT

MINISEARCH = ("7.2.0", "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03")
"""Version, and SHA-256 of `dist/umd/index.js` of the npm package."""


def test_minisearch_is_unchanged() -> None:
    """The one file of MiniSearch is the published one, and its licence stands beside it."""
    folder = ROOT / "theme" / "assets" / "js" / "search"
    assert sha256((folder / "minisearch.js").read_bytes()).hexdigest() == MINISEARCH[1]
    assert "Luca Ongaro" in (folder / "minisearch-LICENSE.txt").read_text(encoding="utf-8")
