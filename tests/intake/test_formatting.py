"""`fmt`: canonical order and quoting, German words to ids, comments kept, nothing lost."""

import json
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.intake.asking.questions import choice
from citynet_kb.intake.taking_in.formatting import formatted
from citynet_kb.model import CaseStudy, Meeting, Page
from citynet_kb.schema.fields import target
from citynet_kb.sources import SourceDocument, comments_of, read, write
from citynet_kb.sources.canonical import front_matter
from tests.sources.test_canonical import bodies, cases

PATH = "content/faelle/musterstadt/markt.md"
NAMES = {
    "city": {"musterstadt": "Musterstadt", "bad-koenigsfeld": "Bad Königsfeld"},
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz", "handel": "Handel"},
    "measure": {"eisbahn": "Eisbahn"},
    "item": {"obg-anzeige": "Öffentliche Vergnügung anzeigen"},
}
MINIMAL = "title: Musterstadt und der Markt\ncity: musterstadt\ntopic: handel\noutcome: offen\neffort: klein\n"


def fmt(text: str, model: type = CaseStudy) -> str:
    """The formatted text; fails where there is any finding."""
    result, findings = formatted(PATH, text.encode(), model, NAMES)
    assert findings == []
    assert result is not None
    return result


def head(*lines: str) -> str:
    """A file of these lines of front matter."""
    return "\n".join(("---", *lines, "---", ""))


def document(text: str) -> SourceDocument:
    """A good file as the reader returns it."""
    found, _ = read(PATH, text.encode())
    assert found is not None
    return found


def scrambled(fields: dict[str, Any], chance: random.Random, indent: str = "", *, comment: bool = True) -> list[str]:
    """The same values in any order and any quoting, with comments here and there."""
    lines: list[str] = []
    for key in chance.sample(list(fields), len(fields)):
        value = fields[key]
        if comment and chance.random() < 0.3:
            lines.append(f"{indent}# Wort{chance.randrange(10**9)} über {key}")
        lines += _entry(f"{indent}{key}:", value, chance, indent, comment=comment)
    return lines


def _entry(start: str, value: Any, chance: random.Random, indent: str, *, comment: bool) -> list[str]:
    if isinstance(value, dict):
        return [start, *scrambled(value, chance, f"{indent}  ", comment=comment)]
    if isinstance(value, list):
        lines = [start]
        for item in value:
            if comment and chance.random() < 0.2:
                lines.append(f"{indent}  # Wort{chance.randrange(10**9)} im Eintrag")
            if isinstance(item, dict):
                inner = scrambled(item, chance, f"{indent}    ", comment=False)
                lines += [f"{indent}  - {inner[0].lstrip(' ')}", *inner[1:]]
            else:
                lines.append(f"{indent}  - {_quoted(item, chance)}")
        return lines
    tail = f" # Wort{chance.randrange(10**9)} neben dem Wert" if comment and chance.random() < 0.3 else ""
    return [f"{start} {_quoted(value, chance)}{tail}"]


def _quoted(value: Any, chance: random.Random) -> str:
    text = str(value)
    if chance.random() < 0.5 and re.fullmatch(r"[^\n\t\\']+", text) and text.strip() == text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=chance.random() < 0.5 and all(ord(sign) < 0xFFFF for sign in text))


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(cases, bodies, st.integers(0, 10**6))
def test_any_order_and_quoting_gives_the_canonical_file(case: CaseStudy, body: str, seed: int) -> None:
    """However a case is typed: the canonical file comes out, every comment in it, and formatting again changes nothing."""
    chance = random.Random(seed)
    text = head(*scrambled(front_matter(case), chance)) + body
    result, findings = formatted(PATH, text.encode(), CaseStudy, NAMES)
    if result is None:  # such as front matter that is too large; then nothing is returned
        assert findings
        return
    plain = write(case, CaseStudy, body)
    assert sorted(re.findall(r"Wort\d+", text)) == sorted(re.findall(r"Wort\d+", result))
    assert document(result).data == document(plain).data
    assert re.sub(r"(?m)^ *# Wort.*\n|  # Wort.*$", "", result) == plain
    assert fmt(result) == result


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(cases, bodies)
def test_the_canonical_form_stays_as_it_is(case: CaseStudy, body: str) -> None:
    """A file that import, new or intake wrote is not touched, even where a value reads like a German word."""
    text = write(case, CaseStudy, body)
    if len(text.split("\n---\n")[0].encode()) < 8000:
        assert formatted(PATH, text.encode(), CaseStudy, {})[0] == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("outcome: Nicht zustande gekommen", "outcome: nicht-zustande"),
        ("outcome: nicht zustande GEKOMMEN", "outcome: nicht-zustande"),
        ("effort: Groß", "effort: gross"),
        ("effort: sehr groß", "effort: sehr-gross"),
        ("city: Bad Königsfeld", "city: bad-koenigsfeld"),
        ('topic: "Feste, Märkte & Frequenz"', "topic: feste-maerkte"),
        ("measure: Eisbahn", "measure: eisbahn"),
        ("topics_more: [Handel]", "topics_more:\n  - handel"),
        ("failure_reasons: [Denkmalschutz]", "failure_reasons:\n  - recht/denkmalschutz"),
        (
            "checklist:\n- {state: Zu spät, item: Öffentliche Vergnügung anzeigen}",
            "checklist:\n  - item: obg-anzeige\n    state: zu-spaet",
        ),
        ("outcome: misslungen", "outcome: misslungen"),
        ("city: Bad König", "city: Bad König"),
        ("title: Erfolgreich", "title: Erfolgreich"),
        ("tags: [Erfolgreich, Musterstadt]", "tags:\n  - Erfolgreich\n  - Musterstadt"),
    ],
)
def test_german_words_become_ids(before: str, after: str) -> None:
    """A label or a name in full means its id, in fields that take one; what is only similar stays for the check to name."""
    assert fmt(head(before)) == head(after)


