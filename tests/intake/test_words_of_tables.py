"""Over generated workbooks and CSV files: no word is lost, none stands twice, and none that was hidden is in a case."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import HEAD, case, workbook

from citynet_kb.intake import Plan, plan_rows, read_rows
from tests.intake.incoming import NAMES, SETTING

KEPT, ASIDE = "b", "n"
"""First letters of made words: meant for the case, and not meant for it."""
READ, HIDDEN, STRUCK = "read", "hidden", "struck"


@dataclass(frozen=True)
class Written:
    """A row: its words, and what somebody did to it. `note` is a comment at its first cell."""

    words: tuple[str, ...]
    state: str = READ
    note: tuple[str, ...] = ()


def words(sign: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Made words that stand nowhere else, to be numbered."""
    return st.lists(st.sampled_from([f"{sign}{middle}x" for middle in "abcdefgh"]), min_size=1, max_size=6).map(tuple)


rows = st.lists(
    st.builds(Written, words(KEPT), st.sampled_from([READ, READ, HIDDEN, STRUCK]), st.just(()) | words(ASIDE)), min_size=1, max_size=5
)
remarks = st.just(()) | words(ASIDE)
breaks = st.sampled_from([" ", "\n", "\n\n", " \t", '" ', ' "', "; "])


def numbered(groups: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Each word with a number of its own."""
    count, found = 0, list[list[str]]()
    for group in groups:
        found.append([f"{word}{count + place}" for place, word in enumerate(group)])
        count += len(group)
    return found


def made(text: str) -> list[str]:
    """The made words in a text."""
    found = text.replace("»", " ").replace("«", " ").replace('"', " ").replace(";", " ").replace(".", " ").split()
    return sorted(word for word in found if word[0] in KEPT + ASIDE and "x" in word and word[-1].isdigit())


def told(plan: Plan) -> tuple[list[str], list[str]]:
    """The made words in the cases, and those that findings name."""
    cases = [word for file in plan.files for word in made(file.text)]
    return sorted(cases), sorted(word for finding in plan.findings for word in made(finding.message))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rows, remarks, remarks, remarks, st.booleans(), breaks)
def test_no_word_of_a_workbook_is_lost(
    written: list[Written], title: tuple[str, ...], below: tuple[str, ...], notes: tuple[str, ...], is_first: bool, between: str
) -> None:
    """Each stands once: in its case, or in a finding, where it was hidden, struck out, or beside the table."""
    texts = numbered([row.words for row in written] + [row.note for row in written] + [title, below, notes])
    reports, comments, (above, under, further) = texts[: len(written)], texts[len(written) : -3], texts[-3:]
    lines = [*([[" ".join(above)]] if above else []), HEAD]
    lines += [case(number, Bericht=between.join(report)) for number, report in enumerate(reports)]
    lines += [[" ".join(under)]] if under else []

    def change(book: Any) -> None:
        sheet, start = book.active, 3 if above else 2
        for number, row in enumerate(written, start=start):
            if comments[number - start]:
                sheet.cell(number, 1).comment = Comment(" ".join(comments[number - start]), "Erika")
            if row.state == HIDDEN:
                sheet.row_dimensions[number].hidden = True
            for cell in sheet[number] if row.state == STRUCK else ():
                cell.font = Font(strike=True)
        if further:
            other = book.create_sheet("Notizen", 0 if is_first else None)
            for word in further:
                other.append([word])

    plan = plan_rows(*read_rows("a.xlsx", workbook(*lines, change=change), NAMES), SETTING)
    cases, named = told(plan)
    read = [report for report, row in zip(reports, written, strict=True) if row.state == READ]
    assert cases == sorted(word for report in read for word in report)
    assert sorted(cases + named) == sorted(word for text in texts for word in text)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(words(KEPT), remarks), min_size=1, max_size=4),
    remarks,
    st.sampled_from(",;\t"),
    st.booleans(),
    st.booleans(),
    breaks,
    st.sampled_from(["Bemerkung", "Nr. alt", "", "Kosten"]),
)
def test_no_word_of_a_csv_file_is_lost(
    written: list[tuple[tuple[str, ...], tuple[str, ...]]],
    title: tuple[str, ...],
    delimiter: str,
    is_stated: bool,
    is_quoted: bool,
    between: str,
    name: str,
) -> None:
    """Whatever divides its cells, with a title above, a column that is no field, and the line that says what divides them."""
    *texts, above = numbered([*(words for row in written for words in row), title])
    reports, notes = texts[::2], texts[1::2]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL)
    writer.writerows([[" ".join(above)]] if above else [])
    writer.writerow([*HEAD, name])
    writer.writerows(
        [*case(number, Bericht=between.join(report)), " ".join(note)]
        for number, (report, note) in enumerate(zip(reports, notes, strict=True))
    )
    text = (f"sep={delimiter}\r\n" if is_stated else "") + stream.getvalue()
    cases, named = told(plan_rows(*read_rows("a.csv", text.encode()), SETTING))
    assert cases == sorted(word for report in reports for word in report)
    assert named == sorted(word for note in (*notes, above) for word in note)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('ab ",;\t\r\n='), max_size=60), st.sampled_from(",;\t"))
def test_a_cell_is_read_back_as_it_was_written(text: str, delimiter: str) -> None:
    """Quotation marks, delimiters and line breaks in a cell are part of it."""
    report = f"Anfang {text} Ende"
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEAD, case(1, Bericht=report)])
    (row,), _ = read_rows("a.csv", stream.getvalue().encode())
    assert row.cells["sections",].text.split() == report.split()
