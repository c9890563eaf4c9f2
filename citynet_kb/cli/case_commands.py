"""The commands that write cases. Modules and options are loaded when one is called: `check` runs far more often, and needs none of them."""

from argparse import Namespace
from pathlib import Path

from citynet_kb.cli.parser import Add, Parser
from citynet_kb.findings import ANSWERS, REPORTS
from citynet_kb.model import addresses


def add_case_commands(add: Add) -> None:
    """The commands `new`, `import`, `intake`, `fmt` and `move`."""
    add("new", _new, "einen neuen Fall anlegen: auf Fragen, mit Angaben oder als Vorlage zum Ausfüllen").add_when_called(_new_options)
    _add_writing(add("import", _import, "Fälle aus YAML-Liste, CSV oder Excel übernehmen"))
    add("intake", _intake, "einen Fall aufnehmen: Mail, Formular oder ausgefüllte Vorlage").add_when_called(_intake_options)

    formatter = add("fmt", _format, "Dateien ordnen: Reihenfolge, Anführungszeichen, Kennungen statt deutscher Wörter")
    formatter.add_argument("paths", nargs="*", metavar="PFAD", help="Dateien oder Ordner in content/; ohne Angabe alles")
    formatter.add_argument("--check", action="store_true", help="nichts ändern, nur nennen, was nicht geordnet ist")

    mover = add("move", _move, "Maßnahme, Thema oder Stadt umbenennen oder zusammenlegen; die frühere Kennung führt weiter")
    mover.add_when_called(_move_options)


def _add_writing(parser: Parser) -> None:
    """The options of all commands that turn a file into case files."""
    parser.add_argument("file", type=Path, metavar="DATEI")
    parser.add_argument(
        "--to", type=Path, default=Path(addresses.CASE_FILES), metavar="ORDNER", help=f"wohin; sonst {addresses.CASE_FILES}"
    )
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschrieben würde")
    parser.add_argument("--added", metavar="TAG", help="Aufnahmetag für Fälle ohne eigenen; sonst heute")
    parser.add_argument("--format", choices=(*REPORTS, *ANSWERS), default="text", help="Form der Ausgabe")


def _new_options(parser: Parser) -> None:
    from citynet_kb.cli.new_case import add_flags

    add_flags(parser)


def _intake_options(parser: Parser) -> None:
    from citynet_kb.intake.reading.answer_rules import KINDS

    parser.add_argument("--kind", choices=KINDS, help="was die Datei enthält; sonst entscheiden Endung und Text")
    _add_writing(parser)


def _move_options(parser: Parser) -> None:
    from citynet_kb.cli.move_records import add_move_flags

    add_move_flags(parser)


def _new(options: Namespace) -> int:
    from citynet_kb.cli.new_case import new_case

    return new_case(options)


def _import(options: Namespace) -> int:
    from citynet_kb.cli.intake_commands import import_cases

    return import_cases(options)


def _intake(options: Namespace) -> int:
    from citynet_kb.cli.intake_commands import take_in_case

    return take_in_case(options)


def _format(options: Namespace) -> int:
    from citynet_kb.cli.format_files import format_files

    return format_files(options)


def _move(options: Namespace) -> int:
    from citynet_kb.cli.move_records import move

    return move(options)
