"""A site that another process makes while this one looks for what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from citynet_kb.forked import Begun

if TYPE_CHECKING:
    from citynet_kb.pages import BuildContext, Site
    from citynet_kb.sources.image_rules import PublishedImage

    Again = Callable[[], tuple[BuildContext, Mapping[str, PublishedImage | None]]]


def load_what_makes_pages() -> None:
    """Once, for all processes."""
    from citynet_kb import beside_pages, search  # noqa: F401


class MadeAhead:
    """Its pages, and the files beside them as soon as they are asked for and made. A process that is forked meanwhile may take both."""

    def __init__(self, made: "Callable[[], Iterable[Site | Mapping[str, bytes]]]", again: "Again") -> None:
        """`made` gives first the site, then the files; `again` what a page is made from once more, should the store lose it."""
        self._begun: Begun[Any] = Begun(made)
        self._again = again

    @cached_property
    def site(self) -> "Site | None":
        """All pages; None where the other process has failed."""
        from citynet_kb.pages import lost_texts, made_again_by

        site: Site | None = self._begun.taken()
        if site:
            made_again_by(site, lambda: lost_texts(*self._again()).of)
        return site

    @cached_property
    def files(self) -> Mapping[str, bytes] | None:
        """All files beside them; None where the other process has failed."""
        return self._begun.taken() if self.site else None

    def end(self) -> None:
        """Whether all is made or not."""
        self._begun.end()
