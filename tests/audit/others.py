"""What tests hold too, counted here so that the one table says it: cells of spreadsheets, and the workflows."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.audit import Row, Setting, none_of
from tests.exports.test_exports import FORMULAS, exports, link, one_case, rows
from tests.forked_programs import COMMAND
from tests.site.building import ROOT


def formulas(setting: Setting) -> Iterator[Row]:
    """Every start of a formula, exported as CSV, taken over into a workbook, saved and opened again."""
    book = Workbook()
    for start in FORMULAS:
        for row in rows(exports(link([one_case(note=f"{start} und mehr", summary=start)]))):
            book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row.values()])
    book.save(setting.folder / "faelle.xlsx")
    cells = [cell for line in load_workbook(setting.folder / "faelle.xlsx").active.iter_rows() for cell in line if cell.value is not None]
    found = [repr(cell.value) for cell in cells if cell.data_type == "f" or str(cell.value).startswith(("=", "+", "-", "@"))]
    yield none_of(f"cells that are a formula, {len(FORMULAS)} starts of formulas reopened", found, len(cells))


def workflows(setting: Setting) -> Iterator[Row]:
    """What zizmor finds in the workflows in its strictest mode."""
    zizmor = Path(COMMAND).with_name("zizmor")
    call = [zizmor, "--offline", "--quiet", "--persona=pedantic", "--format=json", ROOT / ".github"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    found = [f"{one['ident']}: {one['desc']}" for one in json.loads(done.stdout)]
    yield none_of("findings of zizmor, pedantic, in workflows", found, len(list((ROOT / ".github").rglob("*.yml"))))
