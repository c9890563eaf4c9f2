"""Bytes of one file → a SourceDocument, or findings that say why not. Strict: nothing is guessed, nothing repaired silently."""

import re
import unicodedata

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.sources import text_rules as rules
from citynet_kb.sources.canonical_tree import canonical_tree
from citynet_kb.sources.characters import first_foreign, first_invisible, is_ordinary
from citynet_kb.sources.document import SourceDocument
from citynet_kb.sources.framing import FENCE, conflicts, early_end, split, unclosed
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.loss_rules import zeilenumbruch_als_zeichen
from citynet_kb.sources.reading_on import read_further
from citynet_kb.sources.yaml_tree import Tree, parse

_BOM = b"\xef\xbb\xbf"
_BELOW_MARKS = bytes(range(0xCC))
"""All UTF-8 bytes except those that begin a character from U+0300 on, where the combining marks start."""
_BEYOND_LATIN = f"[\u0300-\U0010ffff]{{{rules.MARKS_LIMIT + 1},}}"
"""Compiled where it is needed, which takes long and is rare."""


def read(path: str, content: bytes) -> tuple[SourceDocument | None, list[Finding]]:
    """Read one file. `path` is used only in findings. The document is None exactly when there is a finding of severity error."""
    document, findings = read_on(path, content)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return (None if failed else document), findings


def read_on(path: str, content: bytes) -> tuple[SourceDocument | None, list[Finding]]:
    """As `read`, but where a copy can be read with its typos mended, the document is that copy.

    It serves only to find what else is wrong, so that everything is said in one round; nobody may take it for what the file says.
    """
    text, findings = clean_text(path, content)
    return (None if text is None else _document(path, text, findings)), findings


def clean_text(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The file as text in NFC with LF line ends, or None, and what is wrong with its bytes and letters."""
    findings: list[Finding] = []
    return _text(path, content, findings), findings


def _text(path: str, content: bytes, findings: list[Finding]) -> str | None:
    place = Place(path)
    if len(content) > rules.FILE_LIMIT:
        findings.append(rules.datei_zu_gross(place, len(content)))
        return None
    if content.startswith(_BOM):
        findings.append(rules.bom_am_anfang(place))
        content = content[len(_BOM) :]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        found = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else f"Byte {content[problem.start]:#04x}"
        findings.append(rules.zeichensatz(Place(path, content.count(b"\n", 0, problem.start) + 1), found))
        return None
    if not text.strip():
        findings.append(rules.datei_leer(place))
        return None
    return _clean(place, text, findings)


def _clean(place: Place, text: str, findings: list[Finding]) -> str | None:
    garbled = first_garbled(text)
    if garbled is not None:
        findings.append(rules.zeichensalat(_place_of(place.path, text, garbled[0]), garbled[1]))
        return None
    if is_ordinary(text):
        return text
    if "\r\n" in text:
        findings.append(rules.zeilenende(place))
        text = text.replace("\r\n", "\n")
    if "\r" in text:
        findings.append(rules.zeilenumbruch_von_mac(place))
        text = text.replace("\r", "\n")
    pile = _pile(text)
    if pile is not None:
        findings.append(rules.zeichen_gestapelt(_place_of(place.path, text, pile)))
        return None
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        findings.append(rules.zeichenform(_place_of(place.path, text, _first_difference(text, composed))))
        text = composed
    invisible = first_invisible(text)
    if invisible is not None:
        findings.append(rules.unsichtbares_zeichen(_place_of(place.path, text, invisible), text[invisible]))
        return None
    foreign = first_foreign(text)
    if foreign is not None:
        findings.append(rules.schrift_fremd(_place_of(place.path, text, foreign), text[foreign]))
        return None
    return text


def _pile(text: str) -> int | None:
    """The position of a letter with too many combining marks, which NFC would take quadratic time to sort."""
    if len(text.encode().translate(None, _BELOW_MARKS)) <= rules.MARKS_LIMIT:
        return None  # as in nearly every file; six times as fast as the search
    for run in re.finditer(_BEYOND_LATIN, text):
        marks = 0
        for index in range(run.start(), run.end()):
            marks = marks + 1 if unicodedata.combining(text[index]) else 0
            if marks > rules.MARKS_LIMIT:
                return index
    return None


def _first_difference(text: str, other: str) -> int:
    return next((index for index, (left, right) in enumerate(zip(text, other, strict=False)) if left != right), min(len(text), len(other)))


def _document(path: str, text: str, findings: list[Finding]) -> SourceDocument | None:
    first, _, rest = text.partition("\n")
    unresolved = list(conflicts(path, text))
    if unresolved or first != FENCE:
        findings.extend(unresolved or [rules.kopf_fehlt(Place(path), first)])
        return None
    head, body = split(rest)
    if head is None:
        lines = rest.split("\n")
        end, finding = unclosed(path, lines)
        findings.append(finding)
        head, body = _parted(lines, end)
    if len(head.encode()) > rules.FRONT_MATTER_LIMIT:
        findings.append(rules.kopf_zu_gross(Place(path, 2), len(head.encode())))
        return None
    tree, body = _tree(path, head, body, findings)
    findings.extend(finding for finding in tree.findings if finding not in findings)
    if not tree.is_whole:
        return None
    signs = body.find("\\r\\n")
    if signs >= 0:
        findings.append(zeilenumbruch_als_zeichen(_place_of(path, text, len(text) - len(body) + signs), "\\r\\n"))
    document = SourceDocument(path, tree.data, tree.places, body, text.count("\n", 0, len(text) - len(body)) + 1)
    start = len(body) - len(body.lstrip("\n"))
    if body.startswith(FENCE, start) and body[start:].partition("\n")[0].rstrip() == FENCE and _is_closed(findings):
        findings.append(rules.kopf_doppelt(document.at_body(start)))
    return document


def _tree(path: str, head: str, body: str, findings: list[Finding]) -> tuple[Tree, str]:
    """The values of front matter, and the body. If it cannot be read, it may end earlier; else it is read on with typos mended."""
    tree = canonical_tree(head, 2) or parse(head, path, 2)
    if tree.is_whole:
        return tree, body
    lines = head.split("\n")
    early = early_end(path, lines) if _is_closed(findings) else None
    if early:
        findings.append(early[1])
        head, more = _parted(lines, early[0])
        body = f"{more}\n{FENCE}\n{body}"
        tree = parse(head, path, 2)
    return read_further(tree, head, path, 2), body


def _parted(lines: list[str], end: int) -> tuple[str, str]:
    """Front matter that ends before a line, and what follows; a line that was meant to end it belongs to neither."""
    is_fence = end < len(lines) and not lines[end].strip(" \t-–—._*")
    return "\n".join(lines[:end]), "\n".join(lines[end + is_fence :])


def _is_closed(findings: list[Finding]) -> bool:
    return all(finding.rule != "kopf-offen" for finding in findings)


def _place_of(path: str, text: str, index: int) -> Place:
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
