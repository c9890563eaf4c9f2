"""Columns of a table that are no part of a case: their words, each column in one finding."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading.grid import GridCell, tidy
from citynet_kb.intake.reading.table_rules import spalte_nicht_uebernommen


@dataclass
class _Aside:
    """A column: the place of its finding, what it is, and its words so far; `is_sized`: the finding says how many cells there are."""

    place: Place
    kind: str
    words: list[str]
    remedy: str = ""
    is_sized: bool = True
    cells: int = 0


@dataclass
class AsideColumns:
    """The columns of one table that are set aside."""

    _columns: dict[int, _Aside] = field(default_factory=dict)

    def __contains__(self, number: int) -> bool:
        return number in self._columns

    def __bool__(self) -> bool:
        return bool(self._columns)

    def add(self, number: int, place: Place, kind: str, name: str = "", remedy: str = "", *, is_sized: bool = True) -> None:
        """One more column. `name` is the word over it, if that is to be named with what stands below."""
        self._columns.setdefault(number, _Aside(place, kind, [name] if name else [], remedy, is_sized))

    def take(self, cell: GridCell) -> None:
        """One more cell; what a merged one shows in further rows was taken in the first."""
        column = self._columns[cell.column]
        if not cell.merged_from:
            column.words.append(tidy(cell.seen or cell.text))
            column.cells += 1

    def takes(self, cell: GridCell) -> bool:
        """Whether a cell stands in one of the columns; then it is taken."""
        if cell.column not in self._columns:
            return False
        self.take(cell)
        return True

    def findings(self) -> Iterator[Finding]:
        """What stood in the columns; those without any word are not worth one. Afterwards there are none."""
        for column in self._columns.values():
            size = f", {column.cells} {'Zelle' if column.cells == 1 else 'Zellen'}" if column.is_sized else ""
            if column.words:
                yield spalte_nicht_uebernommen(column.place, column.kind + size, " ".join(column.words), column.remedy)
        self._columns.clear()
