"""The settings of one installation: name, address, forge, editors, legal pages. Empty settings are left out of the site."""

import re
from enum import Enum
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, StringConstraints

from citynet_kb.model.record import Part
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.terms import Term
from citynet_kb.model.values import Email, Url

Land = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(map(re.escape, LAENDER))})$")]
"""The name of a German Land."""
Account = Annotated[str, StringConstraints(pattern=r"^@[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)*$")]
"""An account or a group of the forge, as in CODEOWNERS."""


class Forge(str, Enum):  # noqa: UP042  its text form is its value
    """Where the repository lives: decides how an edit link is built."""

    GITHUB = "github"
    FORGEJO = "forgejo"
    GITLAB = "gitlab"


_EDIT_LINKS = MappingProxyType(
    {
        Forge.GITHUB: "{url}/edit/{branch}/{path}",
        Forge.FORGEJO: "{url}/_edit/{branch}/{path}",
        Forge.GITLAB: "{url}/-/edit/{branch}/{path}",
    }
)


class SiteSettings(Part):
    name: str = "CityNetz Wissensspeicher"
    """Name of the site."""
    url: Url | None = None
    """Address of the published site, with a closing slash."""
    land: Land | None = None
    """The Land whose rules and holidays are shown first; without one, all Länder are shown alike."""


class ForgeSettings(Part):
    kind: Forge = Forge.GITHUB
    """Kind of forge."""
    url: Url | None = None
    """Address of the repository."""
    branch: str = "main"
    """Branch that is published."""
    editors: tuple[Account, ...] = ()
    """Who is asked about content."""
    maintainers: tuple[Account, ...] = ()
    """Who is asked about everything else."""
    merge_queue: bool = False
    """Whether proposals are tried together, one behind the other, before they are taken over (merge queue, merge trains)."""


class EditorSettings(Part):
    mailbox: Email | None = None
    """Mailbox of the editors."""


OMITTED = "entfällt"
"""What an operator writes to leave out a statement on purpose, after legal advice."""


class LegalPart(Part):
    """Statements that a legal page needs. A field's title says, in the words of the reader of `citynet-kb.toml`, what belongs there."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that are still empty, in order."""
        return tuple(key for key, info in type(self).model_fields.items() if info.title and not getattr(self, key))

    @classmethod
    def wanted(cls, key: str) -> str:
        """What belongs into a field, in words for a reader."""
        return cls.model_fields[key].title or ""

    def said(self, key: str) -> str:
        """The statement as the page shows it: empty where it is missing or left out on purpose."""
        value = str(getattr(self, key) or "")
        return "" if value == OMITTED else value


class Imprint(LegalPart):
    """§ 5 DDG; § 18 Abs. 2 MStV for the person responsible for the content."""

    name: str = Field("", title="Name der verantwortlichen Stelle")
    """Who is responsible."""
    street: str = Field("", title="Straße und Hausnummer")
    """Street and number."""
    place: str = Field("", title="Postleitzahl und Ort")
    """Postcode and town."""
    represented_by: str = Field("", title="wer die Stelle vertritt, oder »entfällt«")
    """Who represents a public body."""
    email: Email | None = Field(None, title="Postfach für rechtliche Anliegen")
    """Address for legal matters."""
    phone: str = Field("", title="Rufnummer; welcher zweite schnelle Weg genügt, entscheidet Ihre Rechtsstelle")
    """A second way of quick contact (§ 5 Abs. 1 Nr. 2 DDG, EuGH C-298/07)."""
    responsible: str = Field(
        "", title="Name und Anschrift der Person, die für den Inhalt verantwortlich ist; ob es sie braucht, entscheidet Ihre Rechtsstelle"
    )
    """§ 18 Abs. 2 MStV; it holds for offers of a journalistic kind."""
    vat_id: str = ""
    """VAT number, where there is one (§ 5 Abs. 1 Nr. 6 DDG)."""


