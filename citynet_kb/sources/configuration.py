"""Bytes of `citynet-kb.toml` → Configuration, or a finding."""

import tomllib
from typing import Any

from pydantic import ValidationError

from citynet_kb.findings import Finding, Place, error
from citynet_kb.model.configuration import Configuration


def einstellung_ungueltig(place: Place, problem: str) -> Finding:
    """Die Datei citynet-kb.toml ist lesbar und enthält nur bekannte Einstellungen.

    Falsch: mailbox = citymanagement
    Richtig: mailbox = "citymanagement@musterstadt.de"
    """
    remedy = 'Schreiben Sie je Zeile: name = "Wert"; was leer bleibt, schreiben Sie als "".'
    return error(einstellung_ungueltig, place, f"Die Einstellungen sind nicht zu lesen: {problem}.", remedy)


def read_configuration(path: str, content: bytes) -> tuple[Configuration, list[Finding]]:
    """The configuration in a file; the defaults and a finding where it cannot be read. Empty values count as absent."""
    try:
        return Configuration.model_validate(_without_empty(tomllib.loads(content.decode("utf-8")))), []
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        return Configuration(), [einstellung_ungueltig(Place(path), str(problem))]
    except ValidationError as refusal:
        names = [".".join(map(str, problem["loc"])) for problem in refusal.errors(include_url=False)]
        return Configuration(), [einstellung_ungueltig(Place(path), f"Wert von {name}") for name in names]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner != ""}
    return value


RULES = (einstellung_ungueltig,)
