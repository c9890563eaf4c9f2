"""Rows with more cells than their table has columns: what is left over stands in the last cell, with its bars."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor


def register(md: Markdown) -> None:
    """Register with Python-Markdown, before the processor of its own."""
    if "|" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("|")
    md.parser.blockprocessors.register(_Tables(md.parser, {"use_align_attribute": False}), "kb-tables", 76)


class _Tables(TableProcessor):
    """Python-Markdown drops the surplus."""

    _columns: int | None = None

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        self._columns = len(align)
        super()._build_row(row, parent, align)  # type: ignore[misc]
        self._columns = None

    def _split(self, row: str) -> list[str]:
        cells: list[str] = super()._split(row)  # type: ignore[misc]
        if self._columns is None or len(cells) <= self._columns:
            return cells
        return [*cells[: self._columns - 1], "|".join(cells[self._columns - 1 :])]
