"""The command line: the commands and their options."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from citynet_kb import __version__
from citynet_kb.cli.argparse_words import argparse_in_german
from citynet_kb.cli.case_commands import add_case_commands
from citynet_kb.cli.check_command import check
from citynet_kb.cli.editors import add_commands
from citynet_kb.cli.garbage_collection import garbage_collector_paused
from citynet_kb.cli.output import DONE, FINDINGS, complain, reason
from citynet_kb.cli.parser import Parser
from citynet_kb.cli.site_commands import add_site_commands
from citynet_kb.findings import REPORTS
from citynet_kb.forked import settle


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
        return FINDINGS
    except BrokenPipeError:  # the reader of our output has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as problem:
        complain(f"{problem.filename or 'Abgebrochen'}: {reason(problem)}.")
        return FINDINGS
    finally:
        settle()


def _parser() -> ArgumentParser:
    parser = Parser(prog="citynet-kb", description="Prüft Fallberichte und baut daraus die Seiten des Wissensspeichers.")
    parser.add_argument("--version", action="version", version=__version__, help="die Fassung nennen")
    named = parser.add_subparsers(metavar="BEFEHL", parser_class=Parser)

    checker = _command(named, "check", check, "Inhalte prüfen")
    checker.add_argument("paths", nargs="*", metavar="PFAD", help="Dateien oder Ordner in content/; ohne Angabe alles")
    checker.add_argument("--changed", metavar="STAND", help="nur, was die Änderung seit einem Stand in git, etwa main, bewirkt oder behebt")
    checker.add_argument("--format", choices=tuple(REPORTS), default="text", help="Form der Ausgabe")
    checker.add_argument("--summary", type=Path, metavar="DATEI", help="die Befunde auch als Tabelle an diese Datei anhängen")
    checker.add_argument("--list", action="store_true", help="alle Regeln mit Beispielen zeigen")
    checker.add_argument("--release", action="store_true", help="auch prüfen, ob veröffentlicht werden darf")

    for add_all in (add_site_commands, add_commands, add_case_commands):
        add_all(partial(_command, named))
    return parser


def _command(named: object, name: str, run: Callable[[Namespace], int], text: str) -> Parser:
    parser: Parser = named.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    parser.set_defaults(run=run, parser=parser)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
