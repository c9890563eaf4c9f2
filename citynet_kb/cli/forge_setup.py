"""The command `forge setup`: labels, branch rules and CODEOWNERS, as the settings name them. Without a token it writes nothing."""

import json
import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from citynet_kb.cli.output import complain, report, say
from citynet_kb.project import Project

Send = Callable[[str, str, Mapping[str, str], Mapping[str, Any] | None], Any]
"""Method, address, headers, body → the answer. Raises OSError."""
MOST_PAGES = 20
PER_PAGE = 100


def forge_setup(options: Namespace, environment: Mapping[str, str] = os.environ, send: Send | None = None) -> int:
    """Ask the forge for all that it lacks. Exit code: 0 done, 1 the forge refused, 2 misuse: no forge, no token."""
    from citynet_kb.model import forge_rules

    project = Project.here(Path.cwd(), environment)
    if project.configuration_findings:
        report(project.configuration_findings, 0, "text")
        return 1
    configuration = project.configuration
    if configuration.forge.url is None:
        complain("In citynet-kb.toml fehlt: [forge] url. Ohne sie ist nicht bekannt, was einzurichten wäre.")
        return 2
    owners, text = forge_rules.OWNERS_FILES[configuration.forge.kind], forge_rules.code_owners(configuration)
    base, wishes = forge_rules.base_of(configuration), forge_rules.wishes(configuration)
    if options.is_printed:
        for wish in wishes:
            say(f"{wish.make.method} {base}/{wish.make.path}\n    {json.dumps(wish.make.body, ensure_ascii=False)}")
        say(f"\n{owners}:\n\n{text}")
        return 0
    names = forge_rules.TOKENS[configuration.forge.kind]
    token = next((environment[name] for name in names if environment.get(name)), "")
    if not token:
        complain(f"Kein Zugang: {' oder '.join(names)} ist nicht gesetzt. Nichts geändert. Was geschähe, zeigt --print.")
        return 2
    return _carry_out(wishes, base, forge_rules.headers_of(configuration.forge.kind, token), send or _send, project.root / owners, text)


def _carry_out(wishes: Any, base: str, headers: Mapping[str, str], send: Send, owners: Path, text: str) -> int:
    """One wish after the other; the first refusal ends it, and is told with what was asked for."""
    for wish in wishes:
        request = wish.make
        try:
            there = _listed(f"{base}/{wish.listed}", headers, send) if wish.listed else []
            found = next((one for one in there if one.get(wish.key) == wish.name), None)
            address = request.path
            if found is not None and wish.renew is not None:
                request = wish.renew
                address = request.path.replace("{id}", _quoted(str(found[wish.id_key])))
            send(request.method, f"{base}/{address}", headers, request.body)
        except OSError as refusal:
            complain(f"{request.method} {base}/{request.path}: Die Forge lehnt ab ({refusal}). Hat der Zugang das Recht zu verwalten?")
            return 1
        say(f"eingerichtet: {wish.name or request.path}")
    owners.parent.mkdir(parents=True, exist_ok=True)
    owners.write_text(text, encoding="utf-8", newline="\n")
    say(f"geschrieben: {owners.name}; bitte übernehmen Sie die Datei in das Repositorium.")
    return 0


def _listed(address: str, headers: Mapping[str, str], send: Send) -> list[dict[str, Any]]:
    """Every entry of a list, over all its pages."""
    found: list[dict[str, Any]] = []
    for page in range(1, MOST_PAGES + 1):
        entries = send("GET", f"{address}?per_page={PER_PAGE}&limit={PER_PAGE}&page={page}", headers, None) or []
        found += entries
        if len(entries) < PER_PAGE // 2:  # Forgejo gives at most fifty
            break
    return found


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")


def _send(method: str, address: str, headers: Mapping[str, str], body: Mapping[str, Any] | None) -> Any:
    """Over the network, to this address alone: a redirect would carry the token elsewhere."""
    import urllib.request

    class Staying(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments: Any) -> None:
            return None

    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {**headers, "Content-Type": "application/json"}, method=method)
    with urllib.request.build_opener(Staying()).open(request, timeout=30) as answer:
        read = answer.read()
    return json.loads(read) if read.strip() else None
