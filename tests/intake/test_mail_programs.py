"""What mail programs and people put around a report, as each of them writes it: set aside, and named with all its words."""

from html import escape

import pytest
from test_mail import FRONT, HEAD, TEXT

from tests.intake.incoming import only, taken

BODY = f"{HEAD}\n{TEXT}\n"
CASE = f"{FRONT}\n{TEXT}\n"
WROTE = "Redaktion <r@a.example>"
QUOTED = "\n\n> fremd\n> Ergebnis: fremd"
HEADS = "\nVon: Redaktion\nGesendet: Montag\nAn: E. Muster\nBetreff: Fall\n\nErgebnis: fremd"


@pytest.mark.parametrize(
    "below",
    [
        f"Am Montag, 2. März 2026 um 08:00:00 MEZ hat {WROTE} Folgendes geschrieben:\n\nErgebnis: fremd",
        f"Redaktion hat am 02.03.2026 08:00 geschrieben:{QUOTED}",
        f"Le lun. 2 mars 2026 à 08:00, {WROTE} a écrit :{QUOTED}",
        f"Op ma 2 mrt 2026 om 08:00 schreef {WROTE}:{QUOTED}",
        "El lun, 2 mar 2026 a las 8:00, Redaktion (<r@a.example>) escribió:\n\nErgebnis: fremd",
        f"pon., 2 mar 2026 o 08:00 {WROTE} napisał(a):\n\n> fremd",
        f"Il giorno lun 2 mar 2026 alle ore 08:00 {WROTE} ha scritto:\n\n> fremd",
        "Redaktion schrieb:\n> fremd\n> Ergebnis: fremd",
        "02.03.2026 08:00 (Europe/Berlin) - Redaktion schrieb:\n> fremd\n> Ergebnis: fremd",
        "De : Redaktion\nEnvoyé : lundi 2 mars 2026 08:00\nÀ : Erika Muster\nObjet : Ihr Fall\n\nErgebnis: fremd",
        "Van: Redaktion\nVerzonden: maandag 2 maart 2026 08:00\nAan: Erika Muster\nOnderwerp: Ihr Fall\n\nErgebnis: fremd",
        f"-----Original-Nachricht-----{HEADS}",
        f"----- Ursprüngliche Mail -----{HEADS}",
        f"Redaktion ---02.03.2026 08:00:00---Guten Tag, fremd\n{HEADS}",
        ">>> Redaktion <r@a.example> 02.03.2026 08:00 >>>\nGuten Tag,\nErgebnis: fremd",
        "M. f. G.\nE. Muster",
        "Schönes Wochenende und viele Grüße\nErika\nStadt: fremd",
        "Bis bald\nErika",
        "Besten Dank im Voraus!\nErika Muster\nTel 0365/1234",
        "Glück auf!\nErika Muster",
        "Mobil gesendet",
        "Get BlueMail for Android",
        "Please consider the environment before printing this email.",
        "CONFIDENTIALITY NOTICE: This e-mail is intended only for the addressee.\nErgebnis: fremd",
        "Wichtiger Hinweis: Diese E-Mail kann vertrauliche Informationen enthalten.\nErgebnis: fremd",
        "E-Mails an diese Adresse entfalten keine rechtliche Wirkung.",
        "~~~~~~~~~~~~~~~~~~~~\nErika Muster\nStadt: fremd",
        "*************************\nStadtverwaltung Musterstadt\nTel.: 0365 838-0\nErgebnis: fremd",
        "Erika Muster\nCitymanagerin\n\nStadt Musterstadt\nMarkt 1 · 12345 Musterstadt\nT 03999 12345\nM 0170 1234567",
    ],
)
def test_what_stands_below_a_report(below: str) -> None:
    """Older messages of many programs and languages, closing words, devices, disclaimers, addresses."""
    plan = taken("mail.txt", f"{BODY}\n{below}\n")
    assert only(plan) == CASE
    said = " ".join(finding.private for finding in plan.findings)
    assert [word for word in below.split() if word.strip("-_*~=>") and word not in said] == []


