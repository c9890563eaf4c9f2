"""Rules for a site that real people will read: somebody must answer for it."""

from collections.abc import Iterator

from citynet_kb.findings import Finding, Place, error
from citynet_kb.model import Configuration


def check_release(configuration: Configuration, path: str) -> Iterator[Finding]:
    """What is missing before the site may be published. `path` is the file with the settings."""
    yield from redaktion_fehlt(configuration, Place(path))
    yield from impressum_unvollstaendig(configuration, Place(path))


def redaktion_fehlt(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung ist ein Postfach der Redaktion eingetragen: Städte müssen antworten können.

    Falsch: [editors] mailbox = ""
    Richtig: [editors] mailbox = "redaktion@musterstadt.de"
    """
    if configuration.editors.mailbox is None:
        remedy = "Tragen Sie unter [editors] bei mailbox das Funktionspostfach der Redaktion ein."
        yield error(redaktion_fehlt, place, "Das Postfach der Redaktion ist nicht eingetragen.", remedy)


def impressum_unvollstaendig(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung nennt das Impressum Anbieter, Anschrift und Mailadresse (§ 5 DDG).

    Falsch: [imprint] name = ""
    Richtig: [imprint] mit name, street, place und email
    """
    imprint = configuration.imprint
    missing = [
        key
        for key, value in (("name", imprint.name), ("street", imprint.street), ("place", imprint.place), ("email", imprint.email))
        if not value
    ]
    if missing:
        message = f"Das Impressum ist unvollständig: {', '.join(missing)}."
        yield error(impressum_unvollstaendig, place, message, "Tragen Sie die Angaben unter [imprint] ein.")


RULES = (redaktion_fehlt, impressum_unvollstaendig)
