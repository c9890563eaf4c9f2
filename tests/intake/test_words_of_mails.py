"""Every word of a mail is in the case, once, or in a finding; nothing of an older message or a signature is in the case."""

import re
from collections import Counter
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_mail import FRONT, HEAD

from citynet_kb.intake import Plan, take_in
from tests.intake.incoming import SETTING

GREETINGS = ("", "Hallo zusammen,", "Sehr geehrte Damen und Herren,\n\nanbei unser Fall {}.")
REPORTS = (
    "Der Markt {} lief.",
    "Es kamen {} viele:\n- Stände {}\n- Gäste {}",
    "Kosten: {} Euro",
    "> Zitat {}",
    "Ergebnis: Es kamen {} wenige.",
    "Am 3. Mai {} schrieb die Zeitung:",
    "Von {} bis {}",
    "---",
    "**{}**",
    "    eingerückt {}",
    "Herr Muster {} war dagegen",
)
CLOSINGS = (
    *(
        "Mit freundlichen Grüßen",
        "Viele Grüße {}",
        "MfG",
        "LG",
        "i. A. Erika Muster",
        "-- ",
        "________________",
        "Freundlicher Gruß aus Gera",
    ),
    *("Von meinem iPhone gesendet", "Holen Sie sich Outlook für iOS", "Diese E-Mail enthält vertrauliche Informationen {}.", "Herzlichst"),
)
SIGNATURES = (
    "Erika {}",
    "Stadt: {}",
    "Telefon: 0365 {}",
    "Ergebnis: {}",
    "www.{}.example",
    "Marktplatz {} | 07545",
    "Titel: {}",
    "",
    "Bericht: {}",
)
OLDER = (
    "Von: Redaktion {} <r@netz.example>\nGesendet: Montag, 2. März 2026 08:00\nAn: Erika {}\nBetreff: Fall {}",
    "-----Ursprüngliche Nachricht-----\nVon: Redaktion {}\nGesendet: Montag\nAn: E. {}\nBetreff: Fall",
    "Am Do., 20. Juni 2024 um 14:49 Uhr schrieb Redaktion {} <\nr@netz.example>:",
    "Am 20.06.24 um 14:49 schrieb Redaktion {}:",
    "Am 20.06.2024 um 14:49 schrieb {} <r@netz.example>:",
    "Anfang der weitergeleiteten Nachricht:\n\n> Von: Redaktion {} <r@netz.example>\n> Betreff: Fall\n"
    "> Datum: 20. Juni 2024 um 14:49:03 MESZ\n> An: {}",
    "On Thu, Jun 20, 2024 at 2:49 PM {} <r@netz.example> wrote:",
    "---------- Forwarded message ---------\nVon: {} <r@netz.example>\nDate: Do., 20. Juni 2024\nSubject: Fall\nTo: {}",
    "________________________________\nFrom: {} <r@netz.example>\nSent: Monday, March 2, 2026 8:00 AM\nTo: {}\nSubject: Fall",
)
ASKED = ("> Guten Tag {},", "> Ergebnis: {}", "bitte nennen Sie {}", "Aufwand: {}", "Stadt: {}", "", "> > ganz alt {}")


class Numbered:
    """Texts whose gaps are filled with words that occur once: »wort7«, those of others »fremd8«."""

    def __init__(self) -> None:
        self.count = 0

    def fill(self, text: str, word: str) -> str:
        """The text with a new word in each gap."""

        def next_word(_: re.Match[str]) -> str:
            self.count += 1
            return f"{word}{self.count}"

        return re.sub(r"\{\}", next_word, text)


@st.composite
def mails(draw: st.DrawFn) -> tuple[str, str]:
    """A mail as text, and the kind of file that it arrives in."""
    numbered = Numbered()
    report = "\n\n".join(numbered.fill(part, "wort") for part in (REPORTS[0], *draw(st.lists(st.sampled_from(REPORTS), max_size=4))))
    parts = [numbered.fill(draw(st.sampled_from(GREETINGS)), "gruss"), f"{HEAD}\n{report}"]
    if draw(st.booleans()):
        second = HEAD.replace("stellt den Markt ein", "gibt den Abend auf")
        parts += [
            numbered.fill("Und dann noch ein zweiter Fall aus {}:", "fremd"),
            f"{second}\n{numbered.fill('Es regnete {} oft.', 'wort')}",
        ]
    if draw(st.booleans()):
        parts.append(numbered.fill("Ansprechpartner:\nErika {}, Telefon 03999 123456\n{}@stadt.example", "fremd"))
    if draw(st.booleans()):
        signature = draw(st.lists(st.sampled_from(SIGNATURES), max_size=4))
        parts.append("\n".join(numbered.fill(part, "fremd") for part in (draw(st.sampled_from(CLOSINGS)), *signature)))
    for opening in draw(st.lists(st.sampled_from(OLDER), max_size=2)):
        asked = draw(st.lists(st.sampled_from(ASKED), max_size=4))
        parts.append("\n".join(numbered.fill(part, "fremd") for part in (opening, "", *asked)))
    return "\n\n".join(filter(None, parts)) + "\n", draw(
        st.sampled_from(["txt", "cp1252", "utf-16", "eml", "base64", "html", "both", "quoted"])
    )


