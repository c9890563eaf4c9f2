"""The answer to a proposal as Markdown, from the data of `citynet-kb assess`. Standard library only.

The data was made where code of strangers may have run, so nothing in it is trusted: every value is looked at, cut to a length, and shown as
text that opens no tag, makes no link, calls nobody and refers to nothing. The only links are those that the caller gives.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

MARK = "<!-- citynet-kb: Antwort auf einen Vorschlag -->"
"""Begins each answer, unseen: the next one takes its place."""
MOST, LONGEST_CELL, LONGEST = 40, 1_400, 60_000
"""Most entries of a list, most characters of a cell and of an answer; GitHub takes 65,536."""
CUT = "\n\n… gekürzt: Was weiter zu sagen ist, steht hier, sobald das Obige erledigt ist.\n"
_CALLING = re.compile(r"([@#!$%~^&+](?=[\w\"'])|\bGH-|:(?=//)|www(?=\.))", re.IGNORECASE)
_ACTIVE = re.compile(r"([\\`*_\[\]|~!$])")
_CASE = re.compile(r"content/[a-z]+(?:/[a-z0-9-]+){1,2}\.md")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/")
TABLE = "| Frage | Ihre Antwort | bitte so |\n|---|---|---|"
KINDS = {"new": "neu", "changed": "geändert", "gone": "entfällt"}


@dataclass(frozen=True)
class Links:
    """Where the forge shows the run and the preview. `pages` = address of the built pages, empty where they cannot be opened singly.

    Where the files of the proposal are changed in a browser: behind `edit` follows a path, behind `new` that of a new file, behind `text`
    what it begins with; `text` is empty where the forge takes none.
    """

    run: str = ""
    preview: str = ""
    pages: str = ""
    edit: str = ""
    new: str = ""
    text: str = ""


def answer(data: Any, links: Links) -> str:
    """The whole comment. Without data (None) it says that the check did not get that far."""
    parts = [MARK, "## Danke für Ihren Vorschlag!"]
    parts += list(_parts(data, links)) if isinstance(data, dict) else [_unfinished(links)]
    return shortened("\n\n".join(parts) + "\n")


def _unfinished(links: Links) -> str:
    where = f" Was geschah, steht im [Ablauf der Prüfung]({links.run})." if links.run else ""
    return f"Die Prüfung ist nicht bis zu Ihren Angaben gekommen. Das liegt vermutlich nicht an Ihnen; die Redaktion sieht nach.{where}"


def _parts(data: dict[str, Any], links: Links) -> Iterator[str]:
    needed = data.get("needed") if isinstance(data.get("needed"), int) else 0
    yield _opening(int(needed or 0))
    yield from beside(data)
    yield from findings(data, links)
    yield from towns(data, links)
    yield from changes(data)
    yield from review(data)
    yield from _preview(data, links)
    yield _next(int(needed or 0))


def _opening(needed: int) -> str:
    if not needed:
        return "Alles Nötige ist da."
    what = "Eine Angabe fehlt noch oder passt nicht." if needed == 1 else f"{min(needed, 9999)} Angaben fehlen noch oder passen nicht."
    return (
        f"{what} Ändern Sie das bitte in diesem Vorschlag: den Namen der Datei anklicken, die Zeilen ändern, speichern (»Commit changes«). "
        "Diese Antwort erneuert sich dann von selbst."
    )


def beside(data: dict[str, Any]) -> Iterator[str]:
    """What is no content stands first: somebody who knows the program must read it."""
    paths = [cell(path) for path in _list(data, "beside")]
    if paths:
        yield "### Mehr als Inhalte"
        yield "Dieser Vorschlag ändert auch Programm, Abläufe oder Einstellungen. Das liest, wer das Programm pflegt:"
        yield "\n".join(f"- {path}" for path in paths)


def findings(data: dict[str, Any], links: Links) -> Iterator[str]:
    """A table a file: what is needed first, then what would be good."""
    rows = [row for row in _list(data, "findings") if isinstance(row, dict)]
    for is_needed, title in ((True, "### Das fehlt noch"), (False, "### Bitte sehen Sie auch hier nach")):
        chosen = [row for row in rows if (row.get("needed") is True) is is_needed]
        if chosen:
            yield title
        for path in dict.fromkeys(cell(row.get("path")) for row in chosen):
            cells = [
                f"| {' | '.join(cell(row.get(key)) or '–' for key in ('question', 'answer', 'please'))} |"
                for row in chosen
                if cell(row.get("path")) == path
            ]
            yield f"{_editable(path, links)}\n\n" + "\n".join((TABLE, *cells))
    if isinstance(data.get("more"), int) and data["more"] > 0:
        yield f"… und {min(data['more'], 9999)} weitere."


def _editable(path: str, links: Links) -> str:
    return f"[{path}]({links.edit}{path})" if links.edit and _CASE.fullmatch(path) else path


def towns(data: dict[str, Any], links: Links) -> Iterator[str]:
    """Each town that no register knows, with a link that opens its file in this proposal, filled in as far as its slug tells."""
    for slug in (one for one in _list(data, "towns") if isinstance(one, str) and _SLUG.fullmatch(one) and len(one) <= 80):
        path, text = (
            f"content/staedte/{slug}.md",
            f"---\nslug: {slug}\nname: {slug.replace('-', ' ').title()}\nstate:\ncountry:\npopulation:\n---\n",
        )
        yield f"**Liegt »{slug}« im Ausland, oder ist es ein Ortsteil?** Dann gehört zu diesem Vorschlag eine zweite, kurze Datei: " + (
            f"[{path} anlegen]({links.new}{quote(path, safe='')}{links.text and links.text + quote(text, safe='')})."
            if links.new
            else f"{path}."
        )
        yield (
            "Schreiben Sie hinter `name:` den Namen des Ortes, hinter `state:` Bundesland, Kanton oder Region, hinter `country:` den Staat "
            "mit zwei Buchstaben (DE, AT, CH, NL …), hinter `population:` die Einwohnerzahl in Ziffern. Die Datei sieht so aus:\n\n"
            f"```text\n{text}```"
        )


def changes(data: dict[str, Any]) -> Iterator[str]:
    """What becomes of the pages: cases, renames, what is lost, and the sentences that read otherwise."""
    if data.get("compared") is not True:
        yield "Was sich auf den Seiten ändert, steht hier, sobald nichts mehr fehlt."
        return
    meant = [cell(one.get("name")) for one in _dicts(data, "meant")]
    cases = [(str(one.get("kind")), cell(one.get("title")), _fields(one)) for one in _dicts(data, "cases")]
    lines = [f"- {KINDS.get(kind, 'geändert')}: {title}{fields}" for kind, title, fields in cases if kind != "gone" or title not in meant]
    for one in _dicts(data, "moves"):
        lines.append(f"- {cell(one.get('from'))} {'geht auf in' if one.get('merged') is True else 'heißt jetzt'} {cell(one.get('to'))}")
    lines += [f"- absichtlich gelöscht: {name}" for name in meant]
    if lines:
        yield "### Was sich ändert\n\n" + "\n".join(lines)
    if lost := _dicts(data, "lost"):
        yield "**Das entfällt ohne Spur, seine Adresse führt dann ins Leere:**\n\n" + "\n".join(
            f"- {cell(one.get('name'))}" for one in lost
        )
        yield (
            "War es ein Versehen, legen Sie die Datei bitte wieder an. Soll ein Fall nicht mehr zu lesen sein, behält er seine Datei und "
            "bekommt `withdrawn`; hat er einen anderen Namen, steht der frühere unter `aliases`. Ist das Löschen gewollt, schreiben Sie "
            f"beim nächsten Speichern in das Feld für die Beschreibung diese Zeile: »Absichtlich gelöscht: {cell(lost[0].get('path'))}«."
        )
    if moved := _dicts(data, "headlines"):
        rows = (f"| {' | '.join(cell(one.get(key)) or '–' for key in ('measure', 'before', 'after'))} |" for one in moved)
        yield "**Überschriften, die dann anders lauten:**\n\n" + "\n".join(("| Maßnahme | bisher | künftig |\n|---|---|---|", *rows))


def _fields(one: dict[str, Any]) -> str:
    named = ", ".join(cell(field) for field in _list(one, "fields"))
    return f" ({named})" if named else ""


def review(data: dict[str, Any]) -> Iterator[str]:
    """What the editors look at, where anything was noticed."""
    cases = [one for one in _dicts(data, "review") if _dicts(one, "points")]
    if cases:
        yield "### Was die Redaktion ansieht"
    for one in cases:
        lines = [f"**{cell(one.get('title'))}**", ""]
        for point in _dicts(one, "points"):
            lines += [f"- {cell(point.get('question'))}", *(f"    - {cell(said)}" for said in _list(point, "noticed"))]
        yield "\n".join(lines)


def _preview(data: dict[str, Any], links: Links) -> Iterator[str]:
    if not links.preview:
        return
    found = [(cell(one.get("title")), str(one.get("address"))) for one in _dicts(data, "pages")]
    pages = [(title, f"{address}index.html") for title, address in found if title and _ADDRESS.fullmatch(address)]
    if links.pages:
        yield f"### Vorschau\n\n[Alle Seiten mit diesem Vorschlag]({links.preview})"
        shown = [f"- [{title}]({links.pages}{file})" for title, file in pages]
    else:
        yield f"### Vorschau\n\n[Die Seiten mit diesem Vorschlag herunterladen]({links.preview}), entpacken und darin öffnen:"
        shown = [f"- {title}: `{file}`" for title, file in pages] or ["- `index.html`"]
    if shown:
        yield "\n".join(shown)


def _next(needed: int) -> str:
    first = "Sie ergänzen, was fehlt. " if needed else ""
    return (
        f"### Wie es weitergeht\n\n{first}Die Redaktion liest den Vorschlag, fragt hier nach, wenn etwas unklar ist, und übernimmt ihn. "
        "Danach steht er nach wenigen Minuten auf den Seiten. Nach einem Jahr fragt sie nach, was daraus wurde."
    )


def shortened(text: str, most: int = LONGEST) -> str:
    """The text, of a longer one whole lines: no cell of a table is left open, and the end says so."""
    if len(text) <= most:
        return text
    room = text[: most - len(CUT)]
    return room[: max(room.rfind("\n"), 0)].rstrip() + CUT


def cell(value: Any) -> str:
    """A text on one line in which nothing acts; empty where it is none. Signs that nobody sees are left out."""
    if not isinstance(value, str):
        return ""
    seen = "".join(sign for sign in " ".join(value[: 2 * LONGEST_CELL].split()) if sign.isprintable())
    cut = seen if len(seen) <= LONGEST_CELL else f"{seen[:LONGEST_CELL]} …"
    still = _CALLING.sub("\\1\N{WORD JOINER}", cut)
    return _ACTIVE.sub(r"\\\1", still.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _list(data: dict[str, Any], key: str) -> Sequence[Any]:
    found = data.get(key)
    return found[:MOST] if isinstance(found, list) else ()


def _dicts(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in _list(data, key) if isinstance(one, dict)]
