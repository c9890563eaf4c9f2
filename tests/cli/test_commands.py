"""The command line as people and machines meet it: exit codes, words, files."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from citynet_kb.findings import RULES
from citynet_kb.project import Project
from tests.cli.running import run
from tests.forked_programs import COMMAND
from tests.site.building import EPOCH, LAND, TODAY, command, files

CASE = "content/faelle/musterstadt/eisbahn.md"
TABLE = "id,title,city,topic,measure,outcome,effort\n,Leerdorf: Markt am Abend,leerdorf,feste-maerkte,feierabendmarkt,offen,klein\n"
API = ("calls", "cases", "cities", "failed-elsewhere", "index", "likeness", "measures", "meetings", "networks", "practice")
API += ("similar", "surveys", "topics")


def spoil(root: Path, path: str = CASE) -> None:
    """One unknown value in a case."""
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace("outcome: wirkungslos", "outcome: misslungen"), encoding="utf-8")


def test_check_of_good_content(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hints alone are no failure; the last line gives the counts."""
    code, out, _ = run(capsys, "check")
    assert code == 0
    assert out.splitlines()[-1] == "0 Fehler, 37 Hinweise in 25 Dateien (25 Fallberichte geprüft)"


def test_check_names_line_value_and_remedy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error ends with 1 and says what must hold, what was found and what is allowed."""
    spoil(root)
    code, out, _ = run(capsys, "check", CASE)
    assert code == 1
    assert out == (
        f"{CASE}:6:10: Fehler: outcome: »misslungen« ist kein bekannter Wert für »Ergebnis«. [ergebnis-unbekannt]\n"
        "    Erlaubt: erfolgreich, teilweise, wirkungslos, eingestellt, nicht-zustande, ausgefallen, ausgelaufen, offen. "
        "Meinten Sie »wirkungslos«?\n"
        "1 Fehler, 0 Hinweise in 1 Datei (1 Fallbericht geprüft)\n"
    )


def test_check_of_one_file_shows_its_findings_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The errors of other files are not shown."""
    spoil(root)
    code, out, _ = run(capsys, "check", "content/faelle/neudorf/stadtfest.md")
    assert (code, out) == (0, "Keine Befunde (1 Fallbericht geprüft)\n")


