"""Pages of which nothing has changed that they show need not be made: what each kind depends on is as it is said to be."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from citynet_kb.pages.build import MAKERS, kind_of_pages
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.made_pages import MadePage
from citynet_kb.pages.page import PageHead
from citynet_kb.pages.page_kinds import PageKind, entry_of_kind, kept_kinds
from citynet_kb.project import Project
from citynet_kb.store import FILE, Store, pack
from tests.site.building import EPOCH, LAND

Edit = Callable[[str, str], tuple[str, str]]
"""What becomes of the front matter and the text of a case."""


def edited(folder: Path, edit: Edit, *, all_cases: bool = True) -> BuildContext:
    """The fixture land with other cases: all of them, or one."""
    root = shutil.copytree(LAND, folder)
    cases = sorted((root / "content/faelle").glob("*/*.md"))
    for case in cases if all_cases else cases[:1]:
        _, head, text = case.read_text("utf-8").split("---\n", 2)
        case.write_text("---\n".join(("", *edit(head, text))), encoding="utf-8")
    return Project(root, int(EPOCH), store=root / FILE).context


def with_other_lessons(head: str, text: str) -> tuple[str, str]:
    """Every sentence of the text is another."""
    return head, text.replace("## Erkenntnisse\n\n", "## Erkenntnisse\n\nFrüher fragen. ") + "\nNoch ein Satz.\n"


def with_more_text(head: str, text: str) -> tuple[str, str]:
    """The text goes on, and what was learned stays."""
    return head, f"{text}\n\nNoch ein Satz.\n"


def with_other_title(head: str, text: str) -> tuple[str, str]:
    """A fact changes."""
    return head.replace("title: ", "title: Noch einmal "), text


def as_it_is(head: str, text: str) -> tuple[str, str]:
    """Nothing changes."""
    return head, text


@pytest.mark.slow
@pytest.mark.parametrize("edit", [with_more_text, with_other_lessons])
def test_no_page_shows_a_text_that_its_kind_does_not_name(tmp_path: Path, edit: Edit) -> None:
    """Where two kinds of pages have the same source, and a page nothing of its own, the pages are the same: and most have."""
    before, after = edited(tmp_path / "before", as_it_is), edited(tmp_path / "after", edit)
    compared, every, wrong = 0, 0, []
    for make in MAKERS:
        kinds = [kind_of_pages(context, make) for context in (before, after)]
        assert all(kind.source for kind in kinds)
        old, new = ({draft.uri: draft for draft in kind.drafts(None)} for kind in kinds)
        every += len(old)
        if kinds[0].source == kinds[1].source:
            same = {uri for uri in old if kinds[0].own.get(uri) == kinds[1].own.get(uri)}
            wrong += [f"{make.__name__}: {uri}" for uri in same if old[uri] != new[uri]]
            compared += len(same)
    assert not wrong, f"pages that show texts of cases; name their makers in SHOW_LESSONS, or give them a source of their own: {wrong}"
    assert compared > every * 3 / 4


def test_texts_are_no_facts(tmp_path: Path) -> None:
    """What stands for all facts stays when a text changes, and changes with a fact, the day and the settings."""
    first = edited(tmp_path / "first", as_it_is, all_cases=False)
    others = [edited(tmp_path / edit.__name__, edit, all_cases=False) for edit in (with_more_text, with_other_title)]
    assert first.facts == others[0].facts != others[1].facts
    root = tmp_path / "first"
    assert Project(root, int(EPOCH) + 90_000, store=root / FILE).context.facts != first.facts
    (root / "citynet-kb.toml").write_text('[site]\nname = "Anders"\n', encoding="utf-8")
    assert Project(root, int(EPOCH), store=root / FILE).context.facts != first.facts
    assert not Project(root, int(EPOCH)).context.facts, "nothing is kept"


@pytest.mark.slow
def test_everything_else_in_a_project_is_a_fact(tmp_path: Path) -> None:
    """A byte more in one file of each folder, and pictures."""
    root = shutil.copytree(LAND, tmp_path / "land")
    folders = {file.relative_to(root).parts[1]: file for file in sorted((root / "content").rglob("*")) if file.is_file()}
    seen = {Project(root, int(EPOCH), store=root / FILE).context.facts}
    for changed in folders.values():
        if changed.parts[-3] != "faelle":
            changed.write_bytes(changed.read_bytes() + b"\n")
            seen.add(Project(root, int(EPOCH), store=root / FILE).context.facts)
    assert len(seen) == len(folders)
    picture = next((root / "content/faelle").glob("*/*.[jpw]*"))
    picture.unlink()
    assert Project(root, int(EPOCH), store=root / FILE).context.facts not in seen


def page(uri: str) -> MadePage:
    """A page, as an earlier build kept it."""
    return MadePage(PageHead(uri, "Titel", "", "", True, "digest"), f"key of {uri}", ["a"], [], is_from_before=True)


def kind(**own: str) -> PageKind:
    """A kind of pages that are not to be made here."""
    return PageKind(lambda _: iter(()), "source", {f"{name}.md": version for name, version in own.items()})


def test_only_what_is_missing_is_made(tmp_path: Path) -> None:
    """Pages whose own things have changed or whose texts are gone; without things of their own all, where one is gone."""
    store, pages = Store(tmp_path / "store"), [page("a.md"), page("b.md")]
    old = kind(a="1", b="1")
    store.put({key: pack(key, entry_of_kind(old, pages)) for key in ("alone", "together")})
    store.put({one.key_of_texts: pack(one.key_of_texts, b"texts") for one in pages})

    def found(key: str, kind: PageKind) -> tuple[list[str], list[str]] | None:
        known = kept_kinds({key: kind}, store).get(key)
        return known and ([one.head.uri for one in known.pages], sorted(known.missing or ()))

    assert found("alone", old) == (["a.md", "b.md"], [])
    assert found("alone", kind(a="1", b="2", c="1")) == (["a.md"], ["b.md", "c.md"])
    assert found("other", old) is None
    store.put({"together": pack("together", entry_of_kind(kind(), pages))})
    assert found("together", kind()) == (["a.md", "b.md"], [])
    gone = Store(tmp_path / "other")
    gone.put(
        {key: pack(key, entry_of_kind(kind(), pages)) for key in ("together",)} | {"key of a.md texts": pack("key of a.md texts", b"")}
    )
    assert kept_kinds({"together": kind()}, gone) == {}
    assert repr(kept_kinds({"alone": old}, store)["alone"].pages) == repr(pages)