class Privacy(LegalPart):
    """Art. 13 and 14 DSGVO: what only the operator knows."""

    officer: str = Field("", title="Datenschutzbeauftragte Person oder Stelle mit Anschrift oder Postfach, oder »entfällt«")
    """Art. 13 Abs. 1 lit. b DSGVO."""
    host: str = Field("", title="Anbieter des Servers mit Anschrift")
    """Who runs the server: a recipient of what its logs hold."""
    logs: str = Field("", title="ein Satz: was der Server protokolliert und wann es gelöscht wird")
    """Which data the logs hold, and for how long."""
    legal_basis: str = Field("", title="Rechtsgrundlage für Protokolle und Ansprechstellen; sie bestimmt Ihre Rechtsstelle")
    """For public bodies mostly Art. 6 Abs. 1 lit. e DSGVO with a law of the state."""
    authority: str = Field("", title="Aufsichtsbehörde mit Anschrift")
    """Art. 77 DSGVO."""
    authority_url: Url | None = None
    """Its web site."""


class Compliance(Term):
    """How far the site meets the requirements, in the three degrees of decision (EU) 2018/1523."""

    FULL = ("vollstaendig", "vollständig vereinbar", "Alle Anforderungen sind ohne Ausnahme erfüllt.")
    PARTIAL = ("teilweise", "teilweise vereinbar", "Die meisten Anforderungen sind erfüllt, mit den genannten Ausnahmen.")
    NONE = ("nicht", "nicht vereinbar", "Die meisten Anforderungen sind nicht erfüllt.")


class Accessibility(LegalPart):
    """The declaration after the annex of decision (EU) 2018/1523: what only the operator can say."""

    law: str = Field("", title="Gesetz und Verordnung Ihres Landes")
    """The national law behind directive (EU) 2016/2102."""
    status: Compliance | None = Field(None, title="Ergebnis der Prüfung: vollstaendig, teilweise oder nicht")
    """Result of an assessment; without one nothing is claimed."""
    method: str = Field("", title="wie geprüft wurde, etwa Selbstbewertung")
    """Self-assessment or by whom."""
    prepared: str = Field("", title="Tag der Erklärung in der Form 2026-03-15", pattern=r"^$|^\d{4}-\d{2}-\d{2}$")
    """YYYY-MM-DD."""
    barriers: tuple[str, ...] = ()
    """What is not accessible, each with its reason and an alternative."""
    contact: str = Field("", title="Postfach oder Rufnummer, wo Barrieren gemeldet werden")
    """The feedback mechanism."""
    enforcement: str = Field("", title="Durchsetzungsstelle")
    """The body to turn to when feedback did not help."""
    enforcement_url: Url | None = None
    """Its web site."""


class Configuration(Part):
    """The installation's file `citynet-kb.toml`."""

    site: SiteSettings = Field(default_factory=SiteSettings)
    """The site."""
    forge: ForgeSettings = Field(default_factory=ForgeSettings)
    """The repository."""
    editors: EditorSettings = Field(default_factory=EditorSettings)
    """The editors."""
    imprint: Imprint = Field(default_factory=Imprint)
    """The imprint."""
    privacy: Privacy = Field(default_factory=Privacy)
    """The privacy notice."""
    accessibility: Accessibility = Field(default_factory=Accessibility)
    """The declaration on accessibility."""

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """Keys that must be filled in before the site is published, by section of the file; sections without any left out."""
        site = ("url",) if self.site.url is None else ()
        editors = ("mailbox",) if self.editors.mailbox is None else ()
        legal = ((name, getattr(self, name).missing) for name in ("imprint", "privacy", "accessibility"))
        return {name: keys for name, keys in (("site", site), ("editors", editors), *legal) if keys}

    def edit_link(self, path: str) -> str | None:
        """Where to change a file of the repository; None where no forge is configured."""
        if self.forge.url is None:
            return None
        return _EDIT_LINKS[self.forge.kind].format(url=self.forge.url.rstrip("/"), branch=self.forge.branch, path=path)
