"""Variants of threads, sources and second cases, beside the given ones: each as its kind must be read."""

import base64
import quopri

import pytest
from test_mail import FRONT, HEAD, TEXT

from tests.intake.incoming import as_issue, only, rules_of, taken

BODY = f"{HEAD}\n{TEXT}\n"
CASE = f"{FRONT}\n{TEXT}\n"
_QUOTED = quopri.encodestring(BODY.encode())
SOURCE = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + _QUOTED
OTHER = HEAD.replace("Musterstadt stellt", "Bad Königsfeld stellt").replace("Stadt: Musterstadt", "Stadt: Bad Königsfeld")


@pytest.mark.parametrize(
    "below",
    [
        "Von: Redaktion\nBetreff: Fall\n\nGuten Tag fremd",
        "Von: Redaktion <r@a.example> Gesendet: Montag, 2. März 2026 08:00 An: E. Muster Betreff: Fall\n\nfremd",
        "*Von:* Redaktion\n*Gesendet:* Montag\n*An:* E. Muster\n*Betreff:* Fall\n\nErgebnis: fremd",
        "> Guten Tag,\n> Stadt: fremd",
        "-------- Weitergeleitete Nachricht --------\nBetreff: \tFall\nDatum: \tMo, 2.3.\nVon: \tRedaktion\nAn: \tE. M.\n\nStadt: fremd",
        "Redaktion <r@a.example> schrieb am 20.06.2024 um 14:49:\n\n> fremd",
        "i.A.\nErika fremd\nStadt: fremd",
        "Gesendet von Outlook für iOS\nStadt: fremd",
        "Versendet mit der GMX Mail App",
        "Sollten Sie diese E-Mail irrtümlich erhalten haben, fremd.\nErgebnis: fremd",
        "Erika Muster\nCitymanagement\nTel. 0365 838-1234",
        "Erika Muster | Citymanagement\ne.muster@a.example",
    ],
)
def test_more_that_mail_programs_and_people_put_below(below: str) -> None:
    """Set aside and named, label or not."""
    plan = taken("mail.txt", f"{BODY}\n{below}\n")
    assert only(plan) == CASE
    assert [finding.rule for finding in plan.findings] == ["nicht-uebernommen"]
    assert plan.findings[0].private == " ".join(below.split())


@pytest.mark.parametrize(
    "report",
    [
        "Von 16 bis 20 Uhr war der Markt offen.\nAm Ende kamen drei.",
        "> Ein voller Erfolg\n\nschrieb die Zeitung.",
        "Am 3. Mai schrieb die Zeitung:\n\n> Ein Erfolg",
        "Die Post brachte es.\n\nGesendet haben wir nichts.",
        "Diese Nachricht freute alle.",
        "Das Telefon stand still, der Markt nicht.",
        "Im Auftrag der Stadt fegte ein Verein.",
    ],
)
def test_a_report_that_sounds_alike_stays_whole(report: str) -> None:
    """No word is set aside."""
    plan = taken("mail.txt", f"{HEAD}\n{report}\n")
    assert only(plan) == f"{FRONT}\n{report}\n"
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (SOURCE, ""),
        (b"From a@b.example Thu Nov  5 10:11:12 2026\n" + SOURCE, "From a@b.example Thu Nov 5 10:11:12 2026"),
        (b"Hallo, das kam an:\n\n" + SOURCE, "Hallo, das kam an:"),
        (b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n" + BODY.encode(), ""),
        (b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n" + BODY.encode("cp1252"), ""),
        (_QUOTED, ""),
        (base64.encodebytes(BODY.encode()), ""),
        (f"<!DOCTYPE html><html><body><pre>{BODY.replace('&', '&amp;')}</pre></body></html>".encode(), ""),
    ],
)
def test_sources_of_mails_in_a_text(text: bytes, before: str) -> None:
    """From a mailbox file, below some words, without their head, as a page."""
    plan = taken("mail.txt", text)
    assert only(plan) == CASE
    assert [finding.private for finding in plan.findings if finding.private] == ([before] if before else [])
    assert "quelltext-einer-mail" in dict(rules_of(plan))


def test_what_looks_encoded_is_left_alone() -> None:
    """A sum, a single word."""
    report = "Es gilt: 3=C3 und AAAA."
    assert only(taken("mail.txt", f"{HEAD}\n{report}\n")).endswith(f"\n\n{report}\n")
    assert rules_of(taken("mail.txt", "QUFB")) == [("eingang-ohne-fall", 1)]


