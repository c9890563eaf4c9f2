"""The roll-call before a meeting: the sheets that are sent, filled in on every way, and the records that come of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.reading.roll_call_entries import sheet_entries
from citynet_kb.intake.taking_in.roll_call_answers import understood_reply
from citynet_kb.knowledge_base import KnowledgeBase, load
from citynet_kb.model import Reply
from tests.cli.roll_calls import Filling, as_mail, as_text, as_word, meeting
from tests.cli.running import run
from tests.fictional.written import write_content
from tests.recount.ledger import from_files
from tests.recount.survey_counts import answers_on
from tests.site.building import EPOCH, LAND, TODAY

DATE = "2026-09-15"
TOWNS, CASES, SILENT = 12, 150, 2
WAYS = ("text", "word", "mail", "broken mail")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, tuple[str, ...]]:
    """A network of twelve towns with 150 cases, all of which were at one meeting; and the towns."""
    root = tmp_path / "projekt"
    root.mkdir()
    towns = write_content(root / "content", LAND / "content", CASES, towns=TOWNS)
    meeting(root / "content", "2026-03-10", towns)
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return root, towns


def base(root: Path) -> KnowledgeBase:
    return load(root / "content").knowledge_base


def filling_of(number: int, town: str, known: KnowledgeBase) -> Filling:
    """What a town tells: of its newest case that has no figures yet, of the measures, and every second one of something new."""
    survey = known.surveys[DATE]
    names = [known.measures[measure].name for measure in survey.measures]
    case = next(one for one in known.cases_by_city[town] if not one.withdrawn)
    attempt = {
        "Maßnahme": "Parklets",
        "Ergebnis": "Eingestellt" if number % 4 else "Erfolgreich",
        "Gründe": "Zu wenig Nachfrage" if number % 4 else "",
        "Kosten in Euro": f"{number + 1}.200 €",
        "Personentage": "9",
        "Was geschah": f"Im Sommer {number} standen vier Parklets in der Hauptstraße.\nDanach sagten alle, wie es war.",
    }
    return Filling(
        cases={case.id: {"Was daraus wurde": f"Wir haben im Jahr {number} noch einmal nachgezählt und sind zufrieden."}},
        replies={name: ("nein", "ja", "nicht ans Ziel gekommen")[(number + place) % 3] for place, name in enumerate(names)},
        attempts=[attempt] if number % 2 == 0 else [],
        nothing_else="" if number % 2 == 0 else "ja",
        stray=f"Bitte denken Sie an Raum {number} im Erdgeschoss.",
    )


def sent_back(folder: Path, town: str, way: str, filling: Filling) -> Path:
    """The sheet of a town as it comes back."""
    sheet = folder / f"einzeln/rundruf-{DATE}-{town}.md"
    made: dict[str, Callable[[], tuple[str, bytes]]] = {
        "text": lambda: ("md", as_text(sheet.read_text("utf-8"), filling).encode()),
        "word": lambda: ("docx", as_word(sheet.with_suffix(".docx").read_bytes(), filling)),
        "mail": lambda: ("eml", as_mail(sheet.read_text("utf-8"), filling)),
        "broken mail": lambda: ("eml", as_mail(sheet.read_text("utf-8"), filling, 72)),
    }
    ending, content = made[way]()
    file = folder / f"zurueck-{town}.{ending}"
    file.write_bytes(content)
    return file


def expected(filling: Filling, known: KnowledgeBase, measure: str) -> str:
    """What a town said of a measure, worked out from what it filled in."""
    name = known.measures[measure].name
    if any(attempt["Maßnahme"] == name for attempt in filling.attempts):
        return "missed" if filling.attempts[0]["Ergebnis"] == "Eingestellt" else "tried"
    return {"nein": "untried", "ja": "tried", "nicht ans Ziel gekommen": "missed"}[filling.replies[name]]


@pytest.mark.slow
def test_round_trip_of_twelve_towns(network: tuple[Path, tuple[str, ...]], capsys: Capture) -> None:
    """Sheet → filled as Word, Markdown, mail → `intake` → records. Each answer is in its record, each stray sentence in a finding, and
    the denominators are those of what was filled in."""
    root, towns = network
    code, out, _ = run(capsys, "meeting", "prepare", DATE)
    assert (code, f"eines für jede der {TOWNS} Städte" in out) == (0, True)
    folder, sent = root / f"rundruf-{DATE}", base(root)
    assert set(sent.surveys[DATE].towns) == set(towns)
    assert len(sent.surveys[DATE].measures) > 4
    fillings = {town: filling_of(number, town, sent) for number, town in enumerate(towns[:-SILENT])}
    for number, (town, filling) in enumerate(fillings.items()):
        code, out, err = run(capsys, "intake", str(sent_back(folder, town, WAYS[number % len(WAYS)], filling)))
        assert (code, "1 Stadt hat geantwortet" in out + err) == (0, True), (town, out, err)
        assert filling.stray in out + err
        assert "die Antworten stehen unten. Viele Grüße Erika Muster" in out + err or WAYS[number % len(WAYS)] in ("text", "word")
        told = [line for line in (out + err).splitlines() if "nicht-uebernommen" in line]
        assert len(told) == (1 if WAYS[number % len(WAYS)] in ("text", "word") else 4), "\n".join(told)
    now = base(root)
    assert len(now.cases) == CASES + sum(len(one.attempts) for one in fillings.values())
    assert run(capsys, "check")[0] == 0
    for town, filling in fillings.items():
        for id, answers in filling.cases.items():
            (entry,) = (one for one in now.cases[id].follow_up if one.note == answers["Was daraus wurde"])
            assert (entry.date, entry.added) == (TODAY, TODAY)
        for attempt in filling.attempts:
            (case,) = (one for one in now.cases_by_city[town] if one.id not in sent.cases)
            assert (case.measure, case.outcome.label, case.body.strip()) == ("parklets", attempt["Ergebnis"], attempt["Was geschah"])
            assert case.effort_detail
            assert f"{case.effort_detail.cost_eur:,} €".replace(",", ".") == attempt["Kosten in Euro"]
    (survey,) = from_files(root / "content").surveys
    for measure in sent.surveys[DATE].measures:
        told_of = {town: expected(filling, sent, measure) for town, filling in fillings.items()}
        assert answers_on(survey, measure) == {**dict.fromkeys(towns, "silent"), **told_of}
    files = [f"content/faelle/{id}.md" for id in now.cases if id not in sent.cases]
    assert run(capsys, "fmt", "--check", *files, f"content/umfragen/{DATE}.md")[0] == 0


@pytest.mark.slow
def test_taken_in_twice_changes_nothing(network: tuple[Path, tuple[str, ...]], capsys: Capture) -> None:
    """The same sheet again: no second follow-up, no second answer."""
    root, towns = network
    run(capsys, "meeting", "prepare", DATE, "--town", towns[0], "--town", towns[1])
    filling = filling_of(1, towns[0], base(root))
    file = sent_back(root / f"rundruf-{DATE}", towns[0], "text", filling)
    assert run(capsys, "intake", str(file))[0] == 0
    before = {path: path.read_bytes() for path in (root / "content").rglob("*.md")}
    assert run(capsys, "intake", str(file))[0] == 0
    assert {path: path.read_bytes() for path in (root / "content").rglob("*.md")} == before


def prepared(root: Path, capsys: Capture, *arguments: str) -> Path:
    assert run(capsys, "meeting", "prepare", "2026-12-01", *arguments)[0] == 0
    return root / "rundruf-2026-12-01"


@pytest.mark.slow
def test_sheets_as_they_were_sent_say_nothing(root: Path, capsys: Capture) -> None:
    """Nothing of the sheet itself is taken for an answer or named as somebody's words, in text, Word and a mail with broken lines."""
    folder = prepared(root, capsys, "--town", "musterstadt", "--town", "boesenau", "--measure", "eisbahn")
    broken = folder / "umbrochen.eml"
    broken.write_bytes(as_mail((folder / "rundruf-2026-12-01.md").read_text("utf-8"), Filling(), 72))
    for file in (folder / "rundruf-2026-12-01.md", folder / "rundruf-2026-12-01.docx", broken):
        code, out, err = run(capsys, "intake", str(file))
        assert (code, "In diesem Rundruf ist nichts eingetragen." in out + err) == (0, True), out + err
        assert (out + err).count("nicht-uebernommen") == (3 if file is broken else 0), (file, out, err)
    assert not (root / "content/umfragen/2026-12-01.md").read_text("utf-8").count("answers")


