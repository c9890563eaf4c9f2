"""Mails and texts as people and their programs send them: what becomes of each file in tests/inputs."""

from dataclasses import replace
from pathlib import Path

import pytest

from citynet_kb.findings import REPORTS
from citynet_kb.intake import Plan, Setting, take_in
from tests.intake.incoming import ADDED, rules_of

INPUTS = Path(__file__).parents[1] / "inputs"
NAMES = {
    "city": {"gera": "Gera", "jena": "Jena", "musterstadt": "Musterstadt"},
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz"},
    "measure": {"feierabendmarkt": "Feierabendmarkt / Abendmarkt", "eisbahn": "Eisbahn"},
}
TOPICS = {"feierabendmarkt": "feste-maerkte", "eisbahn": "feste-maerkte"}
SETTING = Setting(ADDED, names=NAMES, topics=TOPICS, synonyms={"feierabendmarkt": ("Feierabendmarkt",), "eisbahn": ("Eislaufbahn",)})
MARKET = "Der Markt lief einen Sommer lang donnerstags von 16 bis 20 Uhr.\nAm Ende kamen drei von zwölf Ständen."
SQUARE = (
    "Nach Ladenschluss war unser Marktplatz leer.\nSeit Mai 2023 stehen donnerstags von 16 bis 21 Uhr vierzehn Stände vor dem Rathaus.\n"
    "Die Zählung stieg von 800 auf 1150 Passanten; zwei Wirte öffnen wieder abends."
)


def planned(name: str) -> Plan:
    """The plan for one file, its measure by any of the names it has."""
    content = (INPUTS / name).read_bytes()
    names = {**NAMES, "measure": {"feierabendmarkt": "Feierabendmarkt", "eisbahn": "Eisbahn"}} if "prosa" not in name else NAMES
    return take_in(Path(name).name, content, replace(SETTING, names=names))


def bodies(plan: Plan) -> list[str]:
    """The texts below the front matter."""
    return [file.text.split("\n---\n", 1)[1].strip() for file in plan.files]


def said(plan: Plan) -> str:
    """All that the findings say."""
    return "\n".join(finding.message for finding in plan.findings)


