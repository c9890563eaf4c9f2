"""Files that people wrote by hand: whatever they hold is in the case, or in a finding at its place."""

from pathlib import Path

import pytest

from citynet_kb.findings import Severity
from citynet_kb.intake.taking_in.formatting import formatted
from citynet_kb.model import CaseStudy
from citynet_kb.sources.characters import first_foreign
from citynet_kb.sources.rows_yaml import read_entries
from tests.fixtures import add, checked, places, town

INPUTS = Path(__file__).parent
WAYS_IN = INPUTS / "ways_in"
REFUSED = {
    "01-flow-aufwand.md": [(11, "komma-im-wert")],
    "01-flow-quelle.md": [(12, "komma-im-wert")],
    "01-flow-schlagworte.md": [(11, "komma-im-wert")],
    "02-raute-in-liste.md": [(12, "raute-im-wert")],
    "02-raute-kurzfassung.md": [(11, "raute-im-wert")],
    "02-raute-zweite-zeile.md": [(12, "raute-im-wert")],
    "23-konflikt-ganz.md": [(1, "git-konflikt")],
    "23-konflikt-kopf.md": [(7, "git-konflikt")],
    "24-kopf-ende.md": [(11, "kopf-offen")],
    "24-kopf-ende-zwei.md": [(11, "kopf-offen")],
    "27-rueckstrich-r.md": [(11, "zeilenumbruch-als-zeichen")],
    "29-kurzfassung.md": [(12, "doppelpunkt-in-fortsetzung")],
}
"""Lines and rules of the errors that a file has."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_lost_is_an_error_at_its_place(name: str, tmp_path: Path) -> None:
    """It is the only error of the file, and formatting leaves the file alone."""
    content = (WAYS_IN / name).read_bytes()
    folder = town(tmp_path)
    add(folder, f"faelle/musterstadt/{name}", content)
    _, findings = checked(folder)
    assert places(finding for finding in findings if finding.severity is Severity.ERROR) == REFUSED[name]
    assert all(finding.remedy for finding in findings)
    assert formatted(name, content, CaseStudy, {})[0] is None


@pytest.mark.parametrize(("name", "expected"), [("01-flow.yml", (8, "komma-im-wert")), ("02-raute.yml", (1, "raute-im-wert"))])
def test_a_list_of_cases_is_read_as_strictly(name: str, expected: tuple[int, str]) -> None:
    """The same rules hold for a file to import."""
    entries, findings = read_entries(name, (WAYS_IN / name).read_text("utf-8"))
    assert findings == []
    assert [place for entry in entries for place in places(entry.tree.findings)] == [expected]


def test_all_errors_are_named_in_one_round(tmp_path: Path) -> None:
    """A colon in the title hides nothing of what is wrong below it."""
    folder = town(tmp_path)
    add(folder, "faelle/musterstadt/app.md", (INPUTS / "people" / "hand_viele_fehler.md").read_bytes())
    _, findings = checked(folder)
    errors = {(finding.place.line, finding.rule) for finding in findings if finding.severity is Severity.ERROR}
    assert errors >= {
        (2, "doppelpunkt-im-text"),
        (3, "kennung-ungueltig"),
        (4, "kennung-ungueltig"),
        (5, "kennung-ungueltig"),
        (6, "ergebnis-unbekannt"),
        (8, "liste-erwartet"),
        (9, "gruppe-erwartet"),
        (11, "feld-unbekannt"),
        (12, "feld-unbekannt"),
    }


def test_a_report_without_front_matter_learns_of_the_other_ways_in(tmp_path: Path) -> None:
    """The remedy names the command that takes such a text."""
    folder = town(tmp_path)
    add(folder, "faelle/musterstadt/markt.md", (INPUTS / "people" / "hand_ohne_kopf.md").read_bytes())
    _, findings = checked(folder)
    assert places(findings) == [(1, "kopf-fehlt")]
    assert "citynet-kb intake" in findings[0].remedy


@pytest.mark.parametrize(
    ("name", "line", "rule"),
    [
        ("ways_in/27-html-zeichen.md", 2, "html-zeichen"),
        ("ways_in/27-raute-schlagwort.md", 12, "schlagwort-mit-raute"),
        ("people/m2_ergebnis.md", 6, "ohne-text"),
    ],
)
def test_what_people_see_otherwise_than_meant_gets_a_hint(name: str, line: int, rule: str, tmp_path: Path) -> None:
    """It stops nothing."""
    folder = town(tmp_path)
    add(folder, "faelle/musterstadt/markt.md", (INPUTS / name).read_bytes())
    _, findings = checked(folder)
    assert (line, rule) in places(finding for finding in findings if finding.severity is Severity.HINT)


def test_signs_of_measure_are_read() -> None:
    """Micrograms and ohms in a report are no foreign script."""
    sent = (WAYS_IN / "27-griechisch-mu.txt").read_text("utf-8")
    assert "μg" in sent
    assert first_foreign(sent) is None


def test_two_measures_of_one_name_are_an_error(tmp_path: Path) -> None:
    """Whatever their files are called."""
    folder = town(tmp_path)
    double = (INPUTS / "people" / "massnahme_doppelt.md").read_bytes()
    add(folder, "massnahmen/abendmarkt2.md", double)
    add(folder, "massnahmen/abendmarkt.md", double.replace(b"abendmarkt2", b"abendmarkt"))
    _, findings = checked(folder)
    assert "massnahme-doppelt" in [finding.rule for finding in findings if finding.severity is Severity.ERROR]


OF_THE_SAME_KIND = {
    "a comment with a decimal number": ("effort_detail:\n  cost_eur: 900  # wörtlich: 0,9 Tsd. €\n", []),
    "an entry that goes on": ("figures: [1.200 Gäste, davon 300 Kinder]\n", ["komma-im-wert"]),
    "a hash below a text": ("note: >-\n  Text\n# und noch mehr\n  weiter\n", ["raute-im-wert"]),
    "a third version of a conflict": ("summary: Kurz\n||||||| base\n", ["git-konflikt"]),
    "a colon in an entry": ("success_factors:\n  - Musik: laut\n", ["text-erwartet"]),
}


@pytest.mark.parametrize(("head", "rules"), OF_THE_SAME_KIND.values(), ids=OF_THE_SAME_KIND)
def test_further_files_of_the_same_kinds(head: str, rules: list[str], tmp_path: Path) -> None:
    """Each with the remedy at hand: the value as it would be right."""
    folder = town(tmp_path)
    good = (INPUTS / "people" / "m2_ergebnis.md").read_text("utf-8")
    start = good.partition("effort_detail:")[0].rstrip() if "effort_detail:" in good else good.rpartition("\n---")[0]
    add(folder, "faelle/musterstadt/markt.md", f"{start}\n{head}---\n\nDer Markt lief.\n".encode())
    _, findings = checked(folder)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [finding.rule for finding in errors] == rules
    assert rules != ["text-erwartet"] or '"Musik: laut"' in errors[0].remedy


def test_what_is_left_of_a_conflict_in_a_text_is_an_error(tmp_path: Path) -> None:
    """Also the line above the version that both came from."""
    folder = town(tmp_path)
    text = (WAYS_IN / "06-stern.md").read_text("utf-8") + "\n||||||| base\nAlt.\n"
    add(folder, "faelle/musterstadt/markt.md", text.replace("gera", "musterstadt").encode())
    assert "git-konflikt" in [finding.rule for finding in checked(folder)[1]]


def test_one_dash_below_a_line_gets_a_hint(tmp_path: Path) -> None:
    """It makes a heading as three do."""
    folder = town(tmp_path)
    add(folder, "faelle/musterstadt/markt.md", (WAYS_IN / "25-setext.md").read_bytes().replace(b"\n---\nDanach", b"\n-\nDanach"))
    assert "linie-unter-text" in [finding.rule for finding in checked(folder)[1]]