def test_every_label_of_every_vocabulary_is_understood() -> None:
    """Derived from the model, so that no list can lag behind."""
    for key in CaseStudy.front_matter_keys():
        for term in target(CaseStudy, (key,)).vocabulary or ():
            assert f"{key}: {term.value}\n" in fmt(head(f"{key}: {json.dumps(choice(term))}")) or f"  - {term.value}\n" in fmt(
                head(f"{key}: [{json.dumps(choice(term))}]")
            )


def test_comments_go_where_their_key_goes() -> None:
    """Above a key, beside a value, at an entry of a list, before and after everything; the line for editors stays first."""
    text = head(
        "# Vorlage des Netzwerks",
        "",
        "# das Ergebnis",
        "outcome: offen   # noch nicht klar",
        "tags: # zwei genügen",
        "  # der Winter",
        "  - Advent",
        "  - 'Sommer' # mit Abstand",
        "sources:",
        "  # aus der Zeitung",
        "  - url: https://example.org/a # geprüft",
        "    title: Ein Bericht",
        "title: Musterstadt und der Markt # kurz",
        "# yaml-language-server: $schema=../../../fallbericht.schema.json",
        "city: >-  # gefaltet",
        "  muster",
        "# zum Schluss",
    )
    assert fmt(text) == head(
        "# yaml-language-server: $schema=../../../fallbericht.schema.json",
        "# Vorlage des Netzwerks",
        "title: Musterstadt und der Markt  # kurz",
        "city: muster  # gefaltet",
        "# das Ergebnis",
        "outcome: offen  # noch nicht klar",
        "sources:",
        "  # aus der Zeitung",
        "  - title: Ein Bericht",
        '    url: "https://example.org/a"  # geprüft',
        "tags:  # zwei genügen",
        "  # der Winter",
        "  - Advent",
        "  - Sommer  # mit Abstand",
        "# zum Schluss",
    )
    assert fmt(fmt(text)) == fmt(text)


def test_comments_of_keys_without_value_survive() -> None:
    """A key that has no value is not written; its comments go to the next one, or to the end."""
    text = head("# die Überschrift", "title:", "summary: # zwei Sätze", "outcome: offen", "# ein Tag", "updated:")
    assert fmt(text) == head("# die Überschrift", "# zwei Sätze", "outcome: offen", "# ein Tag")


def test_a_hash_within_a_value_is_no_comment() -> None:
    """In quotes, in a block or within a word it is part of the text."""
    text = head('title: "Platz # 7"', "note: |", "  # keine Anmerkung", "  mehr", "summary: Haus#3")
    assert comments_of(document(text).places).above == {}
    assert 'title: "Platz # 7"\n' in fmt(text)
    assert 'note: "# keine Anmerkung\\nmehr\\n"\n' in fmt(text)


def test_the_body_stays_as_it_is() -> None:
    """But for line ends, Unicode form, the blank line before it and the newline after it."""
    body = "    eingerückt  \n\n\n* Sterne\n\t\n<b>roh</b> ---\n# groß"
    assert fmt(f"---\r\n{MINIMAL}---\r\n\r\n\r\n{body}\n\n\nBu\u0308hne") == f"---\n{MINIMAL}---\n\n{body}\n\n\nBühne\n"


def test_unknown_fields_are_kept() -> None:
    """They are for the check to name; they follow the known ones."""
    assert fmt(head("zebra: 1", "Ergebnis: offen", "title: x")) == head("title: x", "Ergebnis: offen", "zebra: 1")


@pytest.mark.parametrize(("model", "key"), [(Meeting, "city"), (Page, "title")])
def test_other_records_are_formatted_too(model: type, key: str) -> None:
    """Towns, measures, meetings and plain pages have their own order of keys."""
    assert fmt(head("date: 2026", f"{key}: Musterstadt"), model).splitlines()[-2:] == (
        [f"{key}: musterstadt", "---"] if model is Meeting else ["date: 2026", "---"]
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Kein Kopf", "kopf-fehlt"),
        (head("title: Gera: Markt"), "doppelpunkt-im-text"),
        (head("title: a", "title: b"), "feld-doppelt"),
        (head("title: &a b"), "yaml-sonderform"),
        (head("tags: ['Sommer']", "note: 'Sommer' #ohne Abstand"), "raute-im-wert"),
        (head("tags: [[a, b]]"), "nicht-umzuschreiben"),
        (head(f"tags: [{','.join('a' * 39 for _ in range(200))}]"), "kopf-zu-gross"),
        (head(f"tags: [{','.join('a' for _ in range(201))}]"), "eintraege-zu-viele"),
    ],
)
def test_what_cannot_be_read_or_held_is_refused(text: str, rule: str) -> None:
    """With the reader's finding; there is no text to write then."""
    result, findings = formatted(PATH, text.encode(), CaseStudy, NAMES)
    assert result is None
    assert rule in [finding.rule for finding in findings]
