"""`intake`: a mail, a form or an Office template becomes a case file, or findings say what is missing."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.questions import questions
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.model import CaseStudy
from citynet_kb.sources import write
from tests.intake.incoming import EXCEL, NAMES, WORD, answers_of, as_excel, as_issue, as_word, only, rules_of, taken

FIELDS = {
    "title": "Musterstadt: Feierabendmarkt nach »zwei Sommern« eingestellt",
    "city": "musterstadt",
    "topic": "feste-maerkte",
    "topics_more": ["handel"],
    "measure": "feierabendmarkt",
    "outcome": "nicht-zustande",
    "effort": "klein",
    "added": "2026-11-23",
    "kind": "fallbericht",
    "summary": "Donnerstags von 16 bis 20 Uhr. Im zweiten Sommer fehlten Stände & Gäste.",
    "period": {"start": "2021-05", "end": "2022-09-29"},
    "would_repeat": "ja-anders",
    "evidence": "zaehlung",
    "goals": [{"goal": "Mehr Gäste", "before": "300", "after": "450"}, {"goal": "Mehr Stände", "reached": "nein"}],
    "effort_detail": {"cost_eur": "4200", "staff_days": "8", "lead_weeks": "10", "partners": ["Bauernverband", "Chor, gemischt"]},
    "funding": ["ziz", "einnahmen"],
    "failure_reasons": ["recht/genehmigung-versagt", "nachfrage/zu-wenig-nachfrage"],
    "success_factors": ["Musik; und zwar live", "Sitzplätze unter Bäumen"],
    "checklist": [{"item": "obg-anzeige", "state": "zu-spaet", "weeks_needed": "5"}],
    "transfer": {"works_if": ["Platz vor dem Rathaus"], "fails_if": ["Regen", "Baustelle"]},
    "follow_up": [{"date": "2024-05", "note": "Kein neuer Versuch.", "outcome": "eingestellt"}],
    "looking_for": [{"what": "erfahrungen", "until": "2027-03-31", "note": "Wer hat neu begonnen?"}],
    "contact": {"role": "Citymanagement", "email": "citymanagement@example.org"},
    "sources": [
        {"title": "Aus für den Markt", "url": "https://beispiel.example/markt?a=1&b=2", "publisher": "Musterstädter Bote", "date": "2022"},
        {"title": "Ratsvorlage 17", "date": "2021-03-15"},
    ],
    "figures": ["300 Gäste je Abend"],
    "tags": ["Abend"],
    "next_review": "2027-11-23",
}
BODY = "Es begann gut.\n\nDann kam der Regen: 3 < 5 Stände.\n\n- erster Punkt\n- zweiter Punkt\n\nEnde."
EXPECTED = write(FIELDS, CaseStudy, BODY)
ANSWERS = answers_of({key: value for key, value in FIELDS.items() if key not in ("added", "next_review")}, BODY)
SHORT = {key: ANSWERS[key] for key in ("Überschrift", "Stadt", "Thema", "Ergebnis", "Aufwand", "Gründe", "Bericht")}
FULL_LETTER = EXPECTED.replace("added: 2026-11-23\n", "").replace("next_review: 2027-11-23\n", "")
MINIMAL = "title: Musterstadt und der Markt\ncity: Musterstadt\ntopic: Handel\noutcome: offen\neffort: Groß\n"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("fall.md", FULL_LETTER),
        ("fall.txt", f"```\n{FULL_LETTER}```\n"),
        ("mail.txt", as_issue(ANSWERS)),
        ("fall.docx", as_word(ANSWERS)),
    ],
)
def test_every_way_in_gives_the_same_bytes(path: str, content: str | bytes) -> None:
    """Labels for ids, names for towns, questions for keys: the file is the same to the byte."""
    plan = taken(path, content)
    assert [finding.rule for finding in plan.findings] == []
    assert only(plan) == EXPECTED
    assert plan.files[0].path == "musterstadt/feierabendmarkt-nach-zwei-sommern-eingestellt.md"


def test_a_row_of_the_excel_template_gives_the_same_bytes() -> None:
    """But for a text with a semicolon, which separates values in a cell."""
    answers = {**ANSWERS, "Was geholfen hat": ANSWERS["Was geholfen hat"].replace(";", ",")}
    assert only(taken("fall.xlsx", as_excel(answers))) == EXPECTED.replace('"Musik; und zwar live"', "Musik, und zwar live")


def test_the_templates_are_complete_and_come_back_empty() -> None:
    """An untouched template names each of the five fields that are missing, and nothing else."""
    required = [question.heading for question in questions() if question.is_required and len(question.location) == 1]
    plan = taken("fall.docx", WORD)
    assert [rule for rule, _ in rules_of(plan)] == ["feld-fehlt"] * 5
    assert [finding.message.split("»")[1].split("«")[0] for finding in plan.findings] == required
    assert len({finding.place.line for finding in plan.findings}) == 5
    assert rules_of(taken("fall.xlsx", EXCEL)) == [("keine-faelle", 1)]


def test_templates_are_the_same_each_time() -> None:
    """Equal questions and names give equal bytes."""
    assert word_template(NAMES) == WORD
    assert excel_template(NAMES) == EXCEL


def test_five_fields_and_three_sentences_suffice() -> None:
    """The shortest case, in each form."""
    for path, content in (("a.docx", as_word(SHORT)), ("a.txt", as_issue(SHORT)), ("a.xlsx", as_excel(SHORT))):
        text = only(taken(path, content))
        assert "\noutcome: nicht-zustande\n" in text
        assert text.endswith(f"---\n\n{BODY}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{MINIMAL}---\nText.",
        f"\ufeff\r\n\r\n---  \r\n{MINIMAL}-----\r\nText.".replace("\r\n", "\n").replace("\n", "\r\n"),
        f"```yaml\n{MINIMAL}```\nText.",
        f"```\n---\n{MINIMAL}---\n```\nText.",
        f"```\n---\n{MINIMAL}---\nText.\n```\n",
        f"~~~ markdown\n---\n{MINIMAL}---\n\nText.\n~~~",
        "".join(f"> {line}\n" for line in f"---\n{MINIMAL}---\n\nText.".split("\n")),
        f"---\n{MINIMAL.replace('title:', 'Überschrift:').replace('outcome: offen', 'Ergebnis: Offen')}---\nText.",
    ],
)
def test_front_matter_as_mail_programs_leave_it(text: str) -> None:
    """Fenced, quoted, with blanks, Windows line ends or labels for keys: the strict reader sees the same."""
    in_ids = MINIMAL.replace("city: Musterstadt", "city: musterstadt").replace("Handel", "handel").replace("Groß", "gross")
    expected = f"---\n{in_ids}"
    expected += "added: 2026-11-23\nnext_review: 2027-11-23\n---\n\nText.\n"
    plan = taken("fall.md", text)
    assert only(plan) == expected
    assert plan.findings == ()


def test_greeting_and_signature_are_left_out_and_named() -> None:
    """Nothing is dropped silently: a hint names the words and their line."""
    plan = taken("fall.txt", f"Guten Tag,\nanbei unser Fall.\n\n---\n{MINIMAL}---\nText.\n-- \nErika Mustermann\nTel. 123")
    assert only(plan).endswith("\nText.\n")
    assert rules_of(plan) == [("nicht-uebernommen", 1), ("nicht-uebernommen", 13)]
    assert "Guten Tag, anbei unser Fall." in plan.findings[0].message
    assert "Erika Mustermann Tel. 123" in plan.findings[1].message


def test_findings_stand_at_the_line_of_the_mail() -> None:
    """With any number of lines before the front matter, and in the body too."""
    text = f"Hallo!\n\n```\n{MINIMAL.replace('offen', 'misslungen')}period:\n  start: gestern\n```\nErst.\n\n# Oben\n"
    plan = taken("fall.txt", text)
    assert plan.files == ()
    assert rules_of(plan) == [("nicht-uebernommen", 1), ("ergebnis-unbekannt", 7), ("angabe-nicht-uebernommen", 10)]
    assert plan.findings[1].message.startswith("Feld »outcome«: »misslungen« ist kein bekannter Wert")


def test_an_open_front_matter_is_refused_at_its_line() -> None:
    """The strict reader's own finding."""
    assert rules_of(taken("fall.md", f"Hallo!\n---\n{MINIMAL}")) == [("nicht-uebernommen", 1), ("kopf-offen", 8)]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Gründe", "Datenschutz, Denkmalschutz", "failure_reasons:\n  - recht/datenschutz\n  - recht/denkmalschutz\n"),
        ("Gründe", "- [x] Datenschutz\n- [ ] Denkmalschutz", "failure_reasons:\n  - recht/datenschutz\n"),
        (
            "Gründe",
            "Genehmigung versagt, widerrufen oder zu spät, Datenschutz",
            "failure_reasons:\n  - recht/genehmigung-versagt\n  - recht/datenschutz\n",
        ),
        ("Weitere Themen", "Feste, Märkte & Frequenz, Handel", "topics_more:\n  - feste-maerkte\n  - handel\n"),
        ("Schlagworte", "* Abend\n• Sommer, Winter", "tags:\n  - Abend\n  - Sommer, Winter\n"),
        ("Würden Sie es wieder tun?", "- [ ] Nein\n- [X] Ja, aber anders", "would_repeat: ja-anders\n"),
        ("Quellen", "Ein Bericht https://example.org/a.", 'sources:\n  - title: Ein Bericht\n    url: "https://example.org/a"\n'),
        (
            "Quellen",
            "Titel: Ein Bericht\nAdresse: https://example.org/a\nHerausgeber: Bote\n\nRatsvorlage 17\nlange\nErschienen: 2021",
            'sources:\n  - title: Ein Bericht\n    url: "https://example.org/a"\n    publisher: Bote\n'
            "  - title: Ratsvorlage 17 lange\n    date: 2021\n",
        ),
        (
            "Quellen",
            "Bote (Seite 3), https://b.example/a_(b).",
            'sources:\n  - title: Bote (Seite 3)\n    url: "https://b.example/a_(b)"\n',
        ),
        ("Quellen", "Bote (https://b.example/a)", 'sources:\n  - title: Bote\n    url: "https://b.example/a"\n'),
        ("Quellen", "- A\n- B", "sources:\n  - title: A\n  - title: B\n"),
        ("Quellen 2: Titel", "Zweiter", "sources:\n  - title: Zweiter\n"),
        ("Zeitraum: Beginn", "2021-03", "period:\n  start: 2021-03\n"),
        ("Ziele", "Ziel: Mehr Gäste\nVorher: 3", "goals:\n  - goal: Mehr Gäste\n    before: 3\n"),
    ],
)
def test_answers_of_a_form(name: str, value: str, expected: str) -> None:
    """One value a line, labels with commas, boxes, entries of a list with and without the names of their fields."""
    assert f"\n{expected}" in only(taken("issue.md", as_issue({**SHORT, "Gründe": "Datenschutz", name: value})))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (as_issue({**SHORT, "Ergebnis": "Ging schief"}), "ergebnis-unbekannt", "Ging schief"),
        (as_issue({key: value for key, value in SHORT.items() if key != "Stadt"}), "feld-fehlt", "### Stadt"),
        (as_issue(SHORT) + "\n\n### Kosten\n\n3 Euro", "frage-unbekannt", "3 Euro"),
        (as_issue(SHORT) + "\n\n### Stadt\n\nAnderswo", "antwort-doppelt", "Anderswo"),
        (as_issue(SHORT) + "\n\n### Neue Maßnahme vorschlagen\n\nRikschataxi", "massnahme-vorgeschlagen", "Rikschataxi"),
        ("Vorweg!\n\n" + as_issue(SHORT), "nicht-uebernommen", "Vorweg!"),
    ],
)
def test_what_a_form_lacks_is_said_line_by_line(text: str, rule: str, line: str) -> None:
    """At the answer, else at the question."""
    (found,) = taken("issue.md", text).findings
    assert (found.rule, text.split("\n")[found.place.line - 1]) == (rule, line)


