"""The guide for contributors, from one template: a page of the site, and CONTRIBUTING.md of the repository."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from citynet_kb.model import Configuration, addresses
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.environment import environment
from citynet_kb.pages.kinds.reference_pages import field_groups
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer, tidy

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


def guide_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """The guide as a page of the site."""
    uri = addresses.GUIDE
    yield renderer.page(
        uri,
        TEMPLATE,
        {"description": description(addresses.GUIDE), "section": addresses.section(addresses.TAKING_PART), "layout": "wide"},
        repository=False,
        pictures={name: (renderer.site_map.file(uri, picture.file), picture) for name, picture in PICTURES.items()},
        page_of=lambda target, text: _named(text, renderer.site_map.markdown_link(uri, target) if renderer.site_map.has(target) else ""),
        required=required(),
    )


def contributing(configuration: Configuration) -> str:
    """The guide as a file of the repository, with links to the published site where its address is known."""
    text = (
        environment()
        .get_template(TEMPLATE)
        .render(
            repository=True,
            pictures={name: (f"theme/{picture.file}", picture) for name, picture in PICTURES.items()},
            page_of=_to_site(configuration.site.url),
            required=required(),
            configuration=configuration,
        )
    )
    return tidy(text)


def required() -> list[str]:
    """The labels of what must be said of every case."""
    return [entry.label for _, entries in field_groups() for entry in entries if entry.required]


def _to_site(url: str | None) -> Callable[[str, str], str]:
    return lambda target, text: _named(text, f"{url.rstrip('/')}/{addresses.published(target)}" if url else "")


def _named(text: str, link: str) -> str:
    """A page by its name, with a link to it if there is one."""
    return Markup("[{}]({})").format(text, link) if link else Markup("»{}«").format(text)