@pytest.mark.slow
def test_a_town_that_tried_nothing_is_recorded(root: Path, capsys: Capture) -> None:
    """»Nichts versucht« is an answer."""
    folder = prepared(root, capsys, "--town", "leerdorf", "--measure", "eisbahn")
    file = sent_back_of(folder, "leerdorf", Filling(nothing_else="Ja"))
    assert run(capsys, "intake", str(file))[0] == 0
    (answer,) = base(root).surveys["2026-12-01"].answers
    assert (answer.town, answer.reply, answer.untried) == ("leerdorf", Reply.NOTHING, ("eisbahn",))


def sent_back_of(folder: Path, town: str, filling: Filling) -> Path:
    sheet = folder / f"einzeln/rundruf-2026-12-01-{town}.md"
    file = folder / "zurueck.md"
    file.write_text(as_text(sheet.read_text("utf-8"), filling), encoding="utf-8")
    return file


@pytest.mark.slow
def test_one_sheet_for_all_towns(root: Path, capsys: Capture) -> None:
    """What several towns tell at the meeting itself comes in one file; towns of which nothing was filled in have not answered."""
    folder = prepared(root, capsys, "--measure", "stadtfest")
    told = {id: {"Was daraus wurde": f"Neues von {id}."} for id in ("musterstadt/eisbahn", "beispielhausen/eisbahn")}
    file = folder / "alle.docx"
    file.write_bytes(as_word((folder / "rundruf-2026-12-01.docx").read_bytes(), Filling(cases=told)))
    code, out, err = run(capsys, "intake", str(file))
    assert (code, "2 Städte haben geantwortet: 0 neue Fälle, 2 ergänzt." in out) == (0, True), out + err
    now = base(root)
    assert {answer.town for answer in now.surveys["2026-12-01"].answers} == {"musterstadt", "beispielhausen"}
    assert [now.cases[id].follow_up[-1].note for id in told] == [answers["Was daraus wurde"] for answers in told.values()]


