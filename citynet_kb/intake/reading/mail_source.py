"""The source of a mail, as `.eml` or pasted into a text → its text, what surrounds it, and what hangs on it."""

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from types import MappingProxyType

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import answer_rules, import_rules, mail_rules
from citynet_kb.intake.reading.decoding import text_of
from citynet_kb.intake.reading.html_text import text_of_html

_TECHNICAL = re.compile(
    rb"(?:content-type|content-transfer-encoding|mime-version|received|return-path|delivered-to|dkim-signature|x-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]")
_MBOX = re.compile(rb"\A>?From [^\r\n:]{1,100} [^\r\n]*\r?\n")
"""The line before a mail in a mailbox file."""
_BOUNDARY = re.compile(rb"--(?P<name>[^\s-][^\r\n]{0,69}?)[ \t]*\r?\n(?=content-)", re.IGNORECASE)
_CONTENT = re.compile(r"^(?:content-type|content-transfer-encoding|mime-version)[ \t]*:[ \t]*\S", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"=C3=[89AB][0-9A-F]|=E2=80=[0-9A-F]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_LINE, _HEAD = 60, 20_000
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
PARTS_LIMIT = 200
"""Most lines of a mail that may begin a part."""
FIELD_LIMIT = MappingProxyType({False: 20_000, True: 2_000})
"""Most bytes of one field in the head of a mail (many addressees), and of one that describes a part (True)."""
_FIELD = re.compile(rb"^(?:content-[\w-]+|from|to|cc|date|subject)[ \t]*:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
FORWARDED = "-----Weitergeleitete Nachricht-----"
_FORMS = (".docx", ".xlsx")


@dataclass
class OpenedMail:
    """A mail: its text, the filled forms that hang on it by name, and findings about all else."""

    text: str = ""
    forms: list[tuple[str, bytes]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def is_mail_source(content: bytes) -> bool:
    """Whether a text begins with the technical headers of a mail, or with the boundary of one of its parts."""
    start = _MBOX.sub(b"", content.removeprefix(b"\xef\xbb\xbf").lstrip(), count=1)
    if _BOUNDARY.match(start):
        return True
    head = re.split(rb"\r?\n\r?\n|\r\r", start, maxsplit=1)[0].splitlines()[:200]
    return bool(head) and all(map(_HEADER.match, head)) and any(map(_TECHNICAL.match, head))


def source_start(text: str) -> int | None:
    """Where the source of a mail begins in a text, None where it holds none."""
    found = _CONTENT.search(text)
    if not found:
        return None
    start = found.start()
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        line = text[before:start].encode("utf-8", "replace")
        if not (_HEADER.match(line) or _BOUNDARY.match(line + b"content-")) or not line.strip():
            break
        start = before
    return start if is_mail_source(text[start : start + _HEAD].encode("utf-8", "replace")) else None


def decoded_text(text: str) -> str | None:
    """A text that was copied out of the source of a mail without its head, decoded; None where it is plain."""
    try:
        if _QUOTED.search(text):
            return quopri.decodestring(text.encode()).decode()
        bare = "".join(text.split())
        return base64.b64decode(bare, validate=True).decode() if len(bare) > _LINE and _BASE64.fullmatch(bare) else None
    except (ValueError, UnicodeError):
        return None


def opened_mail(path: str, content: bytes) -> OpenedMail:
    """The mail in these bytes. Never raises."""
    from email import policy  # slow to load, and most files are no mail

    content = _MBOX.sub(b"", content.removeprefix(b"\xef\xbb\xbf").lstrip(), count=1)
    boundary = _BOUNDARY.match(content)
    if boundary:
        content = b'Content-Type: multipart/mixed; boundary="' + boundary["name"] + b'"\r\n\r\n' + content
    mail = OpenedMail()
    fault = _too_much(content)
    try:
        if not fault:
            _fill(path, message_from_bytes(content, policy=policy.default), mail)
    except RecursionError:
        fault = "Ihre Teile sind zu tief ineinander verschachtelt"
    mail.findings += [mail_rules.mail_unlesbar(Place(path), fault)] if fault else []
    return mail


def _too_much(content: bytes) -> str:
    """Why a mail is refused before it is parsed; empty where it is not."""
    if content.count(b"\n--") > PARTS_LIMIT:
        return f"Sie hat mehr als {PARTS_LIMIT} Teile"
    fields = (found[0] for found in _FIELD.finditer(content))
    limits = ((field, FIELD_LIMIT[field[:8].lower() == b"content-"]) for field in fields)
    long = next((limit for field, limit in limits if len(field) > limit), None)
    return f"Eine Zeile ihres Kopfes hat mehr als {long} Zeichen" if long else ""


def _fill(path: str, message: EmailMessage, mail: OpenedMail) -> None:
    mail.findings += _named(path, "Kopf der Mail", "\n".join(_headers(message)))
    texts = list(_texts(path, message, mail))
    plain = "\n\n".join(text for kind, text in texts if kind == "plain" and text.strip())
    seen = "\n\n".join(text for kind, text in texts if kind == "html" and text.strip())
    mail.text, other = (plain, seen) if len(plain.split()) * 2 >= len(seen.split()) else (seen, plain)
    mail.findings += _named(path, "nur in der anderen Fassung der Mail", _beyond(other, mail.text))


def _headers(message: EmailMessage) -> Iterator[str]:
    for name in _SHOWN:
        try:
            value = str(message.get(name) or "")
        except (ValueError, IndexError, AttributeError, TypeError):  # the library fails on some broken addresses
            value = str(dict(message.raw_items()).get(name) or "")
        if value.strip():
            yield f"{name}: {value}"


def _texts(path: str, message: EmailMessage, mail: OpenedMail) -> Iterator[tuple[str, str]]:
    """The texts of all parts with their kind; attachments are put aside."""
    for part in message.walk():
        kind, name = part.get_content_type(), _file_name(part)
        if kind == "message/rfc822" and part is not message:
            opening = "\n".join((FORWARDED, *_headers(part.get_payload(0))))  # type: ignore[arg-type]
            yield from (("plain", opening), ("html", opening))
        if part.is_multipart():
            continue
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            text = _decoded(path, part, mail)
            if kind == "text/html":
                text, aside = text_of_html(text)
                mail.findings += [finding for kind_aside, words in aside.items() for finding in _named(path, kind_aside, words)]
            elif part.get_param("format", "") == "flowed":
                text = _flowed(text, part.get_param("delsp", "") == "yes")
            yield kind.partition("/")[2], text
        elif name.lower().endswith(_FORMS):
            mail.forms.append((name, part.get_payload(decode=True) or b""))  # type: ignore[arg-type]
        else:
            mail.findings.append(
                mail_rules.anhang_nicht_gelesen(Place(path), "winmail.dat" if kind == "application/ms-tnef" else name or kind)
            )


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _decoded(path: str, part: EmailMessage, mail: OpenedMail) -> str:
    """The text of a part in the charset that it names, else as a file without one is read."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    if len(raw) > answer_rules.TEXT_LIMIT:
        mail.findings.append(import_rules.importdatei_zu_gross(Place(path), len(raw), answer_rules.TEXT_LIMIT))
        return ""
    charset = str(part.get_param("charset", "") or "").strip("\"' ")
    if charset.casefold() in ("iso-8859-1", "latin-1", "latin1"):
        charset = "cp1252"  # what Outlook means by it
    if str(part.get("content-transfer-encoding", "")).strip().casefold() not in ("base64", "quoted-printable") and _is_utf8(raw):
        charset = "utf-8"  # as a text the source was saved anew, whatever it says
    try:
        return raw.decode(charset or "utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except (LookupError, ValueError):
        text, findings = text_of(path, raw)
        mail.findings += findings
        return text or ""


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return not raw.isascii()


def _flowed(text: str, is_joined: bool) -> str:
    """Lines that end in a blank go on in the next (RFC 3676); not the one before a signature."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        bare = line[1:] if line.startswith(" ") else line
        if goes_on and not bare.startswith(">") and bare != "-- ":
            lines[-1] = (lines[-1][:-1] if is_joined else lines[-1]) + bare
        else:
            lines.append(bare)
        goes_on = bare.endswith(" ") and bare != "-- " and not bare.startswith(">")
    return "\n".join(lines)


def _beyond(text: str, other: str) -> str:
    """The lines of a text that have a word which the other text lacks."""
    known = set(re.findall(r"\w+", other))
    return "\n".join(line for line in text.split("\n") if set(re.findall(r"\w+", line)) - known)


def _named(path: str, kind: str, text: str) -> list[Finding]:
    return [answer_rules.nicht_uebernommen(Place(path), text, kind)] if text.strip() else []
