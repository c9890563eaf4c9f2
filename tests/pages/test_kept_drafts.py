"""Pages, exports and all other files from the store are those that are made anew, whatever was edited in between."""

import pickle
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from markupsafe import Markup

from citynet_kb.pages import GeneratedPage, lost_texts, made_again_by
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.late_pages import PageTexts
from citynet_kb.pages.made_pages import MadePage, page_of_entry
from citynet_kb.pages.page import SiteMap
from citynet_kb.pages.renderer import Renderer
from citynet_kb.project import Project
from citynet_kb.store import FILE
from tests.site.building import EPOCH, LAND
from tests.site.edits import DAMAGE, RECORD_EDITS, edit

STEPS, FILES, BROKEN = 30, 6, 7
"""Edits, after each of which all pages are compared; after how many of them all other files are, too, and the store is broken.
`make audit` takes fifty edits, through MkDocs."""


def test_a_page_is_read_as_it_was_kept() -> None:
    """With its markup, and only as long as each page is there that it links to."""
    texts = PageTexts("# Ärger\n", {"f" * 64: "<p>Öl</p>", "e" * 64: ""})
    assert PageTexts.read(texts.written) == texts
    assert PageTexts.read(PageTexts("", {}).written) == PageTexts("", {})
    page = GeneratedPage("a.md", texts.markdown, "Ärger", Markup("Worum es geht"), Markup("ein\nText"), searchable=False)
    one = MadePage(page.head, "key", list(texts.fragments), ["bilder/x.webp"], is_from_before=True)
    entry = one.entry(["a.md", "b.md"])
    assert repr(page_of_entry(entry, SiteMap(frozenset({"a.md", "b.md", "c.md"})))) == repr(one), "files made from it are found by that"
    assert page_of_entry(entry, SiteMap(frozenset({"a.md"}))) is None


@pytest.mark.slow
def test_after_each_edit_everything_is_as_if_made_anew(tmp_path: Path) -> None:
    """In one process and in two in turns, with the store broken in each way."""
    root = shutil.copytree(LAND, tmp_path / "land")
    chance, rendered = random.Random(31), 0
    for step in range(STEPS):
        edit(root, chance, 1, RECORD_EDITS)
        if step % BROKEN == BROKEN - 1:
            DAMAGE[step // BROKEN % len(DAMAGE)](root, chance)
        cold, warm = Project(root, int(EPOCH)), Project(root, int(EPOCH), 1 + step % 2, root / FILE)
        assert warm.site == cold.site, step
        if step % FILES == 0:
            assert warm.files() == cold.files(), step
        rendered += len(cold.site.pages)
    assert rendered > STEPS * 300


@pytest.mark.slow
def test_what_is_kept_of_one_program_is_nothing_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its templates may be others."""
    root = shutil.copytree(LAND, tmp_path / "land", ignore=shutil.ignore_patterns("faelle"))
    first = Project(root, int(EPOCH), 1, root / FILE)
    assert first.site.pages
    made: list[str] = []

    def render(_: Renderer, draft: Draft) -> GeneratedPage:
        made.append(draft.uri)
        return first.site.pages[draft.uri]

    monkeypatch.setattr(Renderer, "render", render)
    assert Project(root, int(EPOCH), 1, root / FILE).site.pages == first.site.pages
    few = len(made)
    monkeypatch.setattr("citynet_kb.project.program", lambda *folders: "another")
    assert Project(root, int(EPOCH), 1, root / FILE).site.pages == first.site.pages
    assert (few < 20, len(made) - few) == (True, len(first.site.pages)), made[:few]


@pytest.mark.slow
def test_texts_that_are_lost_meanwhile_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the process that knew the pages, and in one that was told of them: no page but the lost ones is rendered, each once."""
    root = shutil.copytree(LAND, tmp_path / "land", ignore=shutil.ignore_patterns("faelle"))
    first = Project(root, int(EPOCH), 1, root / FILE).site
    known = Project(root, int(EPOCH), 1, root / FILE).site
    told = pickle.loads(pickle.dumps(known))
    again = Project(root, int(EPOCH), 1, root / FILE)
    made_again_by(told, lambda: lost_texts(again.context, again.content.pictures).of)
    made: list[str] = []
    render = Renderer.render

    def seen(renderer: Renderer, draft: Draft) -> GeneratedPage:
        made.append(draft.uri)
        return render(renderer, draft)

    monkeypatch.setattr(Renderer, "render", seen)
    for site in (known, told):
        uri = list(site.pages)[-5]
        with closing(sqlite3.connect(root / FILE)) as database, database:
            database.execute("delete from entries where key = ?", (site.pages.kept._keys[uri],))
        assert site.pages[uri] == first.pages[uri]
        assert made == [uri]
        assert site == first
        assert made == [uri]
        made.clear()
    for site in (known, told):
        (root / FILE).unlink()
        assert site == first
        assert len(set(made)) >= len(first.pages) / 2
        assert len(made) <= 2 * len(set(made))
        made.clear()
