"""The options of the commands for editors. Their modules are imported when one runs, since a check runs far more often and needs none."""

from argparse import Namespace
from pathlib import Path

from citynet_kb.cli.parser import Add


def add_commands(add: Add) -> None:
    """The commands `diff`, `assess`, `review`, `due`, `links`, `digest`, `meeting`, `agreement`, `derive` and `register`."""
    difference = add("diff", _diff, "zwei Stände vergleichen: Fälle, Bilanzen, Seiten")
    difference.add_argument("base", metavar="VORHER", help="Ordner mit content/ oder ein Stand in git, etwa main")
    difference.add_argument("head", metavar="NACHHER", help="ebenso")
    difference.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="Form der Ausgabe")

    assessor = add("assess", _assess, "was ein Änderungsvorschlag braucht und ändert, als Daten für die Forge")
    assessor.add_argument("base", metavar="VORHER", help="Ordner mit content/ oder ein Stand in git, etwa main")
    assessor.add_argument("head", metavar="NACHHER", help="ebenso")
    assessor.add_argument("--to", type=Path, required=True, metavar="DATEI", help="wohin: eine Datei in JSON")
    assessor.add_argument("--summary", type=Path, metavar="DATEI", help="Befunde und Unterschiede auch an diese Datei anhängen")

    reviewer = add("review", _review, "was die Redaktion an einem Fall ansieht, mit Funden")
    reviewer.add_argument("files", nargs="+", type=Path, metavar="DATEI")
    reviewer.add_argument("--online", action="store_true", help="auch abfragen, ob die Internetadressen antworten")
    reviewer.add_argument("--format", choices=("text", "markdown"), default="text", help="Form der Ausgabe")

    reminder = add("due", _due, "fällige Nachfragen zeigen und Mails dazu entwerfen")
    reminder.add_argument("--on", metavar="TAG", help="fällig an diesem Tag; sonst heute")
    reminder.add_argument("--all", action="store_true", help="alle, von denen lange nichts zu hören war, nicht nur die dieses Monats")
    reminder.add_argument("--format", choices=("text", "markdown"), default="text", help="Form der Ausgabe")
    reminder.add_argument("--summary", type=Path, metavar="DATEI", help="Liste und Mails auch an diese Datei anhängen")

    asked = add("links", _links, "die Adressen aller Quellen abfragen; was nicht mehr zu finden ist, melden oder vermerken")
    asked.add_argument("--write", action="store_true", help="in den Dateien vermerken, mit Vorschlägen für Kopien aus web.archive.org")
    asked.add_argument("--minutes", type=int, default=60, metavar="ZAHL", help="danach keine weitere Adresse abfragen; sonst 60")
    asked.add_argument(
        "--cache", type=Path, default=Path(".cache/quellen.json"), metavar="DATEI", help="merkt sich Antworten; sonst .cache/quellen.json"
    )
    asked.add_argument("--format", choices=("text", "markdown"), default="text", help="Form der Ausgabe")
    asked.add_argument("--summary", type=Path, metavar="DATEI", help="den Bericht auch an diese Datei anhängen")

    letter = add("digest", _digest, "einen Brief über das Neue schreiben, etwa 300 Wörter, zum Versenden")
    letter.add_argument("since", nargs="?", metavar="SEIT", help="ein Tag wie 2026-03-15; sonst seit dem letzten Treffen")
    letter.add_argument(
        "--format", choices=("text", "html", "mail"), default="text", help="Form der Ausgabe; mail: beides als Entwurf (.eml)"
    )

    meeting = add("meeting", _meeting, "das nächste Treffen vorbereiten: Blätter für den Rundruf")
    meeting.add_argument("action", choices=("prepare",), metavar="prepare", help="die Blätter für den Rundruf vor einem Treffen schreiben")
    meeting.add_argument("date", metavar="TAG", help="Tag des Treffens, etwa 2026-03-15")
    meeting.add_argument(
        "--town", action="append", default=[], metavar="STADT", help="nur diese Städte fragen; sonst alle, die bei einem Treffen waren"
    )
    meeting.add_argument(
        "--measure", action="append", default=[], metavar="MASSNAHME", help="danach fragen; sonst, worin sich die Städte unterscheiden"
    )
    meeting.add_argument("--to", type=Path, metavar="ORDNER", help="wohin; sonst rundruf-TAG")

    compared = add("agreement", _agreement, "wie weit zwei Lesungen übereinstimmen, in Prozent und Cohens Kappa")
    compared.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="eine: gegen den Wissensspeicher; zwei: gegeneinander")

    deriver = add("derive", _derive, "Dateien neu schreiben, die aus Modell und Inhalten folgen (Ticketformular, Schema)")
    deriver.add_argument("--check", action="store_true", help="nur sagen, welche veraltet sind")

    register = add("register", _register, "das Verzeichnis aller Gemeinden aus einer neueren Liste erneuern; Kennungen bleiben")
    register.add_argument("file", type=Path, metavar="DATEI", help="CSV mit ags, name, state, district, population, lat, lon, slug")
    register.add_argument("--as-of", required=True, metavar="TAG", help="Gebietsstand, etwa 2026-02-28")
    register.add_argument("--to", type=Path, metavar="DATEI", help="wohin; sonst ins Programm")
    register.add_argument("--dry-run", action="store_true", help="nur vergleichen, nichts schreiben")


def _meeting(options: Namespace) -> int:
    from citynet_kb.cli.meeting_command import prepare_meeting

    return prepare_meeting(options)


def _diff(options: Namespace) -> int:
    from citynet_kb.cli.diff import diff

    return diff(options)


def _assess(options: Namespace) -> int:
    from citynet_kb.cli.assess import assess

    return assess(options)


def _review(options: Namespace) -> int:
    from citynet_kb.cli.review_commands import review

    return review(options)


def _due(options: Namespace) -> int:
    from citynet_kb.cli.review_commands import due

    return due(options)


def _links(options: Namespace) -> int:
    from citynet_kb.cli.links_command import links

    return links(options)


def _digest(options: Namespace) -> int:
    from citynet_kb.cli.digest_command import write_digest

    return write_digest(options)


def _agreement(options: Namespace) -> int:
    from citynet_kb.cli.agreement_command import agreement

    return agreement(options)


def _derive(options: Namespace) -> int:
    from citynet_kb.cli.derive import derive

    return derive(options)


def _register(options: Namespace) -> int:
    from citynet_kb.cli.renew_register import renew_register

    return renew_register(options)
