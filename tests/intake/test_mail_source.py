"""Mails as mail programs save them: parts, encodings, HTML, attachments; and files that are no mail."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from test_mail import FRONT, HEAD, TEXT

from citynet_kb.intake.reading.html_text import text_of_html
from citynet_kb.intake.reading.mail_source import is_mail_source
from tests.intake.incoming import WORD, only, rules_of, taken

BODY = f"{HEAD}\n{TEXT}\n"
CASE = f"{FRONT}\n{TEXT}\n"


def mail(text: str = "", html: str = "", **options: str) -> EmailMessage:
    """A mail with these texts."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "Erika Muster <e.muster@musterstadt.example>", "netz@example.org", "Märkte"
    if text:
        message.set_content(text, **options)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252"])
def test_a_mail_in_any_encoding(cte: str, charset: str) -> None:
    """The head of the mail is named with its words."""
    plan = taken("mail.eml", mail(BODY, cte=cte, charset=charset).as_bytes())
    assert only(plan) == CASE
    assert rules_of(plan) == [("nicht-uebernommen", 1)]
    assert "Subject: Märkte" in plan.findings[0].private


def test_a_wrong_charset_is_no_end() -> None:
    """A charset that nobody knows, and one that lies."""
    head = b"From: a@b.example\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: text/plain; charset="
    for named in (b"x-unknown", b"us-ascii"):
        assert only(taken("mail.eml", head + named + b"\r\n\r\n" + BODY.encode())) == CASE


@pytest.mark.parametrize(
    "line",
    [
        "<p>{}</p>",
        "<div>{}</div>",
        "{}<br>",
        "<p class=MsoNormal><span>{}<o:p></o:p></span></p>",
        "<tr><td>{}</td></tr>",
        "<font>{}<BR/></font>",
    ],
)
def test_html_alone_is_read_line_by_line(line: str) -> None:
    """As Outlook, Gmail, Thunderbird and web mailers write it."""
    lines = (line.format(text.replace("&", "&amp;") or "&nbsp;") for text in BODY.split("\n"))
    html = f"<html><head><title>X</title><style>p {{}}</style></head><body><table>{''.join(lines)}</table></body></html>"
    text = only(taken("mail.eml", mail(html=html).as_bytes()))
    assert text.split() == CASE.split()
    assert text.startswith(FRONT)


def test_html_shows_what_a_person_sees() -> None:
    """Links with their address, rows of tables with label and answer, lists; hidden text apart."""
    html = (
        "<table><tr><td>Stadt</td><td>Gera</td></tr><tr><td>Jahr</td><td>2023</td></tr></table><ul><li>eins<li>zwei</ul>"
        '<a href="https://a.example/x">Bericht</a> <a href="https://b.example">b.example</a>'
        '<div style="display:none">weg</div><s>Mai</s><span style="text-decoration:line-through"> 2022</span><script>x()</script>'
    )
    text, aside = text_of_html(html)
    assert text == "Stadt: Gera\nJahr | 2023\n- eins\n- zwei\nBericht (https://a.example/x) b.example"
    assert aside == {"verborgener Text": "weg", "durchgestrichener Text": "Mai 2022"}


@pytest.mark.parametrize("quote", ['<blockquote type="cite">{}</blockquote>', '<blockquote class="gmail_quote">{}</blockquote>'])
def test_an_older_message_in_html_is_set_aside(quote: str) -> None:
    """Also where no line says who wrote it; a report that was forwarded in it is read."""
    page = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)
    plan = taken("mail.eml", mail(html=page + quote.format("<p>Bitte melden bis Freitag.</p><div>Tel. 03999 1234</div>")).as_bytes())
    assert only(plan).split() == CASE.split()
    assert "> Bitte melden bis Freitag. > Tel. 03999 1234" in [" ".join(finding.private.split()) for finding in plan.findings]
    forwarded = taken("mail.eml", mail(html="<p>Anfang der weitergeleiteten Nachricht:</p>" + quote.format(page)).as_bytes())
    assert only(forwarded).split() == CASE.split()


def test_words_of_only_one_version_are_named() -> None:
    """The text holds the case; what stands only in HTML is not lost."""
    plan = taken("mail.eml", mail(BODY, f"<pre>{BODY}</pre><p>Nachsatz nur hier</p>").as_bytes())
    assert only(plan) == CASE
    assert any(finding.private == "Nachsatz nur hier" for finding in plan.findings)
    plan = taken("mail.eml", mail("Bitte HTML ansehen.", f"<pre>{BODY}</pre>").as_bytes())
    assert only(plan) == CASE
    assert any(finding.private == "Bitte HTML ansehen." for finding in plan.findings)


