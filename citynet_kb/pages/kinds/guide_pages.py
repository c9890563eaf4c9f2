"""The guide for contributors, from one template: a page of the site, and CONTRIBUTING.md of the repository."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.model import Configuration, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.environment import environment
from citynet_kb.pages.kinds.reference_pages import field_groups
from citynet_kb.pages.renderer import tidy

PICTURES_FOLDER = "assets/images/anleitung"
"""Below the theme in the repository, and below the published site."""
TEMPLATE = "guide.md.j2"


@dataclass(frozen=True)
class Picture:
    """A picture of a page of the site; `tools/take_pictures.py` takes it. Width and height in CSS pixels."""

    name: str
    width: int
    height: int

    @property
    def file(self) -> str:
        """Its path below the theme or the site."""
        return f"{PICTURES_FOLDER}/{self.name}.webp"


PICTURES: Mapping[str, Picture] = MappingProxyType(
    {
        picture.name: picture
        for picture in (
            Picture("bilanz", 560, 402),
            Picture("formular", 560, 512),
            Picture("abgeben", 560, 548),
            Picture("nachtrag", 560, 184),
        )
    }
)


LINKED = (addresses.MEASURES, addresses.FORM, addresses.TAKING_PART, addresses.FIELDS, addresses.GLOSSARY, addresses.DEVELOPERS)
"""The pages that the guide names."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its address, from where the guide stands."""

    name: str
    address: str
    width: int
    height: int


@dataclass(frozen=True)
class GuideView:
    """`required` = labels of what must be said of every case; `ways` = pages with their addresses, which are empty where there is no page.

    `is_file`: it becomes CONTRIBUTING.md instead of a page of the site.
    """

    required: tuple[str, ...]
    pictures: tuple[ShownPicture, ...]
    ways: tuple[tuple[str, str], ...]
    is_file: bool = False

    def picture(self, name: str) -> ShownPicture | None:
        """The picture of that name; none for an empty name."""
        return next(picture for picture in self.pictures if picture.name == name) if name else None

    def way_to(self, uri: str) -> str:
        """The address of a page that the guide names."""
        return dict(self.ways)[uri]


def guide_pages(context: BuildContext) -> Iterator[Draft]:
    """The guide as a page of the site."""
    uri, site_map = addresses.GUIDE, context.site_map
    view = GuideView(
        required=required(),
        pictures=_pictures(lambda file: site_map.file(uri, file)),
        ways=tuple((page, site_map.markdown_link(uri, page) if site_map.has(page) else "") for page in LINKED),
    )
    meta = PageMeta(description=description(uri), section=addresses.section(addresses.TAKING_PART), layout="wide")
    yield Draft(uri, TEMPLATE, view, meta)


def contributing(configuration: Configuration) -> str:
    """The guide as a file of the repository, with links to the published site where its address is known."""
    site = (configuration.site.url or "").rstrip("/")
    view = GuideView(
        required=required(),
        pictures=_pictures(lambda file: f"theme/{file}"),
        ways=tuple((page, f"{site}/{addresses.published(page)}" if site else "") for page in LINKED),
        is_file=True,
    )
    return tidy(environment().get_template(TEMPLATE).render(view=view))


def _pictures(address: Callable[[str], str]) -> tuple[ShownPicture, ...]:
    return tuple(ShownPicture(one.name, address(one.file), one.width, one.height) for one in PICTURES.values())


def required() -> tuple[str, ...]:
    """The labels of what must be said of every case."""
    return tuple(entry.label for _, entries in field_groups() for entry in entries if entry.required)
