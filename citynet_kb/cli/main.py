"""The command line: the commands and their options."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from citynet_kb import __version__
from citynet_kb.cli import commands
from citynet_kb.cli.argparse_words import argparse_in_german
from citynet_kb.cli.editors import add_commands
from citynet_kb.cli.forge_setup import forge_setup
from citynet_kb.cli.format_files import format_files
from citynet_kb.cli.garbage_collection import garbage_collector_paused
from citynet_kb.cli.intake_commands import import_cases, take_in_case
from citynet_kb.cli.move_records import add_move_flags, move
from citynet_kb.cli.new_case import add_flags, new_case
from citynet_kb.cli.output import complain, reason
from citynet_kb.cli.parser import Parser
from citynet_kb.cli.serve import serve as serve_site
from citynet_kb.findings import ANSWERS, REPORTS
from citynet_kb.intake.reading.answer_rules import KINDS
from citynet_kb.model import addresses


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code (0 done, 1 findings of severity error, 2 misuse)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with argparse_in_german():
        options = _parser().parse_args(arguments)
    try:
        with garbage_collector_paused():
            return int(options.run(options))
    except KeyboardInterrupt:
        complain("Abgebrochen.")
        return commands.FINDINGS
    except BrokenPipeError:  # the reader of our output has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.DONE
    except OSError as problem:
        complain(f"{problem.filename or 'Abgebrochen'}: {reason(problem)}.")
        return commands.FINDINGS


def _parser() -> ArgumentParser:
    parser = Parser(prog="citynet-kb", description="Prüft Fallberichte und baut daraus die Seiten des Wissensspeichers.")
    parser.add_argument("--version", action="version", version=__version__, help="die Fassung nennen")
    named = parser.add_subparsers(metavar="BEFEHL", parser_class=Parser)

    check = _command(named, "check", commands.check, "Inhalte prüfen")
    check.add_argument("paths", nargs="*", metavar="PFAD", help="Dateien oder Ordner in content/; ohne Angabe alles")
    check.add_argument("--format", choices=tuple(REPORTS), default="text", help="Form der Ausgabe")
    check.add_argument("--summary", type=Path, metavar="DATEI", help="die Befunde auch als Tabelle an diese Datei anhängen")
    check.add_argument("--list", action="store_true", help="alle Regeln mit Beispielen zeigen")
    check.add_argument("--release", action="store_true", help="auch prüfen, ob veröffentlicht werden darf")

    render = _command(named, "render", commands.render, "alle Seiten als Markdown schreiben, ohne MkDocs")
    render.add_argument("--to", type=Path, required=True, metavar="ORDNER", help="wohin: ein neuer oder leerer Ordner")

    build = _command(named, "build", commands.build, "prüfen, bauen, in einem Schritt austauschen")
    build.add_argument("--site-dir", type=Path, default=Path("site"), metavar="ORDNER", help="wohin; sonst site")

    serve = _command(named, "serve", serve_site, "Seiten zeigen, während jemand schreibt: Nach jeder Änderung laden sie sich neu")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="ADRESSE:PORT", help="wo; sonst 127.0.0.1:8000")

    export = _command(named, "export", commands.export, "JSON und CSV schreiben")
    export.add_argument("--to", type=Path, required=True, metavar="ORDNER", help="wohin")

    add_commands(lambda name, run, text: _command(named, name, run, text))

    _command(named, "schema", commands.schema_, "JSON-Schema des Kopfs eines Fallberichts ausgeben")

    fresh = _command(named, "new", new_case, "einen neuen Fall anlegen: auf Fragen, mit Angaben oder als Vorlage zum Ausfüllen")
    add_flags(fresh)

    importer = _command(named, "import", import_cases, "Fälle aus YAML-Liste, CSV oder Excel übernehmen")
    _add_writing(importer)

    intake = _command(named, "intake", take_in_case, "einen Fall aufnehmen: Mail, Formular oder ausgefüllte Vorlage")
    intake.add_argument("--kind", choices=KINDS, help="was die Datei enthält; sonst entscheiden Endung und Text")
    _add_writing(intake)

    formatter = _command(named, "fmt", format_files, "Dateien ordnen: Reihenfolge, Anführungszeichen, Kennungen statt deutscher Wörter")
    formatter.add_argument("paths", nargs="*", metavar="PFAD", help="Dateien oder Ordner in content/; ohne Angabe alles")
    formatter.add_argument("--check", action="store_true", help="nichts ändern, nur nennen, was nicht geordnet ist")

    forge = _command(named, "forge", forge_setup, "der Forge Labels, Zuständige und Regeln des Zweigs sagen, wie citynet-kb.toml sie nennt")
    forge.add_argument("action", choices=("setup",), metavar="setup", help="einrichten; was schon da ist, wird erneuert")
    forge.add_argument("--print", dest="is_printed", action="store_true", help="nur zeigen, was geschähe; braucht keinen Zugang")

    mover = _command(named, "move", move, "Maßnahme, Thema oder Stadt umbenennen oder zusammenlegen; die frühere Kennung führt weiter")
    add_move_flags(mover)
    return parser


def _add_writing(parser: ArgumentParser) -> None:
    """The options of all commands that turn a file into case files."""
    parser.add_argument("file", type=Path, metavar="DATEI")
    parser.add_argument(
        "--to", type=Path, default=Path(addresses.CASE_FILES), metavar="ORDNER", help=f"wohin; sonst {addresses.CASE_FILES}"
    )
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschrieben würde")
    parser.add_argument("--added", metavar="TAG", help="Aufnahmetag für Fälle ohne eigenen; sonst heute")
    parser.add_argument("--format", choices=(*REPORTS, *ANSWERS), default="text", help="Form der Ausgabe")


def _command(named: object, name: str, run: object, text: str) -> ArgumentParser:
    parser: ArgumentParser = named.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    parser.set_defaults(run=run, parser=parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
