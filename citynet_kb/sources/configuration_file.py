"""Bytes of `citynet-kb.toml` → Configuration, or findings at their lines that say what to write."""

import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from citynet_kb.findings import Finding, Place, Problem, nearest, rule
from citynet_kb.model.configuration import Configuration
from citynet_kb.model.regions import LAENDER

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_FAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "adresse": ("ist keine Internetadresse", "https://www.example.org/"),
        "mailadresse": ("ist keine Mailadresse", "redaktion@musterstadt.de"),
        "string_pattern_mismatch": ("ist kein Tag in der Form, die hier gilt", "2026-03-15"),
    }
)
"""What is wrong with a value, by the model's code for it, and what could stand there."""
_BESIDE: Mapping[str, str] = MappingProxyType(
    {"forge.kind": ' Sollen Berichte per Mail kommen, bleibt url leer (url = ""), und unter [editors] steht bei mailbox Ihr Postfach.'}
)
"""A further hint for a setting with a fixed choice."""
_EXAMPLE = 'Schreiben Sie zum Beispiel {key} = "{example}"; was leer bleibt, schreiben Sie als "".'
_OPEN = 'Setzen Sie den Wert in gerade Anführungszeichen: {key} = "…"; was leer bleibt, schreiben Sie als "".'
_LINES = 'Schreiben Sie Abschnitte als [name] und darunter je Zeile: name = "Wert", mit geraden Anführungszeichen.'


@rule()
def einstellung_ungueltig(place: Place, problem: str, remedy: str) -> Problem:
    """Die Datei citynet-kb.toml ist lesbar und enthält nur bekannte Einstellungen.

    Falsch: mailbox = citymanagement
    Richtig: mailbox = "citymanagement@musterstadt.de"
    """
    return Problem(place, problem, remedy)


def read_configuration(path: str, content: bytes) -> tuple[Configuration, list[Finding]]:
    """The configuration in a file; the defaults and findings where it cannot be read. Empty values count as absent."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        return Configuration.model_validate(_without_empty(tomllib.loads(text))), []
    except UnicodeDecodeError as problem:
        place = Place(path, content.count(b"\n", 0, problem.start) + 1)
        remedy = "Speichern Sie sie im Editor mit der Codierung UTF-8."
        return Configuration(), [einstellung_ungueltig(place, "Die Datei ist nicht als UTF-8 gespeichert.", remedy)]
    except tomllib.TOMLDecodeError as problem:
        return Configuration(), [_unreadable(path, text, str(problem))]
    except ValidationError as refusal:
        return Configuration(), [_refused(path, text, problem) for problem in refusal.errors(include_url=False)]
    except (RecursionError, ValueError):  # thousands of brackets or digits: the TOML parser gives up without naming a line
        return Configuration(), [einstellung_ungueltig(Place(path), "Die Datei ist nicht zu lesen.", _LINES)]


def _unreadable(path: str, text: str, problem: str) -> Finding:
    """A finding at the line where the TOML parser stopped. Its own message is English and not shown."""
    lines = text.split("\n")
    found = _LINE.search(problem)
    line = min(int(found[1]), len(lines)) if found else len(lines)
    is_twice = "overwrite" in problem or "twice" in problem
    fault, remedy = ("steht schon weiter oben", "Löschen Sie eine der beiden Stellen.") if is_twice else ("ist nicht zu lesen", _LINES)
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in lines[line - 1].strip()[:80])
    return einstellung_ungueltig(Place(path, line), f"Die Zeile »{shown}« {fault}.", remedy)


def _refused(path: str, text: str, problem: Mapping[str, Any]) -> Finding:
    """A setting that the model refuses: what was found, and what to write in its place."""
    steps = [str(step) for step in problem["loc"] if isinstance(step, str)]
    section, key = steps[0] if len(steps) > 1 else "", steps[-1]
    place = Place(path, _line_of(text, section, key))
    if problem["type"] == "extra_forbidden":
        return _unknown(place, section, key)
    if not section:
        remedy = f"Schreiben Sie [{key}] in eine eigene Zeile und darunter seine Einstellungen."
        return einstellung_ungueltig(place, f"{key}: Das ist ein Abschnitt mit mehreren Einstellungen, kein einzelner Wert.", remedy)
    fault, remedy = _said(section, key, problem["type"], len(steps) < len(problem["loc"]))
    return einstellung_ungueltig(place, f"[{section}] {key}: »{str(problem['input'])[:80]}« {fault}.", remedy)


def _said(section: str, key: str, kind: str, is_listed: bool) -> tuple[str, str]:
    """What is wrong with a value, and what to write."""
    *choices, last = [f'"{choice}"' for choice in _choices(section, key)] or [""]
    if last:
        beside = _BESIDE.get(f"{section}.{key}", "")
        return "gibt es hier nicht", f"Schreiben Sie {key} = {', '.join(choices)} oder {last}.{beside}"
    if is_listed and kind == "string_pattern_mismatch":
        return (
            "ist kein Konto der Forge",
            f'Schreiben Sie {key} = ["@name", "@organisation/gruppe"]; was leer bleibt, schreiben Sie als [].',
        )
    if kind.startswith("bool"):
        return "ist weder ja noch nein", f"Schreiben Sie {key} = true oder {key} = false, ohne Anführungszeichen."
    if is_listed or kind == "tuple_type":
        return "gehört in eine Liste von Texten", f'Schreiben Sie {key} = ["…", "…"]; was leer bleibt, schreiben Sie als [].'
    fault, example = _FAULTS.get(kind, ("ist kein Text", ""))
    return fault, (_EXAMPLE if example else _OPEN).format(key=key, example=example)


def _unknown(place: Place, section: str, key: str) -> Finding:
    known = list(_part(section).model_fields) if section else list(Configuration.model_fields)
    home = next((name for name in Configuration.model_fields if not section and key in _part(name).model_fields), "")
    meant = nearest(key, known)
    what = f"[{section}] {key}: Diese Einstellung gibt es nicht." if section else f"[{key}]: Diesen Abschnitt gibt es nicht."
    if home:
        return einstellung_ungueltig(
            place, f"{key}: Die Einstellung steht außerhalb ihres Abschnitts.", f"Sie gehört unter die Zeile [{home}]."
        )
    return einstellung_ungueltig(place, what, (f"Meinten Sie »{meant}«? " if meant else "") + f"Bekannt sind: {', '.join(known)}.")


def _part(section: str) -> type[BaseModel]:
    kind = Configuration.model_fields[section].annotation if section in Configuration.model_fields else None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else Configuration


def _choices(section: str, key: str) -> list[str]:
    """The values of a setting with a fixed choice."""
    if (section, key) == ("site", "land"):
        return list(LAENDER)
    info = _part(section).model_fields.get(key)
    kinds = [kind for kind in (info.annotation, *get_args(info.annotation)) if isinstance(kind, type)] if info else []
    return [str(term.value) for kind in kinds if issubclass(kind, Enum) for term in kind]


def _line_of(text: str, section: str, key: str) -> int:
    """The line of a setting, else that of its section, else the first."""
    now, at_section = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        head = re.match(r"\s*\[\s*([\w.-]+)", line)
        now = head[1] if head else now
        if head and now in (section, key):
            at_section = number
        if now == section and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return at_section


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner != ""}
    return value