@pytest.mark.parametrize("more", ["### Kosten\n\n_No response_", "### Bestätigung\n\n- [x] Ich darf das.", "### Stadt\n\n"])
def test_what_is_no_answer_is_passed_over(more: str) -> None:
    """Questions without answer, and the boxes that a contributor must tick."""
    assert taken("issue.md", f"{as_issue(SHORT)}\n\n{more}").findings == ()


def test_headings_within_the_report_stay_in_it() -> None:
    """A contributor's own heading of that level, and one that repeats a question, are part of the text."""
    body = "Erstens.\n\n### Was noch\n\nZweitens.\n\n### Ergebnis\n\nGut."
    assert only(taken("issue.md", as_issue({**SHORT, "Bericht": body}))).endswith(f"\n\n{body}\n")


def test_sections_follow_the_report() -> None:
    """Where both are written, nothing is lost."""
    text = only(taken("a.docx", as_word({**SHORT, "Bericht": "Kurz.", "Bericht: Umsetzung": "Erst.\nDann."})))
    assert text.endswith("---\n\nKurz.\n\n## Umsetzung\n\nErst.\n\nDann.\n")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("Das ist <b>wichtig</b>!", "Das ist &lt;b>wichtig&lt;/b>!"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<!-- versteckt", "&lt;!-- versteckt"),
        ("<<b>", "<&lt;b>"),
        ("`<b>` und 3 < 5 und <https://gera.de>", "`<b>` und 3 < 5 und <https://gera.de>"),
    ],
)
def test_html_becomes_text(html: str, shown: str) -> None:
    """Every < that would begin HTML is written so that the page shows it; code, comparisons and addresses stay."""
    for path, content in (
        ("a.md", f"---\n{MINIMAL}---\n\nErst.\n\n{html}\n"),
        ("b.md", as_issue({**SHORT, "Bericht": f"Erst.\n\n{html}"})),
    ):
        plan = taken(path, content)
        assert only(plan).endswith(f"\nErst.\n\n{shown}\n")
        line = next(number for number, text in enumerate(content.split("\n"), start=1) if text == html)
        assert rules_of(plan) == [("html-als-text", line)] * shown.count("&lt;")


