"""The picture beside a link to a page, where somebody passes the link on: what the page says first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LinkPicture:
    """What a picture says: name of the site, kind and title of the page, one sentence, and signs with their numbers, in this order."""

    site: str
    kind: str
    title: str
    sentence: str
    signs: tuple[tuple[str, int], ...] = ()