@pytest.mark.parametrize("between", ["", "Fall 2:\n\n", "---\n\n", "2.\n\n", "Zweiter Fall\n\n", "Viele Grüße\nErika\n\n"])
def test_two_cases_however_they_are_parted(between: str) -> None:
    """The line between them is nobody's report."""
    plan = taken("mail.txt", f"{BODY}\n{between}{OTHER}\nAnders.\n")
    assert [finding for finding in plan.findings if finding.severity.value == "Fehler"] == []
    assert [file.text.partition("\n---\n\n")[2] for file in plan.files] == ["Anders.\n", f"{TEXT}\n"]


def test_two_filled_forms_in_one_ticket() -> None:
    """The second begins where its questions are asked again."""
    one = dict(line.split(": ", 1) for line in HEAD.strip().split("\n"))
    two = dict(line.split(": ", 1) for line in OTHER.strip().split("\n"))
    plan = taken("ticket.md", "\n\n".join(as_issue({**answers, "Bericht": "Ein Satz."}) for answers in (one, two)))
    assert [file.path.partition("/")[0] for file in plan.files] == ["bad-koenigsfeld", "musterstadt"]


@pytest.mark.parametrize(
    "text",
    [
        f"{FRONT}\n{TEXT}\n\n{OTHER}\nAnders.\n",
        f"{BODY}\n{FRONT}\nAnders.\n",
    ],
)
def test_a_second_case_in_another_form_is_refused_at_its_line(text: str) -> None:
    """Never text of the first."""
    plan = taken("mail.md", text)
    assert plan.files == ()
    found = {finding.rule: finding.place.line for finding in plan.findings}
    line = text.split("\n")[found["zweiter-fall"] - 1]
    assert line in ("Stadt: Bad Königsfeld", "---")


@pytest.mark.parametrize("mark", ["**{}**", "__{}__", "#### {} ####", "# {}", "**{}:**"])
def test_a_ticket_whose_questions_look_otherwise(mark: str) -> None:
    """Bold, or on any level."""
    answers = dict(line.split(": ", 1) for line in HEAD.strip().split("\n"))
    text = "\n\n".join(f"{mark.format(label)}\n\n{answer}" for label, answer in {**answers, "Bericht": TEXT}.items())
    assert only(taken("ticket.md", text)) == CASE


@pytest.mark.parametrize("mark", ["a) {}", "#{}", "1) **{}", "• {}", "_{}"])
def test_more_decorated_labels(mark: str) -> None:
    """As people count and mail programs mark."""
    lines = HEAD.strip().split("\n")
    assert only(taken("mail.txt", "\n".join(map(mark.format, lines)).replace("**", "") + f"\n\n{TEXT}\n")) == CASE


LEADING_OVER = "Und dann hätten wir noch einen zweiten Versuch zu berichten:"
CONTACTS = "Ansprechpartner:\nErika Muster, Telefon 03999 123456\nMax Beispiel, max.beispiel@stadt.example"


@pytest.mark.parametrize("label", ["Bericht: ", "\n"])
def test_what_leads_over_to_the_next_case_and_a_list_of_contacts_are_named(label: str) -> None:
    """They belong to no report; all their words are in findings, for the sender alone."""
    second = HEAD.replace("stellt den Markt ein", "gibt den Abend auf")
    mail = f"{HEAD}{label}Wir begannen früh.\n\nEs kamen wenige.\n\n{LEADING_OVER}\n\n{second}{label}Es regnete oft.\n\n{CONTACTS}\n"
    plan = taken("mail.txt", mail)
    assert [file.text.partition("---\n\n")[2] for file in plan.files] == ["Es regnete oft.\n", "Wir begannen früh.\n\nEs kamen wenige.\n"]
    assert [finding.private for finding in plan.findings] == [LEADING_OVER, " ".join(CONTACTS.split())]


@pytest.mark.parametrize(
    "last", ["Noch ein Versuch soll im Mai folgen.", "Fragen an Frau Muster.", "Kontakt zu den Händlern: gut.", "Noch ein Absatz."]
)
def test_the_end_of_a_report_stays_in_it(last: str) -> None:
    """No other case follows, and no list of numbers and mailboxes."""
    assert only(taken("mail.txt", f"{HEAD}\nWir begannen früh.\n\n{last}\n")).endswith(f"Wir begannen früh.\n\n{last}\n")
