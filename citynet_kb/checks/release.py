"""Rules for a site that is to be published: its operator and legal statements must be named."""

from citynet_kb.checks.registering import Problems, release_rule
from citynet_kb.findings import Place, Problem, Severity
from citynet_kb.model import Configuration
from citynet_kb.model.configuration import LegalPart


@release_rule()
def adresse_fehlt(configuration: Configuration, place: Place) -> Problems:
    """Vor der Veröffentlichung steht die Adresse der Seiten fest, mit Schrägstrich am Ende.

    Ohne sie verliert die Seite für falsche Adressen unterhalb eines Ordners Gestaltung und Verweise, und die Sitemap bleibt leer.

    Falsch: [site] url = ""
    Richtig: [site] url = "https://wissen.musterstadt.de/"
    """
    url = configuration.site.url
    if url is None:
        remedy = "Tragen Sie unter [site] bei url ein, wo die Seiten stehen werden, zum Beispiel https://wissen.musterstadt.de/"
        yield Problem(place, "Die Adresse der Seiten ist nicht eingetragen.", remedy)
    elif not url.endswith("/"):
        message = f"Die Adresse der Seiten endet nicht mit einem Schrägstrich: »{url}«."
        yield Problem(place, message, f"Schreiben Sie unter [site] bei url: {url}/")


@release_rule(Severity.HINT)
def repositorium_fehlt(configuration: Configuration, place: Place) -> Problems:
    """Die Seiten sagen, wo ihre Texte liegen: Sonst fehlen »Bearbeiten« und der Weg über die Plattform.

    Falsch: [forge] url = ""
    Richtig: [forge] url = "https://github.com/musterstadt/wissen"
    """
    if configuration.forge.url is None:
        remedy = "Gibt es eine öffentliche Adresse, tragen Sie sie unter [forge] bei url ein. Sonst kommen Berichte nur per Mail an."
        yield Problem(place, "Die Adresse des Repositoriums ist nicht eingetragen.", remedy)


@release_rule()
def redaktion_fehlt(configuration: Configuration, place: Place) -> Problems:
    """Vor der Veröffentlichung ist ein Postfach der Redaktion eingetragen: Städte müssen antworten können.

    Falsch: [editors] mailbox = ""
    Richtig: [editors] mailbox = "redaktion@musterstadt.de"
    """
    if configuration.editors.mailbox is None:
        remedy = "Tragen Sie unter [editors] bei mailbox das Funktionspostfach der Redaktion ein."
        yield Problem(place, "Das Postfach der Redaktion ist nicht eingetragen.", remedy)


@release_rule()
def impressum_unvollstaendig(configuration: Configuration, place: Place) -> Problems:
    """Vor der Veröffentlichung nennt das Impressum Anbieter, Vertretung, Anschrift, Kontakt und Verantwortliche (§ 5 DDG, § 18 MStV).

    Falsch: [imprint] name = ""
    Richtig: [imprint] mit name, street, place, represented_by, email, phone und responsible
    """
    yield from _unfinished("imprint", configuration.imprint, "Das Impressum", place)


@release_rule()
def datenschutz_unvollstaendig(configuration: Configuration, place: Place) -> Problems:
    """Vor der Veröffentlichung sagt die Datenschutzerklärung, was nur der Betreiber weiß (Art. 13 DSGVO).

    Falsch: [privacy] host = ""
    Richtig: [privacy] mit officer, host, logs, legal_basis und authority
    """
    yield from _unfinished("privacy", configuration.privacy, "Die Datenschutzerklärung", place)


@release_rule()
def barrierefreiheit_unvollstaendig(configuration: Configuration, place: Place) -> Problems:
    """Vor der Veröffentlichung folgt die Erklärung zur Barrierefreiheit dem Muster im Beschluss (EU) 2018/1523.

    Falsch: [accessibility] status = ""
    Richtig: [accessibility] mit law, status, method, prepared, contact und enforcement
    """
    subject = "Die Erklärung zur Barrierefreiheit"
    yield from _unfinished("accessibility", configuration.accessibility, subject, place)


def _unfinished(section: str, part: LegalPart, subject: str, place: Place) -> Problems:
    if part.missing:
        wanted = "; ".join(f"{key} ({part.wanted(key)})" for key in part.missing)
        message = f"{subject} ist unvollständig: {', '.join(part.missing)}."
        yield Problem(place, message, f"Tragen Sie unter [{section}] ein: {wanted}.")