def content_of(text: str, kind: str) -> tuple[str, bytes]:
    """Name and bytes of the file."""
    if kind in ("txt", "cp1252", "utf-16"):
        return "mail.txt", text.encode("utf-8" if kind == "txt" else kind)
    if kind == "ticket":
        asked = [line.split(": ", 1) for line in HEAD.strip().split("\n")]
        return "issue.md", text.replace(HEAD, "".join(f"### {label}\n\n{answer}\n\n" for label, answer in asked) + "### Bericht\n").encode()
    if kind == "head":
        return "fall.md", text.replace(HEAD, FRONT).encode()
    if kind == "quoted":
        return "mail.txt", "".join(f"> {line}\n" for line in text.split("\n")).encode()
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "Absender <a@b.example>", "Betreff"
    html = f"<html><body><pre>{text.replace('&', '&amp;').replace('<', '&lt;')}</pre></body></html>"
    if kind == "html":
        message.set_content(html, subtype="html")
    else:
        message.set_content(text, cte="base64" if kind == "base64" else "quoted-printable")
    if kind == "both":
        message.add_alternative(html, subtype="html")
    return "mail.eml", message.as_bytes()


def judged(plan: Plan, text: str) -> None:
    """The promise."""
    cases = "\n".join(file.text for file in plan.files)
    named = "\n".join(f"{finding.message} {finding.private}" for finding in plan.findings)
    words = re.findall(r"(?:wort|fremd|gruss)\d+", text)
    assert [word for word in words if not re.search(rf"{word}\b", cases + named)] == []
    written = Counter(re.findall(r"(?:wort|fremd|gruss)\d+", cases))
    assert [word for word, times in written.items() if times > 1] == [], "twice in the case"
    assert [word for word in written if not word.startswith("wort")] == [], "not theirs"


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(mails())
def test_no_word_of_a_mail_is_lost(mail: tuple[str, str]) -> None:
    """Or published though others wrote it."""
    text, kind = mail
    plan = take_in(*content_of(text, kind), SETTING)
    assert plan.files, [str(finding) for finding in plan.findings]
    judged(plan, text)


@pytest.mark.parametrize("opening", OLDER)
@pytest.mark.parametrize("kind", ["txt", "eml", "html"])
def test_the_opening_of_every_program_is_known(opening: str, kind: str) -> None:
    """With labels below it."""
    numbered = Numbered()
    text = f"{HEAD}\n{numbered.fill('Der Markt {} lief.', 'wort')}\n\n{numbered.fill(opening, 'fremd')}\n\n" + numbered.fill(
        "Ergebnis: {}\nAufwand: {}\n", "fremd"
    )
    plan = take_in(*content_of(text, kind), SETTING)
    assert [file.text.rpartition("---\n\n")[2] for file in plan.files] == ["Der Markt wort1 lief.\n"]
    judged(plan, text)
    assert any("ältere Nachricht" in finding.message for finding in plan.findings)


@pytest.mark.parametrize("closing", CLOSINGS)
def test_every_kind_of_closing_is_known(closing: str) -> None:
    """With a line below it that looks like a label."""
    numbered = Numbered()
    text = f"{HEAD}\n{numbered.fill('Der Markt {} lief.', 'wort')}\n\n" + numbered.fill(
        f"{closing}\nErika {{}}\nStadt: {{}}\nGründe: {{}}", "fremd"
    )
    plan = take_in("mail.txt", text.encode(), SETTING)
    assert [file.text.rpartition("---\n\n")[2] for file in plan.files] == ["Der Markt wort1 lief.\n"]
    judged(plan, text)
