"""A preview of Beispielland within the process of a test."""

from pathlib import Path

from citynet_kb.cli.previewing import Preview, PreviewAnswer
from citynet_kb.cli.serve import generator
from citynet_kb.project import Project
from tests.site import building
from tests.speed import once

CASE = "faelle/musterstadt/feierabendmarkt"


class Previewed:
    """The preview of a project, and the project to be changed. Nothing watches its files: `edit` tells of each change."""

    def __init__(self, root: Path, place: Path) -> None:
        self.root = root
        self.preview = Preview(Project.here(root, {"SOURCE_DATE_EPOCH": building.EPOCH}), generator(root, place))
        self.is_shown = self.preview.begin()

    def get(self, address: str) -> PreviewAnswer:
        return self.preview.answer(address)

    def page(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status == 200, (address, answer)
        return answer.content.decode()

    def file(self, path: str = CASE) -> Path:
        return self.root / "content" / f"{path}.md"

    def edit(self, text: str | None, path: str = CASE) -> None:
        """Write a file, or remove it."""
        file = self.file(path)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        self.preview.take_in(content=True, generator=False)


@once
def previewed(folder: Path) -> Previewed:
    """Of a copy in this folder; who changes it puts it back. What the first page has to wait for is over."""
    made = Previewed(building.project(folder / "land"), folder / "gemacht")
    made.page(f"/{CASE}/")
    return made
