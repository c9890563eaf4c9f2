"""Rules about where a link leads, and what its words say about that."""

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import normalize

from citynet_kb.checks.form_parts import no_line
from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem
from citynet_kb.model.hosts import host_of, is_clear
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.markup import links_in

_ENDINGS = "de|com|org|net|eu|info|at|ch|li|io|biz|gov|edu|city|app|online|shop|blog|berlin|hamburg|bayern|nrw|ruhr|example|test"
_ADDRESS = re.compile(
    rf"https?:/*(?P<web>[^\s/?#:]+)|(?P<bare>(?<![\w.@-])(?:www\.[^\s/?#:,;]+|(?:[\w-]+\.)+(?:{_ENDINGS}))(?![\w-]))|[\w.+-]+@(?P<mail>[\w.-]+)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_UNCLEAR = (
    r"\]\(\s*<?[Hh][Tt][Tt][Pp][Ss]?://(?:[^/?#@\s)>]*@)?[^/?#:\[\s)>&@]*"
    r"[^A-Za-z0-9\u00c0-\u024f._~\-/?#:\[\s)>&@](?![^/?#\s)>]*@)"
)
"""What the form finds of `adresse_undeutlich`: a sign that no host has. What Punycode stands for the check alone reads."""
_MISLEADING = (
    r"(?<!!)\[[^\[\].:@\\&]*(?:https?://(?:www\.|(?!www\.))|\bwww\.)([a-z0-9\-]+(?:\.[a-z0-9\-]+)+)(?=[/?#\s\]])[^\[\]]*"
    r"\]\(\s*<?https?://(?=[a-z0-9.\-]+(?:[/?#:)\s>]|$))(?![^/?#:)\s>]*(?<![a-z0-9\-])\1(?![a-z0-9.\-]))"
)
"""What the form finds of `verweis_irrefuehrend`: words with one plain address, which is not that of the link."""


@record_rule(RecordText, form=(no_line(_UNCLEAR),), signs="]<")
def adresse_undeutlich(text: RecordText, document: SourceDocument) -> Problems:
    """Wohin ein Verweis führt, ist zu lesen: Der Rechnername besteht aus lateinischen Buchstaben, auch hinter xn--.

    Falsch: [Gera](https://www.xn--gra-8cd.de/)
    Richtig: [Gera](https://www.gera.de/)
    """
    for number, column, target in text.targets:
        host = host_of(unescape(target))
        if host and not is_clear(host):
            message = f"Wohin dieser Verweis führt, ist nicht deutlich zu lesen: »{host[:80]}«."
            remedy = "Kopieren Sie die Adresse aus der Adresszeile des Browsers; der Rechnername besteht aus lateinischen Buchstaben."
            yield Problem(document.at_body(number, column + 1), message, remedy)


@record_rule(RecordText, form=(no_line(_MISLEADING),), signs="]")
def verweis_irrefuehrend(text: RecordText, document: SourceDocument) -> Problems:
    """Sehen die Worte eines Verweises wie eine Adresse aus, so führt er auch dorthin.

    Falsch: [https://www.gera.de/](https://example.org/)
    Richtig: [Stadt Gera](https://www.gera.de/)
    """
    for number, words, target in links_in(text.lines_without_pictures):
        said = next(_hosts_in(words), "")
        if said and not _leads_to(target, said):
            message = f"Die Worte nennen »{said[:60]}«, der Verweis führt aber zu »{target[:80]}«."
            remedy = "Schreiben Sie als Worte, was dort zu finden ist, oder die Adresse, zu der er führt."
            yield Problem(document.at_body(number), message, remedy)


def _hosts_in(words: str) -> Iterator[str]:
    """The hosts that a reader sees in some words."""
    seen = normalize("NFKC", unescape(_ESCAPED.sub("", words))).replace("。", ".").replace("*", "").replace("`", "")
    for found in _ADDRESS.finditer(seen):
        yield (found["web"] or found["bare"] or found["mail"]).strip("._")


def _leads_to(target: str, said: str) -> bool:
    """Whether an address leads to a host, or to one below it."""
    address = unescape(target)
    host = address.rpartition("@")[2] if address.lower().startswith("mailto:") else host_of(address)
    aim, named = _bare(host), _bare(said)
    return aim == named or aim.endswith(f".{named}")


def _bare(host: str) -> str:
    return host.casefold().removeprefix("www.")