def test_attachments_are_named() -> None:
    """A picture, and winmail.dat with what to do about it."""
    message = mail(BODY)
    message.add_attachment(b"x", maintype="image", subtype="jpeg", filename="foto.jpg")
    message.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    plan = taken("mail.eml", message.as_bytes())
    assert only(plan) == CASE
    named = [finding for finding in plan.findings if finding.rule == "anhang-nicht-gelesen"]
    assert ["foto.jpg" in finding.message or "winmail.dat versteht nur Outlook" in finding.remedy for finding in named] == [True, True]


def test_a_mail_of_nothing_but_winmail_dat_is_refused() -> None:
    """With the remedy."""
    message = mail()
    message.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    plan = taken("mail.eml", message.as_bytes())
    assert {"mail-unlesbar", "anhang-nicht-gelesen"} <= dict(rules_of(plan)).keys()


def test_a_filled_form_that_hangs_on_a_mail_is_read() -> None:
    """And the words above it are named."""
    message = mail("Anbei das Formular.")
    message.add_attachment(WORD, maintype="application", subtype="octet-stream", filename="fall.docx")
    plan = taken("mail.eml", message.as_bytes())
    assert "feld-fehlt" in dict(rules_of(plan))
    assert any(finding.private == "Anbei das Formular." for finding in plan.findings)


def test_a_forwarded_mail_as_an_attachment() -> None:
    """The case in it is taken; hanging below a case it is an older message."""
    outer = mail("Bitte aufnehmen!")
    outer.add_attachment(mail(BODY))
    assert only(taken("mail.eml", outer.as_bytes())) == CASE
    outer = mail(BODY)
    outer.add_attachment(mail("Bitte um Ihren Fall.\nErgebnis: Erfolgreich\nAufwand: groß"))
    plan = taken("mail.eml", outer.as_bytes())
    assert only(plan) == CASE
    assert any("Bitte um Ihren Fall. Ergebnis: Erfolgreich" in finding.private for finding in plan.findings)


def test_flowed_lines_are_joined() -> None:
    """Thunderbird breaks lines with a blank at the end."""
    source = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" + BODY.replace("Es kamen viele.", "Es kamen \r\nviele.")
    assert only(taken("mail.eml", source.encode())) == CASE


@pytest.mark.parametrize(
    "content", [b"", b"Hallo", b"Stadt: Gera\nErgebnis: offen\n", b"Von: a\nAn: b\n\nx", b"---\ntitle: x\n---\n", b"--\nErika"]
)
def test_what_is_no_source_of_a_mail(content: bytes) -> None:
    """Labels and front matter are no headers."""
    assert not is_mail_source(content)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.msg", b"x", "Outlook"),
        ("a.doc", b"x", "»Word-Dokument (.docx)«"),
        ("a.rtf", b"x", "»Word-Dokument (.docx)«"),
        ("a.odt", b"x", "LibreOffice"),
        ("a.pages", b"x", "Pages"),
        ("a.xls", b"x", ".xlsx"),
        ("a.ods", b"x", "LibreOffice"),
        ("a.numbers", b"x", "Numbers"),
        ("a.pdf", b"x", "PDF"),
        ("winmail.dat", b"x", "Outlook"),
        ("a.txt", b"%PDF-1.7\n", "PDF"),
        ("a.txt", b"{\\rtf1 x}", "»Word-Dokument (.docx)«"),
        ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1", "»Word-Dokument (.docx)«"),
    ],
)
def test_other_documents_get_a_sentence_each(name: str, content: bytes, word: str) -> None:
    """What to do in the program that wrote them."""
    (finding,) = taken(name, content).findings
    assert finding.rule == "eingang-unbekannt"
    assert word in finding.remedy


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_in_any_encoding(name: str, end: str) -> None:
    """With or without a mark, with any line ends."""
    assert only(taken("mail.txt", BODY.replace("\n", end).encode(name))) == CASE


def test_a_page_saved_by_outlook() -> None:
    """»Speichern unter« writes .htm."""
    assert only(taken("mail.htm", f"<html><body><pre>{BODY}</pre></body></html>".encode("cp1252"))).split() == CASE.split()


def test_an_endless_thread_is_refused() -> None:
    """10,000 lines are read, one more is not."""
    assert only(taken("mail.txt", BODY + "x\n" * 100))
    assert rules_of(taken("mail.txt", BODY + "x\n" * 10_000)) == [("eingang-zu-lang", 1)]
