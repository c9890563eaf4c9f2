"""Words of a table file that stand beside its cases: comments and the like, and sheets that hold none."""

from collections.abc import Iterator, Sequence

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.excel_form import EXPLANATIONS, LISTS, is_own
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.grid import COLUMNS_LIMIT, GridCell, Sheet, tidy
from citynet_kb.intake.reading.head_rows import named_columns


def remarks(path: str, sheet: Sheet, own_words: frozenset[str]) -> Iterator[Finding]:
    """Comments and the like. Those of the template stand at the names of its columns."""
    rows = [row for row in sheet.rows if sheet.remarks and len(row) > 1]
    named = {row[0].line for row in rows if named_columns([cell.text for cell in row[: COLUMNS_LIMIT * 2]])}
    for remark in sheet.remarks:
        if remark.line not in named or not is_own(remark.words, own_words):
            yield nicht_uebernommen(Place(path, remark.line, remark.column), remark.words, remark.kind)


def beside(path: str, sheets: Sequence[Sheet], own_words: frozenset[str]) -> list[Finding]:
    """The words of sheets that hold no case, without those of the template in its own sheets."""
    findings = []
    for sheet in sheets:
        is_template = sheet.name in (EXPLANATIONS, LISTS)
        written = [cell for cell in sheet.texts() if not is_template or not is_own(f"{cell.text} {cell.aside}", own_words, share=0.4)]
        if written:
            kind = "ausgeblendetes Blatt" if sheet.is_hidden else "weiteres Blatt"
            findings.append(nicht_uebernommen(Place(path), f"{sheet.name}: {joined(written)}", kind))
        findings.extend(remarks(path, sheet, own_words))
    return findings


def joined(cells: Sequence[GridCell]) -> str:
    """The words of cells, those struck out within them too; what a merged one shows further down is said once."""
    return " ".join(filter(None, (word for cell in cells for word in (tidy(cell.text), cell.aside) if not cell.merged_from)))