def zipped(**parts: bytes) -> bytes:
    """An archive of these parts; `__` stands for `/`, `_` for `.`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return stream.getvalue()


def changed(archive: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The archive with some bytes of one part exchanged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            assert entry.filename != name or old in part
            target.writestr(entry.filename, part.replace(old, new, 1) if entry.filename == name else part)
    return stream.getvalue()


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
DECLARATION = b"?>"


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        ("a.pdf", b"%PDF", "eingang-unbekannt"),
        ("a.odt", WORD, "eingang-unbekannt"),
        ("a", b"x", "eingang-unbekannt"),
        ("a.md", b"", "datei-leer"),
        ("a.md", b"Nur ein Brief.", "eingang-ohne-fall"),
        ("a.md", b"---\nEin Brief mit Strichen\n---\n", "eingang-ohne-fall"),
        ("a.md", b"x" * (1024 * 1024 + 1), "importdatei-zu-gross"),
        ("a.md", "title: Märkte".encode("latin-1"), "zeichensatz"),
        ("a.docx", b"kein Zip", "dokument-unlesbar"),
        ("a.docx", EXCEL, "dokument-unlesbar"),
        ("a.xlsx", WORD, "tabelle-unlesbar"),
        ("a.docx", zipped(word__document_xml=b"\0" * 30_000_000), "importdatei-zu-gross"),
        ("a.docx", zipped(**{f"n{number}": b"" for number in range(2100)}), "dokument-unlesbar"),
        ("a.docx", changed(WORD, "word/document.xml", DECLARATION, DECLARATION + BOMB), "dokument-unlesbar"),
        ("a.docx", changed(WORD, "word/document.xml", DECLARATION, DECLARATION + OUTSIDE), "dokument-unlesbar"),
        ("a.xlsx", changed(EXCEL, "xl/worksheets/sheet1.xml", b"<worksheet", BOMB + b"<worksheet"), "tabelle-unlesbar"),
        ("a.xlsx", zipped(xl__workbook_xml=b"\0" * 30_000_000), "importdatei-zu-gross"),
        ("a.docx", changed(WORD, "word/document.xml", b"<w:body>", b"<w:bod>"), "dokument-unlesbar"),
    ],
)
def test_what_cannot_be_taken_gives_one_finding(path: str, content: bytes, rule: str) -> None:
    """Other kinds of file, bombs, entities, damage: one finding with a remedy, nothing written."""
    plan = taken(path, content)
    assert plan.files == ()
    assert [found for found, _ in rules_of(plan)] == [rule]
    assert plan.findings[0].remedy


@pytest.mark.parametrize(("path", "most"), [("a.md", 1), ("a.eml", 10)])
def test_a_file_that_is_too_large_names_its_own_bound(path: str, most: int) -> None:
    """Of a text, of a mail; a size just above it is not called the same."""
    (finding,) = taken(path, b"x" * (most * 1024 * 1024 + 1)).findings
    assert f"{most},1 MB, erlaubt sind {most} MB" in finding.message


def test_the_kind_may_be_said() -> None:
    """A file without ending, as a workflow writes it."""
    assert only(taken("issue", as_issue(ANSWERS), "formular")) == EXPECTED
    assert only(taken("issue", as_word(ANSWERS), "docx")) == EXPECTED
    assert only(taken("issue", FULL_LETTER, "markdown")) == EXPECTED


def test_text_added_between_the_tables_is_named() -> None:
    """A remark below a table of the Word template is not lost."""
    from docx import Document

    document = Document(io.BytesIO(as_word(SHORT)))
    document.add_paragraph("Rufen Sie uns gern an!")
    stream = io.BytesIO()
    document.save(stream)
    plan = taken("a.docx", stream.getvalue())
    assert [finding.rule for finding in plan.findings] == ["nicht-uebernommen"]
    assert "»Rufen Sie uns gern an!«" in plan.findings[0].message
    assert len(plan.files) == 1


def test_a_choice_from_the_drop_down_list_is_read() -> None:
    """Word puts the chosen words into the content control."""
    word = as_word({key: value for key, value in SHORT.items() if key != "Ergebnis"})
    assert [rule for rule, _ in rules_of(taken("a.docx", word))] == ["feld-fehlt"]
    before = b"Bitte w\xc3\xa4hlen</w:t>"
    parts = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml")
    outcome = parts.index(b"Ergebnis")
    part = parts[:outcome] + parts[outcome:].replace(before, b"Nicht zustande gekommen</w:t>", 1)
    assert "\noutcome: nicht-zustande\n" in only(taken("a.docx", changed(word, "word/document.xml", parts, part)))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.sampled_from([".md", ".docx", ".xlsx"]), st.binary(max_size=200), st.integers(0, 60_000), st.integers(0, 30))
def test_damaged_files_never_raise(ending: str, junk: bytes, position: int, cut: int) -> None:
    """Arbitrary bytes, and good files with a damaged stretch, end in findings or files, never in an exception."""
    good = {".md": as_issue(SHORT).encode(), ".docx": as_word(SHORT), ".xlsx": EXCEL}[ending]
    position %= len(good)
    for content in (junk, good[:position] + junk + good[position + cut :]):
        plan = taken(f"a{ending}", content)
        assert plan.findings or plan.files
