"""The command `serve`: shows the site, each page made when it is looked at. While there are errors, the last good state is shown."""

import gc
import os
import re
import socket
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

from citynet_kb.cli.output import complain, say
from citynet_kb.cli.rebuilt_preview import serve_rebuilt
from citynet_kb.cli.watched_files import State, changed, ended_like_by_hand, state
from citynet_kb.project import CONTENT, SETTINGS, Project

if TYPE_CHECKING:
    from citynet_kb.cli.previewing import Preview
    from citynet_kb.preview import ShownState

SECONDS_BETWEEN_LOOKS = 0.1
SHARE_OF_LOOKING = 0.05
"""Most of the time that looking for changes may take."""
LONGEST_BETWEEN_LOOKS = 1.0
"""Seconds; a look that had to wait for a page to be made says nothing of what looking takes."""
SECONDS_TO_SETTLE = 1.5
"""So long nothing changes before every file is checked once more."""
GENERATOR, ADAPTER = "hooks/page_by_page.py", "hooks/citynet.py"
WATCHED = (CONTENT, SETTINGS, "mkdocs.yml", "theme", "hooks")


def serve(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Show the site until interrupted. Exit code: 0 interrupted, 1 nothing can be shown, 2 misuse."""
    if not _is_free(options.address):
        complain(
            f"{options.address}: Diese Adresse ist belegt oder ungültig. Nennen Sie eine andere, zum Beispiel --address 127.0.0.1:8001"
        )
        return 2
    from citynet_kb.cli.preview_server import PreviewServer
    from citynet_kb.cli.previewing import Preview  # with pages and indexes, which no other command needs at its start

    project = Project.here(Path.cwd(), environment)
    host, _, port = options.address.rpartition(":")
    with ended_like_by_hand(), TemporaryDirectory(prefix="citynet-kb-") as folder:
        try:
            before = state(_watched(project.root))
            preview = Preview(project, generator(project.root, Path(folder) / "site"))
            if not preview.begin():
                return 1
            if preview.fits:
                with PreviewServer(host, int(port), preview) as server:
                    threading.Thread(target=server.serve_forever, daemon=True).start()
                    say(f"http://{options.address}{preview.mount}  (Ende mit Strg-C)")
                    _follow(preview, project.root, before)
            say("Hinweis: Mit diesen Fassungen und Erweiterungen von MkDocs wird nach jeder Änderung alles gebaut.")
            return serve_rebuilt(project, options.address, Path(folder), environment)
        except KeyboardInterrupt:
            return 0


def generator(root: Path, place: Path) -> Callable[["ShownState"], Any]:
    """What sets up the generator. Its module lies among the hooks of the project and is loaded by its path, as MkDocs loads them."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # we pin MkDocs 1

    def make_site(shown: "ShownState") -> Any:
        spec = spec_from_file_location("page_by_page", root / GENERATOR)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except (ImportError, FileNotFoundError):  # steps that MkDocs has under other names, or a project that came without
            return None
        return module.PageByPage(root / "mkdocs.yml", ADAPTER, place, shown)

    return make_site


def _watched(root: Path) -> tuple[Path, ...]:
    return tuple(root / name for name in WATCHED)


def _follow(preview: "Preview", root: Path, seen: State) -> NoReturn:
    """Take in every change since files were as they were seen, as long as the server runs."""
    watched = _watched(root)
    wait, quiet_since, is_settled = 0.0, time.monotonic(), False
    while True:
        time.sleep(wait)
        began = time.monotonic()
        now = state(watched)
        wait = min(max(SECONDS_BETWEEN_LOOKS, (time.monotonic() - began) / SHARE_OF_LOOKING), LONGEST_BETWEEN_LOOKS)
        if now != seen:
            different = changed(seen, now)
            seen, quiet_since, is_settled = now, began, False
            preview.take_in(
                content=any(path.startswith((str(watched[0]), str(watched[1]))) for path in different),
                generator=any(not path.startswith(str(watched[0])) for path in different),
            )
        elif not is_settled and began - quiet_since > SECONDS_TO_SETTLE:
            is_settled = preview.settle(partial(_are_as, seen, watched))
            gc.collect()  # the collector is paused for the whole command, which may run for days, so former states are freed here


def _are_as(seen: State, watched: Iterable[Path]) -> bool:
    return state(watched) == seen


def _is_free(address: str) -> bool:
    host, _, port = address.rpartition(":")
    if not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        return False
    try:
        with socket.create_server((host, int(port))):
            return True
    except OSError:
        return False
