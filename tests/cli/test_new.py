"""`citynet-kb new`: from flags, from questions, as a file to fill in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citynet_kb.intake.asking.blank_case import blank_case
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.cli.running import run
from tests.site.building import files

FLAGS = (
    *("--city", "Leerdorf", "--measure", "Feierabendmarkt", "--outcome", "Eingestellt", "--effort", "klein"),
    *("--reason", "Datenschutz", "--reason", "nachfrage/zu-wenig-nachfrage"),
    *("--title", "Leerdorf: Markt am Abend", "--text", "Es begann gut."),
)
MADE = "content/faelle/leerdorf/markt-am-abend.md"
TEXT = """---
title: "Leerdorf: Markt am Abend"
city: leerdorf
topic: feste-maerkte
measure: feierabendmarkt
outcome: eingestellt
effort: klein
added: 2026-06-01
failure_reasons:
  - recht/datenschutz
  - nachfrage/zu-wenig-nachfrage
next_review: 2027-06-01
---

Es begann gut.
"""
Typing = Callable[..., list[str]]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody sits at the terminal and types these lines."""
    left: list[str] = []

    def answer(prompt: str = "") -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    def typed(*lines: str) -> list[str]:
        left.extend(lines)
        return left

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return typed


def test_flags_make_a_case(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words or ids; right folder, right name, the topic of the measure, the day of entry; then check agrees."""
    code, out, _ = run(capsys, "new", *FLAGS)
    assert code == 0
    assert f"geschrieben: {MADE}" in out
    assert (root / MADE).read_text("utf-8") == TEXT
    assert run(capsys, "check", MADE)[0] == 0
    assert run(capsys, "fmt", "--check", MADE)[0] == 0


def test_nothing_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second case of that name is refused."""
    run(capsys, "new", *FLAGS)
    before = files(root)
    code, out, _ = run(capsys, "new", *FLAGS, "--effort", "gross")
    assert (code, "[fall-vorhanden]" in out) == (1, True)
    assert files(root) == before


def test_what_is_missing_is_said(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be asked, the findings of the check, and nothing is written."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, out, err = run(capsys, "new", "--city", "Leerdorf", "--outcome", "misslungen")
    assert code == 1
    assert "Feld »Ergebnis«: »misslungen« ist kein bekannter Wert" in out
    assert out.count("[feld-fehlt]") == 3
    assert "Nichts geschrieben." in err


def test_a_trial_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dry-run names the file."""
    before = files(root)
    code, out, _ = run(capsys, "new", *FLAGS, "--dry-run")
    assert (code, f"würde schreiben: {MADE}" in out) == (0, True)
    assert files(root) == before


def test_a_day_of_entry(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--added is that day, and a year later the town is asked again; or it is said what a day is."""
    run(capsys, "new", *FLAGS, "--added", "2020-02-29")
    text = (root / MADE).read_text("utf-8")
    assert "\nadded: 2020-02-29\n" in text
    assert "\nnext_review: 2021-02-28\n" in text
    assert run(capsys, "new", *FLAGS, "--added", "gestern")[0] == 2


def test_questions_one_at_a_time(root: Path, capsys: pytest.CaptureFixture[str], typing: Typing) -> None:
    """Labels, numbers and ids are understood; what the check refuses is asked again in its words."""
    left = typing(
        *("Leerdorff", "leerdorf", "Feierabendmarkt"),
        *("4", ""),  # the outcome by its number; the effort must be given
        *("klein", "", "?", "8, Zu wenig Nachfrage"),
        *("", ""),  # what kind of venture it was and who ran it may be left out
        *("Kurz", "Leerdorf: Markt am Abend"),
        *("Es begann gut.", "", ""),
        "",  # no more to tell
    )
    code, out, _ = run(capsys, "new")
    assert (code, left) == (0, [])
    assert (root / MADE).read_text("utf-8") == TEXT
    assert "»Leerdorff« ist keine bekannte Stadt. Meinten Sie »Leerdorf«" in out
    assert "Hier brauchen wir eine Antwort." in out
    assert "Gründe (Pflicht, denn »Eingestellt« heißt: nicht gelungen): Bis zu drei Gründe" in out
    assert "Ist keiner bekannt, schreiben Sie »Grund unbekannt«." in out
    assert "Zwei Leerzeilen beenden den Text." in out
    assert "Feld »" not in out.partition("Hinweis: ")[0], "what is wrong is asked again, not told at the end"
    assert "»Kurz« ist zu kurz" in out
    assert "    4  Eingestellt: Lief und wurde" in out
    assert "Thema" not in out


def test_only_what_is_open_is_asked(root: Path, capsys: pytest.CaptureFixture[str], typing: Typing) -> None:
    """Flags answer their questions; a case without setback is not asked for reasons; the rest may be skipped."""
    left = typing("", "handel", "teilweise", "sehr klein", "wiederkehrend", "2", "Leerdorf: Markt am Abend", "", "")
    assert run(capsys, "new", "--city", "leerdorf")[0] == 0
    assert left == []
    head = "topic: handel\noutcome: teilweise\ncadence: wiederkehrend\norganiser: stadtmarketing\neffort: sehr-klein\nadded: 2026-06-01\n"
    assert f"\n{head}next_review: 2027-06-01\n---\n" in (root / MADE).read_text("utf-8")


def test_a_taken_name_is_asked_again(root: Path, capsys: pytest.CaptureFixture[str], typing: Typing) -> None:
    """Before anything more is typed."""
    run(capsys, "new", *FLAGS)
    typing("", "", "Leerdorf: Markt am Abend", "Leerdorf: Markt am Abend, zweiter Versuch", "Text.", "", "", "")
    given = FLAGS[: FLAGS.index("--title")]
    code, out, _ = run(capsys, "new", *given)
    assert (code, "gibt es schon" in out) == (0, True)
    assert (root / "content/faelle/leerdorf/markt-am-abend-zweiter-versuch.md").exists()


def test_who_wants_to_tell_more_is_asked_more(root: Path, capsys: pytest.CaptureFixture[str], typing: Typing) -> None:
    """Period, cost, evidence and contact; what is clear is taken, what is unclear is asked again, the rest may be skipped."""
    more = ("ja", "Mai 2023", "", "über 50", "9.500 €", "2.500 €", "gezählt", "Citymanagement", "")
    left = typing("", "", *FLAGS[FLAGS.index("--title") + 1 :: 2], "", "", *more)
    code, out, _ = run(capsys, "new", *FLAGS[: FLAGS.index("--title")])
    assert (code, left) == (0, [])
    text = (root / MADE).read_text("utf-8")
    for part in ("period:\n  start: 2023-05\n", "evidence: zaehlung\n", "  cost_eur: 2500\n", "contact:\n  role: Citymanagement\n"):
        assert part in text
    assert "»über 50« ist keine ganze Zahl" in out
    assert "»gezählt« ist verstanden als »Zählung«." in out
    assert "»Klein« ist zu klein: 9500 € verlangt »Mittel«." in out, "what does not fit is said before all is typed"
    assert "»2.500 €« ist verstanden als »2500«." in out


def test_words_for_a_measure_are_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From flags, too, and said."""
    flags = [flag if flag != "Eingestellt" else "aufgegeben" for flag in FLAGS]
    code, out, _ = run(capsys, "new", *flags)
    assert (code, "»aufgegeben« ist verstanden als »Eingestellt«." in out) == (0, True)
    assert (root / MADE).read_text("utf-8") == TEXT


def test_the_end_of_the_input_ends_it(root: Path, capsys: pytest.CaptureFixture[str], typing: Typing) -> None:
    """Ctrl-D: nothing is written, no traceback."""
    typing("leerdorf")
    before = files(root)
    code, _, err = run(capsys, "new")
    assert (code, "Abgebrochen" in err) == (1, True)
    assert files(root) == before


def uncommented(text: str) -> Iterator[str]:
    """The template without the signs before the entries that can be used."""
    for line in text.split("\n"):
        yield line[1:] if line.startswith("#  ") and line[3] in "- " and line.endswith(":") else line


def test_the_template_names_every_field(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All keys of the model and their values, within the size that front matter may have; as it is, only what must be said is missing."""
    code, out, _ = run(capsys, "new", "--template")
    assert code == 0
    document, findings = read("x.md", out.encode())
    assert document is not None
    assert findings == []
    _, refused = bind(document, CaseStudy, "leerdorf/x")
    assert [finding.rule for finding in refused] == ["feld-fehlt"] * 5
    assert all(key in out for key in CaseStudy.front_matter_keys())
    opened, _ = read("x.md", "\n".join(uncommented(out)).encode())
    assert opened is not None
    assert {("sources", 0, "url"), ("goals", 0, "indicator"), ("checklist", 0, "state")} <= set(opened.keys)


def test_the_template_lies_where_the_case_belongs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With town and title it is written, what is known filled in; check accepts it, and fmt keeps all explanations."""
    assert run(capsys, "new", "--template", *FLAGS)[0] == 0
    text = (root / MADE).read_text("utf-8")
    assert run(capsys, "check", MADE)[0] == 0
    assert run(capsys, "fmt", MADE)[0] == 0
    formatted = (root / MADE).read_text("utf-8")
    comments = [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
    assert sorted(line.strip() for line in formatted.split("\n") if line.strip().startswith("#")) == sorted(comments)
    assert formatted.split("\n")[1].startswith("# yaml-language-server: $schema=")
    assert run(capsys, "new", "--template", *FLAGS)[0] == 1


def test_a_blank_case_quotes_what_it_is_given() -> None:
    """Values are written in canonical form."""
    assert '\ntitle: "Gera: # 1"\n' in blank_case({("title",): "Gera: # 1"})


CALL = ("--call", "Material zum Leihen", "--until", "2026-09-30", "--note", "Zehn Marktstände für zwei Wochenenden.")
PLAN = """---
title: "Leerdorf: Feierabendmarkt geplant, Material zum Leihen"
city: leerdorf
topic: feste-maerkte
measure: feierabendmarkt
outcome: offen
effort: unbekannt
added: 2026-06-01
period:
  start: 2026-08
looking_for:
  - what: leihgut
    until: 2026-09-30
    note: "Zehn Marktstände für zwei Wochenenden."
next_review: 2027-06-01
---
"""


def test_a_call_begins_a_plan(root: Path, typing: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    """Five flags make a planned case; on a terminal the answers do, and what cannot be is asked again."""
    place = ("--city", "Leerdorf", "--measure", "Feierabendmarkt")
    assert run(capsys, "new", *CALL, *place, "--start", "2026-08")[0] == 0
    made = root / "content/faelle/leerdorf/feierabendmarkt-geplant-material-zum-leihen.md"
    assert made.read_text("utf-8") == PLAN
    made.unlink()
    typing("Leigut", "leihgut", "2026-05-31", "2026-09-30", "2026", "2026-08", "Zehn Marktstände für zwei Wochenenden.", "", "", "")
    code, _, said = run(capsys, "new", *place, "--call")
    assert (code, made.read_text("utf-8")) == (0, PLAN)
    assert "Meinten Sie »leihgut«?" in said
    assert "»2026-05-31« ist vorbei" in said
    assert "»2026« liegt nicht in der Zukunft" in said


def test_a_call_is_added_to_a_case(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of its file stays as it is, comments included; a case that is not there, and what is missing, are named."""
    file = root / "content/faelle/beispielhausen/feierabendmarkt.md"
    run(capsys, "fmt", str(file.relative_to(root)))
    before = file.read_text("utf-8").replace("\nmeasure: feierabendmarkt\n", "\nmeasure: feierabendmarkt  # so heißt er hier\n")
    file.write_text(before, "utf-8")
    assert run(capsys, "new", *CALL, "--case", "beispielhausen/feierabendmarkt")[0] == 0
    added = 'looking_for:\n  - what: leihgut\n    until: 2026-09-30\n    note: "Zehn Marktstände für zwei Wochenenden."\n'
    after = file.read_text("utf-8")
    assert added in after
    assert after.replace(added, "").replace("updated: 2026-06-01\n", "") == before
    assert run(capsys, "new", *CALL, "--case", "beispielhausen/feierabendmarkt")[0] == 0
    assert file.read_text("utf-8").count("- what: leihgut") == 2
    code, _, said = run(capsys, "new", *CALL, "--case", "beispielhausen/feierabendmark")
    assert (code, "Meinten Sie »beispielhausen/feierabendmarkt«?" in said) == (2, True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, _, said = run(capsys, "new", "--call", "leihgut", "--case", "beispielhausen/feierabendmarkt")
    assert (code, "--until fehlt." in said) == (2, True)
