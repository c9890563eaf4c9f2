"""Rules for a site that is to be published: its operator and legal statements must be named."""

from collections.abc import Iterator

from citynet_kb.findings import Finding, Place, error
from citynet_kb.findings.finding import RuleReference
from citynet_kb.model import Configuration
from citynet_kb.model.configuration import LegalPart


def check_release(configuration: Configuration, path: str) -> Iterator[Finding]:
    """The findings about what is missing before the site may be published. `path` is the file with the settings."""
    for rule in RULES:
        yield from rule(configuration, Place(path))


def redaktion_fehlt(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung ist ein Postfach der Redaktion eingetragen: Städte müssen antworten können.

    Falsch: [editors] mailbox = ""
    Richtig: [editors] mailbox = "redaktion@musterstadt.de"
    """
    if configuration.editors.mailbox is None:
        remedy = "Tragen Sie unter [editors] bei mailbox das Funktionspostfach der Redaktion ein."
        yield error(redaktion_fehlt, place, "Das Postfach der Redaktion ist nicht eingetragen.", remedy)


def impressum_unvollstaendig(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung nennt das Impressum Anbieter, Vertretung, Anschrift, Kontakt und Verantwortliche (§ 5 DDG, § 18 MStV).

    Falsch: [imprint] name = ""
    Richtig: [imprint] mit name, street, place, represented_by, email, phone und responsible
    """
    yield from _unfinished(impressum_unvollstaendig, "imprint", configuration.imprint, "Das Impressum", place)


def datenschutz_unvollstaendig(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung sagt die Datenschutzerklärung, was nur der Betreiber weiß (Art. 13 DSGVO).

    Falsch: [privacy] host = ""
    Richtig: [privacy] mit officer, host, logs, legal_basis und authority
    """
    yield from _unfinished(datenschutz_unvollstaendig, "privacy", configuration.privacy, "Die Datenschutzerklärung", place)


def barrierefreiheit_unvollstaendig(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung folgt die Erklärung zur Barrierefreiheit dem Muster im Beschluss (EU) 2018/1523.

    Falsch: [accessibility] status = ""
    Richtig: [accessibility] mit law, status, method, prepared, contact und enforcement
    """
    subject = "Die Erklärung zur Barrierefreiheit"
    yield from _unfinished(barrierefreiheit_unvollstaendig, "accessibility", configuration.accessibility, subject, place)


def _unfinished(rule: RuleReference, section: str, part: LegalPart, subject: str, place: Place) -> Iterator[Finding]:
    if part.missing:
        wanted = "; ".join(f"{key} ({part.wanted(key)})" for key in part.missing)
        message = f"{subject} ist unvollständig: {', '.join(part.missing)}."
        yield error(rule, place, message, f"Tragen Sie unter [{section}] ein: {wanted}.")


RULES = (redaktion_fehlt, impressum_unvollstaendig, datenschutz_unvollstaendig, barrierefreiheit_unvollstaendig)