@pytest.mark.slow
def test_nothing_is_overwritten(root: Path, capsys: Capture) -> None:
    """A figure that the case has otherwise, reasons beside its own and an unknown case are named, not taken; an error stops all."""
    folder = prepared(root, capsys, "--town", "musterstadt")
    told = {"Kosten in Euro": "77", "Gründe": "Wetter", "Was daraus wurde": "Der Platz ist leer."}
    file = sent_back_of(folder, "musterstadt", Filling(cases={"musterstadt/feierabendmarkt": told}))
    file.write_text(file.read_text("utf-8").replace("musterstadt/eisbahn:", "musterstadt/eisban: neu,", 1), encoding="utf-8")
    code, out, err = run(capsys, "intake", str(file))
    assert code == 0
    for words_of in ("»Aufwand im Einzelnen: Kosten in Euro: 77«", "der Fall nennt schon Gründe", "musterstadt/eisban: neu,"):
        assert words_of in out + err
    case = base(root).cases["musterstadt/feierabendmarkt"]
    assert case.follow_up[-1].note == "Der Platz ist leer."
    file.write_text(file.read_text("utf-8").replace("Stadt: Musterstadt", "Stadt: Atlantis"), encoding="utf-8")
    assert run(capsys, "intake", str(file))[0] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-13-01",), "ist kein Tag"),
        (("2026-12-01", "--town", "mustadt"), "»mustadt« ist nicht bekannt. Meinten Sie »musterstadt«?"),
        (("2026-12-01", "--measure", "eisban"), "Meinten Sie »eisbahn«?"),
        (("2026-09-15", "--town", "neudorf"), "content/umfragen/2026-09-15.md gibt es schon"),
    ],
)
def test_what_cannot_be_prepared(root: Path, capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(capsys, "meeting", "prepare", *arguments)
    assert (code, said in err) == (2, True), err


@pytest.mark.parametrize(
    ("text", "reply", "rest"),
    [
        ("nicht versucht", words.UNTRIED, ""),
        ("Nein", words.UNTRIED, ""),
        ("ja", words.TRIED, ""),
        ("JA, aber nur einmal", words.TRIED, "aber nur einmal"),
        ("eingestellt", words.MISSED, ""),
        ("läuft noch", words.TRIED, ""),
        ("weiß ich nicht", "", ""),
    ],
)
def test_short_answers(text: str, reply: str, rest: str) -> None:
    assert understood_reply(text) == (reply, rest)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Stadt: Gera\nErgebnis: Eingestellt", b"\xff\xfe\x00", b"Tag des Treffens" * 999])
def test_anything_else_is_no_sheet(content: bytes) -> None:
    """Other files go the other ways."""
    assert [sheet_entries(f"x.{ending}", content) for ending in ("md", "docx", "eml", "html")] == [None] * 4
