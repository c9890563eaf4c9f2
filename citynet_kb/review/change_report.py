"""A report of changes, for people and for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from citynet_kb.findings import plain
from citynet_kb.indexes import MeasureSummary
from citynet_kb.model import addresses
from citynet_kb.review.changes import CaseChange, Changes, MeasureChange, counts_of
from citynet_kb.review.moves import Move, named

MOST_PAGES = 40
"""Most pages that are listed."""
LOST = (
    "Achtung: Das entfällt ohne Spur, seine Adresse führt dann ins Leere. Ein zurückgezogener Fall behält seine Datei mit »withdrawn«; was "
    "umbenannt ist, nennt seine frühere Kennung unter »aliases«. Ist es gewollt, sagt es eine Zeile in der Nachricht einer Änderung, etwa:"
)
MEANT = "Absichtlich gelöscht:"
"""How a message of a commit says that a file is deleted on purpose; its path follows."""
BESIDE = (
    "Achtung: Dieser Vorschlag ändert nicht nur Inhalte, sondern auch Programm, Abläufe oder Einstellungen. Übernehmen Sie ihn erst, wenn "
    "jemand diese Dateien gelesen hat, der das Programm pflegt:"
)
NOT_COMPARED = "Was sich dadurch ändert, lässt sich erst sagen, wenn beide Stände fehlerfrei sind."
Format = Callable[[str], str]


def as_text(found: Changes) -> str:
    """For a terminal."""
    return "\n".join(_lines(found, str, "")) + "\n"


def as_markdown(found: Changes) -> str:
    """For the summary of a run. Texts of the content are escaped."""
    return "## Was sich dadurch ändert\n\n" + "\n".join(_lines(found, plain, "#### ")) + "\n"


def as_json(found: Changes) -> str:
    """For programs."""
    value = {
        "cases": [
            {"id": change.case.id, "change": _kind(change), "fields": change.fields, "formerly": change.formerly} for change in found.cases
        ],
        "measures": [
            {"id": change.measure.id, "moves_verdict": change.moves_verdict, "before": _state(change.before), "after": _state(change.after)}
            for change in found.measures
        ],
        "moves": [{"from": move.before.path, "to": move.after.path, "merged": move.is_merged, "cases": move.cases} for move in found.moves],
        "gone": [{"path": one.path, "meant": one.is_meant} for one in found.gone],
        "pages": {"new": found.pages_new, "gone": found.pages_gone, "changed": found.pages_changed},
    }
    if found.beside:
        value["beside"] = found.beside
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _lines(found: Changes, text: Format, head: str) -> Iterator[str]:
    if found.beside:
        yield from (BESIDE, "", *(f"- {text(path)}" for path in found.beside), "")
    moved = [change for change in found.measures if change.moves_verdict]
    counted = [change for change in found.measures if not change.moves_verdict]
    yield from _section(f"{head}Fälle", [_case(change, text) for change in found.cases], "Kein Fall kommt dazu, ändert sich oder entfällt.")
    if found.moves:
        yield from _section(f"{head}Umbenannt und zusammengelegt", [_move(move, text) for move in found.moves], "")
    if found.lost:
        yield from (
            LOST,
            "",
            f"{MEANT} {text(found.lost[0].path)}",
            "",
            *(f"- {text(one.name)} [{text(one.path)}]" for one in found.lost),
            "",
        )
    if meant := [one for one in found.gone if one.is_meant]:
        yield from _section(f"{head}Absichtlich gelöscht", [f"{text(one.name)} [{text(one.path)}]" for one in meant], "")
    yield from _section(f"{head}Bilanzen, die sich ändern", [_measure(change, text) for change in moved], "Keine Bilanz ändert sich.")
    if counted:
        yield from _section(f"{head}Gleiche Bilanz, andere Zahlen", [_measure(change, text) for change in counted], "")
    yield from _section(f"{head}Seiten", list(_pages(found)), "Keine Seite ändert sich.")


def _section(title: str, lines: Sequence[str], nothing: str) -> Iterator[str]:
    yield from (title, "", *(f"- {line}" for line in lines), *(() if lines else (nothing,)), "")


def _kind(change: CaseChange) -> str:
    if change.before is None:
        return "new"
    return "gone" if change.after is None else "changed"


def _case(change: CaseChange, text: Format) -> str:
    said = {"new": "neu", "gone": "entfällt", "changed": "geändert"}[_kind(change)]
    renamed = f"; hieß vorher {change.formerly}" if change.formerly else ""
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{said}: {text(change.case.title)} [{change.case.id}]{fields}{renamed}"


def _move(move: Move, text: Format) -> str:
    """One line, whatever it rewrites."""
    said = "geht auf in" if move.is_merged else "heißt jetzt"
    cases = {0: "", 1: "; 1 Fall ist mit umgeschrieben"}.get(move.cases, f"; {move.cases} Fälle sind mit umgeschrieben")
    return f"{text(named(move.before))} [{move.before.id}] {said} {text(named(move.after))} [{move.after.id}]{cases}"


def _measure(change: MeasureChange, text: Format) -> str:
    return f"{text(change.measure.name)}: {_said(change.before)} → {_said(change.after)}"


def _said(summary: MeasureSummary | None) -> str:
    """»Meist nicht gelungen« (nicht gelungen in 4 von 6 Städten)."""
    if summary is None:
        return "gibt es nicht"
    setbacks, towns, anonymous = counts_of(summary)
    counted = f"nicht gelungen in {setbacks} von {towns} {'Stadt' if towns == 1 else 'Städten'}" if towns else "noch keine Stadt"
    beside = f", dazu {anonymous} anonym" if anonymous else ""
    return f"»{summary.words or summary.verdict.label}« ({counted}{beside})"


def _state(summary: MeasureSummary | None) -> dict[str, object] | None:
    if summary is None:
        return None
    setbacks, towns, anonymous = counts_of(summary)
    return {
        "verdict": summary.verdict.value,
        "setback_towns": setbacks,
        "towns": towns,
        "anonymous": anonymous,
    }


def _pages(found: Changes) -> Iterator[str]:
    """New and vanished pages by name. Changed ones are counted by folder: nearly every change touches the lists."""
    for said, pages in (("neu", found.pages_new), ("entfällt", found.pages_gone)):
        if pages:
            left = f" und {len(pages) - MOST_PAGES} weitere" if len(pages) > MOST_PAGES else ""
            yield f"{said} ({len(pages)}): {', '.join(pages[:MOST_PAGES])}{left}"
    if found.pages_changed:
        folders = Counter(addresses.section(uri) if "/" in uri else uri for uri in found.pages_changed)
        counted = ", ".join(f"{folder} {number}" for folder, number in sorted(folders.items(), key=lambda item: (-item[1], item[0])))
        yield f"geändert ({len(found.pages_changed)}): {counted}"