@pytest.mark.parametrize(
    "report",
    [
        "Get Going for Gera hieß es.",
        "Vielen Dank an alle, die halfen.",
        "Bis bald sagten alle.",
        "Es gab *** Sterne ***.\n\n***\n\nWeiter.",
    ],
)
def test_a_report_that_sounds_like_that_stays_whole(report: str) -> None:
    """Only whole lines count."""
    plan = taken("mail.txt", f"{HEAD}\n{report}\n\nUnd Schluss.\n")
    assert only(plan) == f"{FRONT}\n{report}\n\nUnd Schluss.\n"
    assert plan.findings == ()


LINES = [escape(line) for line in HEAD.strip().split("\n")]
PAIRS = [line.split(": ", 1) for line in LINES]
DIVS = "<div><br></div>".join("".join(f"<div>{line}</div>" for line in part.split("\n")) for part in TEXT.split("\n\n"))
PARAGRAPHS = "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in TEXT.split("\n\n"))
PAGES = {
    "Gmail": "<div dir=ltr>"
    + "".join(f"<div><b>{label}:</b>&nbsp;{answer}</div>" for label, answer in PAIRS)
    + f"<div><br></div>{DIVS}</div><div class=gmail_attr>Am Mo., 2. März 2026 um 08:00 Uhr schrieb R. &lt;r@a.example&gt;:<br></div>"
    "<blockquote>Ergebnis: fremd</blockquote>",
    "Outlook on the web": "<div>"
    + "</div><div>".join(LINES)
    + f"</div><div><br></div>{DIVS}<hr><div id=divRplyFwdMsg><b>Von:</b> R.<br><b>Gesendet:</b> Montag<br><b>An:</b> E<br><b>Betreff:</b> x"
    "</div><div>Stadt: fremd</div>",
    "Apple Mail": "".join(f"<div>{line}</div>" for line in LINES)
    + f"<div><br></div>{DIVS}<br><blockquote type=cite><div>Am 02.03.2026 um 08:00 schrieb R. &lt;r@a.example&gt;:</div>"
    "<br class=Apple-interchange-newline><div>Ergebnis: fremd</div></blockquote>",
    "a table of Word": "<table>"
    + "".join(
        f"<tr><td><p class=MsoNormal><b>{label}</b><o:p></o:p></p></td><td><p class=MsoNormal>{answer}</p></td></tr>"
        for label, answer in PAIRS
    )
    + f"</table>{PARAGRAPHS}",
    "a table with numbers": "<table>"
    + "".join(f"<tr><td>{number}</td><td>{label}</td><td>{answer}</td></tr>" for number, (label, answer) in enumerate(PAIRS, 1))
    + f"</table>{PARAGRAPHS}",
    "a list of terms": "<dl>" + "".join(f"<dt>{label}</dt><dd>{answer}</dd>" for label, answer in PAIRS) + f"</dl>{PARAGRAPHS}",
    "headings": "".join(f"<h3>{label}</h3><p>{answer}</p>" for label, answer in PAIRS) + f"<h3>Bericht</h3>{PARAGRAPHS}",
    "letters without height": f"<span style='font-size:0px'>fremd</span>{'<br>'.join(LINES)}{PARAGRAPHS}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_mails_in_html(page: str) -> None:
    """Each as its program writes it: empty lines stay, answers stand beside their labels, nothing foreign is in the report."""
    plan = taken("mail.eml", f"Content-Type: text/html; charset=utf-8\nSubject: Fall\n\n<html><body>{page}</body></html>")
    assert only(plan) == CASE
    assert "fremd" not in page or "fremd" in " ".join(finding.private for finding in plan.findings)


@pytest.mark.parametrize(
    "above",
    [
        f"Am 02.03.2026 um 08:00 schrieb {WROTE}:\n> Guten Tag,\n> bitte schicken Sie uns Ihren Fall.\n\n",
        f"Am 02.03.2026 um 08:00 schrieb {WROTE}:\n> Ergebnis: Erfolgreich, Eingestellt\n> Aufwand: klein, mittel\n> Stadt: Ihre Stadt\n\n",
        "> Guten Tag,\n> bitte schicken Sie uns Ihren Fall.\n\n",
        "[EXTERN] Diese E-Mail stammt von außerhalb der Organisation. Klicken Sie nicht auf Links.\n\n",
    ],
)
def test_an_older_message_above_the_report(above: str) -> None:
    """As those write who answer below."""
    plan = taken("mail.txt", f"{above}{BODY}")
    assert only(plan) == CASE
    said = " ".join(finding.message for finding in plan.findings)
    assert [word for word in above.split() if word.strip(">") and word not in said] == []
