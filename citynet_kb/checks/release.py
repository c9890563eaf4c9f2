"""Rules for a site that is to be published: its operator and legal statements must be named."""

from collections.abc import Iterator

from citynet_kb.findings import Finding, Place, error, hint
from citynet_kb.findings.finding import RuleReference
from citynet_kb.model import Configuration
from citynet_kb.model.configuration import LegalPart


def check_release(configuration: Configuration, path: str) -> Iterator[Finding]:
    """The findings about what is missing before the site may be published. `path` is the file with the settings."""
    for rule in RULES:
        yield from rule(configuration, Place(path))


def adresse_fehlt(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Vor der Veröffentlichung steht die Adresse der Seiten fest, mit Schrägstrich am Ende.

    Ohne sie verliert die Seite für falsche Adressen unterhalb eines Ordners Gestaltung und Verweise, und die Sitemap bleibt leer.

    Falsch: [site] url = ""
    Richtig: [site] url = "https://wissen.musterstadt.de/"
    """
    url = configuration.site.url
    if url is None:
        remedy = "Tragen Sie unter [site] bei url ein, wo die Seiten stehen werden, zum Beispiel https://wissen.musterstadt.de/"
        yield error(adresse_fehlt, place, "Die Adresse der Seiten ist nicht eingetragen.", remedy)
    elif not url.endswith("/"):
        message = f"Die Adresse der Seiten endet nicht mit einem Schrägstrich: »{url}«."
        yield error(adresse_fehlt, place, message, f"Schreiben Sie unter [site] bei url: {url}/")


def repositorium_fehlt(configuration: Configuration, place: Place) -> Iterator[Finding]:
    """Die Seiten sagen, wo ihre Texte liegen: Sonst fehlen »Bearbeiten« und der Weg über die Plattform.

    Falsch: [forge] url = ""
    Richtig: [forge] url = "https://github.com/musterstadt/wissen"
    """
    if configuration.forge.url is None:
        remedy = "Gibt es eine öffentliche Adresse, tragen Sie sie unter [forge] bei url ein. Sonst kommen Berichte nur per Mail an."
        yield hint(repositorium_fehlt, place, "Die Adresse des Repositoriums ist nicht eingetragen.", remedy)


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


RULES = (
    adresse_fehlt,
    repositorium_fehlt,
    redaktion_fehlt,
    impressum_unvollstaendig,
    datenschutz_unvollstaendig,
    barrierefreiheit_unvollstaendig,
)
