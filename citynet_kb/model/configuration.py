"""What is particular to one installation: name, address, forge, editors, imprint. What is empty is left out of the site."""

from enum import Enum
from types import MappingProxyType

from pydantic import Field

from citynet_kb.model.record import Part
from citynet_kb.model.values import Email, Url


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


class ForgeSettings(Part):
    kind: Forge = Forge.GITHUB
    """Kind of forge."""
    url: Url | None = None
    """Address of the repository."""
    branch: str = "main"
    """Branch that is published."""


class EditorSettings(Part):
    mailbox: Email | None = None
    """Mailbox of the editors."""


class Imprint(Part):
    name: str = ""
    """Who is responsible."""
    street: str = ""
    """Street and number."""
    place: str = ""
    """Postcode and town."""
    represented_by: str = ""
    """Who represents a public body."""
    email: Email | None = None
    """Address for legal matters."""

    @property
    def is_complete(self) -> bool:
        """Name, street, place and address are given (§ 5 DDG)."""
        return bool(self.name and self.street and self.place and self.email)


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

    def edit_link(self, path: str) -> str | None:
        """Where to change a file of the repository; None where no forge is configured."""
        if self.forge.url is None:
            return None
        return _EDIT_LINKS[self.forge.kind].format(url=self.forge.url.rstrip("/"), branch=self.forge.branch, path=path)