def test_check_of_one_file_sees_the_whole_content(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cross-file rules hold for a single file too: its related case is gone."""
    (root / "content/faelle/beispielhausen/feierabendmarkt.md").unlink()
    code, out, _ = run(capsys, "check", "content/faelle/musterstadt/feierabendmarkt.md")
    assert code == 1
    assert "[verwandt-unbekannt]" in out


@pytest.mark.parametrize(
    ("paths", "cases"),
    [
        (["content/faelle/musterstadt"], 4),
        (["content/faelle/musterstadt/"], 4),
        (["./content/faelle/../faelle/musterstadt"], 4),
        (["content/faelle/musterstadt", "content/faelle/neudorf"], 8),
        (["content"], 25),
        (["."], 25),
    ],
)
def test_check_of_folders(root: Path, capsys: pytest.CaptureFixture[str], paths: list[str], cases: int) -> None:
    """A folder stands for everything in it."""
    code, out, _ = run(capsys, "check", *paths)
    assert code == 0
    assert f"({cases} Fallberichte geprüft)" in out


def test_check_of_an_absolute_path(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Editors pass whole paths."""
    assert run(capsys, "check", str(root / "content/faelle/neudorf/stadtfest.md"))[:2] == (0, "Keine Befunde (1 Fallbericht geprüft)\n")


def test_check_of_the_settings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The settings can be checked alone."""
    assert run(capsys, "check", "citynet-kb.toml")[0] == 0
    (root / "citynet-kb.toml").write_text("[site]\nname = Stadt\n", encoding="utf-8")
    code, out, _ = run(capsys, "check", "citynet-kb.toml")
    assert (code, "[einstellung-ungueltig]" in out) == (1, True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/faelle/gibt-es-nicht.md", "Diese Datei gibt es nicht."),
        ("mkdocs.yml", "Geprüft wird nur, was in content/ liegt."),
        ("..", "Geprüft wird nur, was in content/ liegt."),
        ("content-alt", "Diese Datei gibt es nicht."),
    ],
)
def test_check_of_strange_paths_is_misuse(root: Path, capsys: pytest.CaptureFixture[str], path: str, words: str) -> None:
    """What does not exist or lies elsewhere cannot be checked: exit 2."""
    code, out, err = run(capsys, "check", path)
    assert (code, out) == (2, "")
    assert words in err


def test_checking_nothing_is_a_failure(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder, content without a topic and a folder without content all end with 1; content without a case is a beginning."""
    (root / "content/faelle/leer").mkdir()
    assert run(capsys, "check", "content/faelle/leer")[0] == 1
    (root / "content/faelle").rename(root / "woanders")
    (root / "content/lesungen").rename(root / "ungelesen")  # readings of cases that are no longer there
    code, out, _ = run(capsys, "check")
    assert (code, "(0 Fallberichte geprüft)" in out) == (0, True)
    (root / "content/themen").rename(root / "anderswo")
    code, out, _ = run(capsys, "check")
    assert (code, "Hier liegt kein einziges Thema. [ordner-fehlt]" in out) == (1, True)
    (root / "content").rename(root / "nirgends")
    code, out, _ = run(capsys, "check")
    assert (code, "[ordner-fehlt]" in out) == (1, True)


def test_github_format(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Workflow commands with file, line and column, which the forge shows at the line."""
    spoil(root)
    code, out, _ = run(capsys, "check", "--format", "github")
    lines = "\n" + out
    assert code == 1
    assert "\n::notice file=content/faelle/irgendheim/haendlertreff.md,line=1,col=1,title=ohne-massnahme::measure fehlt" in lines
    assert f"\n::error file={CASE},line=6,col=10,title=ergebnis-unbekannt::outcome: »misslungen«" in lines


def test_json_format(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is one JSON list; the summary goes to the other channel."""
    spoil(root)
    code, out, err = run(capsys, "check", "--format", "json")
    found = json.loads(out)
    assert code == 1
    expected = {"path": CASE, "line": 6, "column": 10, "rule": "ergebnis-unbekannt", "severity": "Fehler"}
    assert any(expected.items() <= one.items() for one in found)
    assert err == "2 Fehler, 36 Hinweise in 26 Dateien (25 Fallberichte geprüft)\n"


def test_json_without_findings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list is a list."""
    assert json.loads(run(capsys, "check", "--format", "json", "content/faelle/neudorf/stadtfest.md")[1]) == []


def test_list_of_rules(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule once, in order of name, with statement and both examples."""
    code, out, _ = run(capsys, "check", "--list")
    blocks = [block.splitlines() for block in out.strip().split("\n\n")]
    names = [block[0] for block in blocks]
    assert code == 0
    assert names == sorted(rule.name for rule in RULES)
    for block in blocks:
        assert [line[:13] for line in block if line.startswith("    Falsch:") or line.startswith("    Richtig:")] == [
            "    Falsch:  ",
            "    Richtig: ",
        ], block


def test_release_needs_editors_and_imprint(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Real towns must be able to answer: without mailbox and imprint nothing may be published; with both it may."""
    assert run(capsys, "check", "--release")[0] == 0
    (root / "citynet-kb.toml").write_text('[editors]\nmailbox = ""\n[imprint]\nname = "Stadt"\n', encoding="utf-8")
    assert run(capsys, "check")[0] == 0
    code, out, _ = run(capsys, "check", "--release")
    assert code == 1
    assert "[redaktion-fehlt]" in out
    assert "[adresse-fehlt]" in out
    assert "Hinweis: Die Adresse des Repositoriums ist nicht eingetragen. [repositorium-fehlt]" in out
    assert "Das Impressum ist unvollständig: street, place, represented_by, email, phone, responsible. [impressum-unvollstaendig]" in out


def test_missing_settings_are_as_good_as_empty_ones(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file with the settings may be missing; then nothing is configured."""
    (root / "citynet-kb.toml").unlink()
    assert run(capsys, "check")[0] == 0
    assert run(capsys, "check", "--release")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["pruefen"],
        ["check", "--format", "xml"],
        ["render"],
        ["export"],
        ["import"],
        ["build", "--site-dir"],
        ["serve", "--address", "nirgends"],
        ["serve", "--address", "127.0.0.1:99999"],
        ["import", "gibt-es-nicht.csv"],
        ["import", "tabelle.csv", "--added", "gestern"],
        ["import", "tabelle.csv", "--added", "2026-02-30"],
    ],
    ids=" ".join,
)
def test_misuse(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """A call that cannot be understood ends with 2 and says why on the error channel, without a traceback."""
    (root / "tabelle.csv").write_text(TABLE, encoding="utf-8")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_messages_are_german(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command explains itself in German."""
    _, out, _ = run(capsys, "--help")
    for words in ("Inhalte prüfen", "prüfen, bauen, in einem Schritt austauschen", "Fälle aus YAML-Liste, CSV oder Excel übernehmen"):
        assert words in " ".join(out.split())
    assert "Der Aufruf ist nicht zu verstehen" in run(capsys, "check", "--unbekannt")[2]


@pytest.mark.parametrize("name", ["build", "render", "export"])
def test_errors_stop_every_output(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With an error in the content nothing is written: exit 1 and all findings."""
    spoil(root)
    options = [] if name == "build" else ["--to", "ziel"]
    code, out, _ = run(capsys, name, *options)
    assert (code, "[ergebnis-unbekannt]" in out) == (1, True)
    assert not (root / "ziel").exists()
    assert not (root / "site").exists()


@pytest.mark.slow
def test_render_writes_the_whole_tree(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages, trusted markup and data, exactly as the pages module makes them."""
    code, out, _ = run(capsys, "render", "--to", "tief/im/baum")
    assert code == 0
    assert "Seiten stehen in tief/im/baum/" in out
    written = files(root / "tief/im/baum")
    assert {path: content for path, content in written.items() if path != ".citynet-kb"} == Project(root, int(EPOCH)).tree()
    assert {"index.md", "faelle/musterstadt/eisbahn.md", "api/v1/cases.json"} <= set(written)


@pytest.mark.parametrize("target", ["content", "mkdocs.yml", "."])
def test_render_into_something_else_is_refused(root: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    """Only a new, an empty or a rendered folder is written to."""
    before = files(root)
    assert run(capsys, "render", "--to", target)[0] == 2
    assert files(root) == before


def test_export_writes_the_files_for_machines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and CSV, each where the site has it, and what the finder loads."""
    code, out, _ = run(capsys, "export", "--to", "daten")
    assert (code, out) == (0, "49 Dateien stehen in daten/\n")
    one_record = ("api/v1/cases/", "api/v1/measures/")
    assert [path for path in sorted(files(root / "daten")) if not path.startswith(("faelle/liste-", *one_record))] == [
        *(f"api/v1/{name}.json" for name in API),
        "datapackage.json",
        "daten/faelle.csv",
    ]
    index = json.loads((root / "daten/api/v1/index.json").read_text(encoding="utf-8"))
    assert f"{TODAY}T00:00:00Z" in json.dumps(index)


def test_export_counts_by_the_rule(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Towns with a setback ever: withdrawn, anonymous and weakly sourced cases are not among them."""
    run(capsys, "export", "--to", "daten")
    failed = json.loads((root / "daten/api/v1/failed-elsewhere.json").read_text(encoding="utf-8"))
    assert failed["feierabendmarkt"] == ["musterstadt", "neudorf"]
    assert failed["eisbahn"] == ["beispielhausen", "musterstadt"]
    measures = {one["id"]: one for one in json.loads((root / "daten/api/v1/measures.json").read_text(encoding="utf-8"))}
    assert (measures["feierabendmarkt"]["m"], measures["feierabendmarkt"]["f"]) == (3, 1)
    assert measures["stadtgutschein"]["observations"] == {"m": 1, "f": 1, "s": 0, "t": 0}


def test_export_over_a_file_fails_with_a_message(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A target that cannot be a folder is one sentence and exit 1."""
    code, _, err = run(capsys, "export", "--to", "mkdocs.yml")
    assert (code, "Traceback" in err, bool(err.strip())) == (1, False, True)


def test_schema(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Valid JSON: a schema of version 2020-12 with the required keys of a case."""
    code, out, _ = run(capsys, "schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"title", "city", "topic", "outcome", "effort"} <= set(schema["required"])


def test_import_writes_new_cases(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row becomes a file in canonical form, with the day of entry, and passes the checks."""
    (root / "tabelle.csv").write_text(TABLE, encoding="utf-8")
    code, out, _ = run(capsys, "import", "tabelle.csv")
    assert (code, out.splitlines()[-1]) == (0, "1 Fallbericht steht in content/faelle/")
    text = (root / "content/faelle/leerdorf/markt-am-abend.md").read_text(encoding="utf-8")
    assert f"\nadded: {TODAY}\n" in text
    assert run(capsys, "check")[0] == 0


def test_import_with_a_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--added gives the day of entry."""
    (root / "tabelle.csv").write_text(TABLE, encoding="utf-8")
    assert run(capsys, "import", "tabelle.csv", "--added", "2020-02-29")[0] == 0
    assert "\nadded: 2020-02-29\n" in (root / "content/faelle/leerdorf/markt-am-abend.md").read_text(encoding="utf-8")


def test_import_on_trial_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dry-run names what would be written."""
    (root / "tabelle.csv").write_text(TABLE, encoding="utf-8")
    before = files(root)
    code, out, _ = run(capsys, "import", "tabelle.csv", "--dry-run")
    assert (code, "würde schreiben: content/faelle/leerdorf/markt-am-abend.md" in out) == (0, True)
    assert files(root) == before


def test_import_twice_overwrites_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time the cases exist: exit 1, nothing changed."""
    (root / "tabelle.csv").write_text(TABLE, encoding="utf-8")
    run(capsys, "import", "tabelle.csv")
    before = files(root)
    code, _, err = run(capsys, "import", "tabelle.csv")
    assert (code, "Nichts geschrieben" in err) == (1, True)
    assert files(root) == before


def test_a_good_entry_of_a_list_is_written_though_another_is_bad(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bad entry among good ones: exit 1, its finding, and the others are written, as for rows of a table."""
    good = "- {title: 'Leerdorf: Markt am Abend', city: leerdorf, topic: feste-maerkte, outcome: offen, effort: klein}\n"
    (root / "liste.yml").write_text(good + good.replace("offen", "vielleicht").replace("Abend", "Morgen"), encoding="utf-8")
    before = files(root)
    code, out, err = run(capsys, "import", "liste.yml")
    assert (code, "[ergebnis-unbekannt]" in out, "Nichts geschrieben" in err) == (1, True, False)
    assert len(files(root).keys() - before.keys()) == 1


def test_a_good_row_of_a_table_is_written_though_another_is_bad(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code says all the same that something is left to do."""
    head = "title,city,topic,outcome,effort\n"
    good = "Leerdorf: Markt am Abend,leerdorf,feste-maerkte,offen,klein\n"
    (root / "liste.csv").write_text(head + good + good.replace("offen", "vielleicht").replace("Abend", "Morgen"), encoding="utf-8")
    before = files(root)
    code, out, err = run(capsys, "import", "liste.csv")
    assert (code, "[ergebnis-unbekannt]" in out) == (1, True)
    assert "Nicht geschrieben: 1 von 2 Fällen." in err
    assert [str(path).rpartition("/")[2] for path in files(root).keys() - before.keys()] == ["markt-am-abend.md"]


@pytest.mark.parametrize("epoch", ["morgen", "", "²", "-5", "9" * 30])
def test_strange_day_of_the_build(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no day counts as none."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(capsys, "check")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_other_locales(root: Path, locale: str) -> None:
    """Umlauts come out as UTF-8 whatever the terminal's locale says, and never stop the command."""
    spoil(root)
    done = command(root, "check", LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "kein bekannter Wert für »Ergebnis«" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.slow
def test_strange_file_names_are_printed(root: Path) -> None:
    """A name that is not even text is one finding."""
    (Path(os.fsdecode(os.fsencode(root) + b"/content/faelle/musterstadt/m\xe4rkte.md"))).write_text("x", encoding="utf-8")
    done = command(root, "check", LC_ALL="C")
    assert done.returncode == 1
    assert "[dateiname]" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.slow
def test_a_reader_that_goes_away(root: Path) -> None:
    """`citynet-kb check --list | head -1` ends without a traceback."""
    done = subprocess.run(
        ["sh", "-c", '"$0" check --list | head -1', COMMAND],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_the_example_lies_where_the_tests_say() -> None:
    """Guards against tests that check nothing."""
    assert len(list((LAND / "content/faelle").rglob("*.md"))) == 25
