"""The options of the commands that make or show the site, and of the forge's. Their modules are loaded when one is called."""

from argparse import Namespace
from pathlib import Path

from citynet_kb.cli.parser import Add


def add_site_commands(add: Add) -> None:
    """The commands `render`, `build`, `serve`, `export`, `schema` and `forge`."""
    render = add("render", _render, "alle Seiten als Markdown schreiben, ohne MkDocs")
    render.add_argument("--to", type=Path, required=True, metavar="ORDNER", help="wohin: ein neuer oder leerer Ordner")

    build = add("build", _build, "prüfen, bauen, in einem Schritt austauschen")
    build.add_argument("--site-dir", type=Path, default=Path("site"), metavar="ORDNER", help="wohin; sonst site")

    serve = add("serve", _serve, "Seiten zeigen, während jemand schreibt: Nach jeder Änderung laden sie sich neu")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="ADRESSE:PORT", help="wo; sonst 127.0.0.1:8000")

    export = add("export", _export, "JSON und CSV schreiben")
    export.add_argument("--to", type=Path, required=True, metavar="ORDNER", help="wohin")

    add("schema", _schema, "JSON-Schema des Kopfs eines Fallberichts ausgeben")

    forge = add("forge", _forge, "der Forge Labels, Zuständige und Regeln des Zweigs sagen, wie citynet-kb.toml sie nennt")
    forge.add_argument("action", choices=("setup",), metavar="setup", help="einrichten; was schon da ist, wird erneuert")
    forge.add_argument("--print", dest="is_printed", action="store_true", help="nur zeigen, was geschähe; braucht keinen Zugang")


def _render(options: Namespace) -> int:
    from citynet_kb.cli.commands import render

    return render(options)


def _build(options: Namespace) -> int:
    from citynet_kb.cli.commands import build

    return build(options)


def _serve(options: Namespace) -> int:
    from citynet_kb.cli.serve import serve

    return serve(options)


def _export(options: Namespace) -> int:
    from citynet_kb.cli.commands import export

    return export(options)


def _schema(options: Namespace) -> int:
    from citynet_kb.cli.commands import schema_

    return schema_(options)


def _forge(options: Namespace) -> int:
    from citynet_kb.cli.forge_setup import forge_setup

    return forge_setup(options)