SET_ASIDE = (
    ("ways_in/04-gmail.txt", MARKET, ("Am Do., 20. Juni 2024 um 14:49 Uhr schrieb", "zu Herrn Schulze")),
    ("ways_in/04-outlook-unten.txt", MARKET, ("Viele Grüße Erika Musterfrau", "Ergebnis: Erfolgreich, Teilweise erfolgreich")),
    ("ways_in/04-urspruengliche.txt", MARKET, ("Ursprüngliche Nachricht", "bitte ich um den Bericht.")),
    ("ways_in/04-antwort-github.txt", "Der Markt lief.\n\n### Stadt\n\nDie Stadt half nicht.", ("Reply to this email directly",)),
    ("ways_in/15-haftung.txt", MARKET, ("Diese E-Mail enthält vertrauliche Informationen. Ergebnis: bitte löschen",)),
    ("ways_in/15-im-auftrag.txt", MARKET, ("i. A. Erika Musterfrau Sachgebiet Wirtschaft", "Tel. 0365 838-1234")),
    ("ways_in/15-signatur.txt", MARKET, ("Mit freundlichen Grüßen", "Stadt: Gera Telefon: 0365 1234567")),
    ("ways_in/15-telefon.txt", MARKET, ("Von meinem iPhone gesendet",)),
    ("people/base64.eml", SQUARE, ("Subject: Fallbericht für den Wissensspeicher", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
    ("people/qp.eml", SQUARE, ("Subject: Fallbericht für den Wissensspeicher", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
    ("people/htmlonly.eml", SQUARE, ("Subject: Fallbericht für den Wissensspeicher", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
    ("people/multipart.eml", SQUARE, ("Subject: Fallbericht für den Wissensspeicher", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
    ("people/outlook_cp1252.txt", SQUARE, ("Betreff: Fallbericht Feierabendmarkt", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
    ("people/outlook_utf16.txt", SQUARE, ("Betreff: Fallbericht Feierabendmarkt", "Liebe Kolleginnen", "vernichten Sie diese Mail.")),
)


@pytest.mark.parametrize(("name", "body", "aside"), SET_ASIDE)
def test_what_others_wrote_stays_out_and_is_named(name: str, body: str, aside: tuple[str, ...]) -> None:
    """The report is the person's own; each set-aside word stands in a finding, and in no public report."""
    plan = planned(name)
    assert bodies(plan) == [body]
    for words in aside:
        assert words in said(plan)
        assert not any(words in REPORTS[form](finding) for finding in plan.findings for form in ("github", "gitlab", "markdown"))


@pytest.mark.parametrize("name", ["base64.eml", "qp.eml", "htmlonly.eml", "multipart.eml", "outlook_cp1252.txt", "outlook_utf16.txt"])
def test_real_mails_give_the_same_case(name: str) -> None:
    """Whatever the program saved: every answer arrives."""
    (file,) = planned(f"people/{name}").files
    (other,) = planned("people/qp.eml").files
    assert file.text == other.text
    for part in ("cost_eur: 9500", "staff_days: 25", "lead_weeks: 16", "start: 2023-05", "  - verfuegungsfonds", "  - einnahmen"):
        assert part in file.text


def test_a_file_without_an_encoding_says_how_it_was_read() -> None:
    """As Windows-1252; UTF-16 is marked and needs no hint."""
    assert "zeichensatz-angenommen" in dict(rules_of(planned("people/outlook_cp1252.txt")))
    assert "zeichensatz-angenommen" not in dict(rules_of(planned("people/outlook_utf16.txt")))


def test_two_cases_are_two_cases() -> None:
    """Below each other in one mail, with labels or with two heads."""
    plan = planned("ways_in/05-zwei-faelle.txt")
    assert plan.findings == ()
    assert [file.path for file in plan.files] == [
        "gera/eisbahn-nach-zwei-wintern-beendet.md",
        "gera/feierabendmarkt-nach-einem-sommer-eingestellt.md",
    ]
    assert bodies(plan) == ["Die Eisbahn war zu teuer.", MARKET]
    plan = planned("ways_in/05-zwei-koepfe.txt")
    assert [file.path.partition("/")[0] for file in plan.files] == ["gera", "jena"]
    assert bodies(plan) == [MARKET.replace("\n", " "), "Der Markt lief einen Sommer lang."]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("12-base64.txt", MARKET),
        ("12-mehrere-teile.txt", MARKET),
        ("12-quoted-printable.txt", "Für die Händler war es zu wenig, auch wenn an den ersten Abenden sehr viele Gäste kamen."),
    ],
)
def test_the_source_of_a_mail_in_a_text_is_read_as_the_mail(name: str, body: str) -> None:
    """No codes, no boundaries, no second part."""
    plan = planned(f"ways_in/{name}")
    assert bodies(plan) == [body]
    assert "quelltext-einer-mail" in dict(rules_of(plan))


@pytest.mark.parametrize("name", ["base64.eml", "htmlonly.eml", "multipart.eml", "qp.eml"])
def test_a_mail_renamed_to_a_text_is_read_too(name: str) -> None:
    """With one hint more."""
    content = (INPUTS / "people" / name).read_bytes()
    plan = take_in("mail.txt", content, replace(SETTING, names={**NAMES, "measure": {"feierabendmarkt": "Feierabendmarkt"}}))
    assert bodies(plan) == [SQUARE]
    assert "quelltext-einer-mail" in dict(rules_of(plan))


@pytest.mark.parametrize("name", ["22-gmail-fett.txt", "22-nummeriert.txt", "22-ticket-ebene.txt"])
def test_decorated_labels_are_known(name: str) -> None:
    """Bold, numbered, on another level; and with the line ends of an old Mac."""
    plan = planned(f"ways_in/{name}")
    assert plan.findings == ()
    assert bodies(plan) == ["Der Markt lief." if "ticket" in name else MARKET]
    assert 'title: "Gera: Feierabendmarkt nach einem Sommer eingestellt"\ncity: gera\n' in plan.files[0].text
    old = (INPUTS / "ways_in" / name).read_bytes().replace(b"\n", b"\r")
    names = {**NAMES, "measure": {"feierabendmarkt": "Feierabendmarkt"}}
    assert take_in(name, old, replace(SETTING, names=names)).files == plan.files


@pytest.mark.parametrize(
    ("name", "place"), [("11-felder-doppelt-kodiert.txt", 2), ("11-doppelt-kodiert.md", 13), ("11-ersatzzeichen.md", 13)]
)
def test_broken_letters_are_refused_once_with_the_remedy(name: str, place: int) -> None:
    """And no field is called missing that stands there."""
    plan = planned(f"ways_in/{name}")
    assert rules_of(plan) == [("zeichensalat", place)]
    assert plan.files == ()
    assert "UTF-8" in plan.findings[0].remedy


def test_a_safe_link_is_unwrapped_and_named() -> None:
    """Whom it was made for stays out of the case and of public places."""
    plan = planned("ways_in/14-safelink.txt")
    assert bodies(plan) == ["Mehr auf\nhttps://www.gera.example/markt"]
    (finding,) = plan.findings
    assert (finding.rule, finding.place.line) == ("umleitung-entfernt", 9)
    assert "erika.musterfrau" in finding.message
    assert "musterfrau" not in finding.public
    (file,) = planned("ways_in/14-safelink-quelle.md").files
    assert 'url: "https://www.gera.example/a"' in file.text


def test_a_letter_in_prose_gives_a_draft_and_asks() -> None:
    """What was found is asked; without a confirmed outcome nothing is written."""
    plan = planned("people/prosa_erfolg.txt")
    assert plan.files == ()
    for asked in ("Ergebnis, vermutlich: Erfolgreich", "Stadt, vermutlich: Musterstadt", "vermutlich: Feierabendmarkt / Abendmarkt"):
        assert f"{asked} – stimmt das?" in said(plan)
    assert "Zeitraum: Beginn, vermutlich: 2023-05 – stimmt das?" in said(plan)
    assert "Kosten in Euro, vermutlich: 9500 – stimmt das?" in said(plan)
    assert not {"eingang-ohne-fall"} & dict(rules_of(plan)).keys()


@pytest.mark.parametrize("fewer", [0, 2, 3])
def test_a_letter_whose_answers_are_confirmed_is_a_case(fewer: int) -> None:
    """One question back: the outcome and what cannot be read from the letter; the rest is filled in, and asked by a hint."""
    letter = (INPUTS / "people/prosa_erfolg.txt").read_text("utf-8")
    labels = ("Überschrift: Der Markt läuft", "Ergebnis: Erfolgreich", "Aufwand: Mittel", "Stadt: Musterstadt", "Maßnahme: Feierabendmarkt")
    names = {**NAMES, "measure": {"feierabendmarkt": "Feierabendmarkt"}}
    plan = take_in("mail.txt", "\n".join((*labels[: 5 - fewer], "", letter)).encode(), replace(SETTING, names=names))
    if fewer == 3:
        assert [finding.rule for finding in plan.findings if finding.severity.value == "Fehler"] == ["feld-fehlt"], "the effort"
        return
    (body,) = bodies(plan)
    assert body.endswith("Wichtig war der feste Termin.")
    assert "city: musterstadt\ntopic: feste-maerkte\nmeasure: feierabendmarkt\noutcome: erfolgreich\n" in plan.files[0].text
    assert ("Stadt, vermutlich: Musterstadt – stimmt das?" in said(plan)) is bool(fewer)


def test_one_confirmed_line_above_a_letter_is_enough() -> None:
    """The outcome is not asked again."""
    letter = (INPUTS / "people/prosa_erfolg.txt").read_text("utf-8")
    plan = take_in("mail.txt", f"Ergebnis: Erfolgreich\n\n{letter}".encode(), SETTING)
    assert {rule for rule, _ in rules_of(plan)} == {"angabe-vermutet", "feld-fehlt", "nicht-uebernommen"}


@pytest.mark.parametrize(
    ("wrapped", "address"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1&data=05%7Cm%40b.example",
            "https://a.example/x?y=1",
        ),
        ("https://urldefense.com/v3/__https://a.example/x__;!!Abc!def$", "https://a.example/x"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x&d=Dw", "https://a.example/x"),
        ("https://www.google.com/url?q=https://a.example/x&sa=D", "https://a.example/x"),
    ],
)
def test_detours_of_mail_programs(wrapped: str, address: str) -> None:
    """Each kind; in a sentence, with its full stop."""
    text = (INPUTS / "ways_in/14-safelink.txt").read_text("utf-8").partition("Mehr auf")[0]
    plan = take_in(
        "mail.txt",
        f"{text}Mehr: {wrapped}.\n".encode(),
        replace(SETTING, names={**NAMES, "measure": {"feierabendmarkt": "Feierabendmarkt"}}),
    )
    assert bodies(plan) == [f"Mehr: {address}."]
    assert [finding.private for finding in plan.findings] == [wrapped]
