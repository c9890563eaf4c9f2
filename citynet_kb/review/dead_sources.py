"""Sources whose address is gone: how sure that is, which copy fits, and the records with both written down."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from citynet_kb.knowledge_base import Content
from citynet_kb.model.values import first_day
from citynet_kb.review.links import LinkAnswer, LinkState, SourcePlace
from citynet_kb.sources import comments_of, write

ARCHIVE = "https://archive.org/wayback/available"
"""Says which copies the Internet Archive holds: https://archive.org/help/wayback_api.php."""
_COPY = re.compile(r"https?://web\.archive\.org(?::80|:443)?(/web/\d{14}/https?://\S{1,1900})")
FEWEST_TO_DOUBT = 10
"""From so many answers on, most of which are bad, it is rather our own network that is to blame."""


@dataclass(frozen=True)
class AskedLink:
    """What an address said, and on which day."""

    answer: LinkAnswer
    day: str


@dataclass(frozen=True)
class LinkFindings:
    """What was found out about the addresses of sources, each by address.

    `gone`: found no more, and not noted yet; `doubtful`: to be looked at by somebody; `back`: noted as gone, and found all the same.
    `later`: addresses that are still to be asked.
    """

    places: Mapping[str, tuple[SourcePlace, ...]]
    asked: int
    gone: tuple[AskedLink, ...]
    doubtful: tuple[AskedLink, ...]
    back: tuple[AskedLink, ...]
    refused: int
    later: int

    @property
    def is_doubted(self) -> bool:
        """Whether so much is gone at once that nothing may be noted."""
        return self.asked >= FEWEST_TO_DOUBT and 2 * (len(self.gone) + len(self.doubtful)) > self.asked


def link_findings(places: Mapping[str, tuple[SourcePlace, ...]], known: Mapping[str, AskedLink]) -> LinkFindings:
    """What the answers mean for the records."""
    asked = [known[url] for url in places if url in known]

    def noted(one: AskedLink) -> bool:
        return all(place.source.dead for place in places[one.answer.url])

    def of(*states: LinkState, is_noted: bool = False) -> tuple[AskedLink, ...]:
        return tuple(one for one in asked if one.answer.state in states and noted(one) is is_noted)

    return LinkFindings(
        places=places,
        asked=len(asked),
        gone=of(LinkState.GONE),
        doubtful=of(LinkState.SILENT, LinkState.MOVED_HOME),
        back=of(LinkState.FOUND, is_noted=True),
        refused=sum(one.answer.state is LinkState.REFUSED for one in asked),
        later=len(places) - len(asked),
    )


def copy_question(url: str, places: Iterable[SourcePlace]) -> str:
    """The address that says which copy is nearest to the day on which the source was read, else published."""
    known = (place.source.accessed or place.source.date for place in places)
    day = first_day(next(filter(None, known), "")).replace("-", "")
    return f"{ARCHIVE}?url={quote(url, safe='')}" + (f"&timestamp={day}" if day else "")


def copy_in(answer: bytes) -> str:
    """The address of the copy that the archive names; empty where it names none, or says something else."""
    try:
        closest = json.loads(answer)["archived_snapshots"]["closest"]
        found = _COPY.fullmatch(closest["url"]) if closest["available"] is True and closest["status"] == "200" else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return f"https://web.archive.org{found[1]}" if found else ""


def noted_texts(content: Content, findings: LinkFindings, copies: Mapping[str, str]) -> Mapping[str, str]:
    """The files with `dead` and, where a copy is known and none was named, `archived`; in canonical form, by path."""
    by_path: defaultdict[str, list[tuple[SourcePlace, AskedLink]]] = defaultdict(list)
    for one in findings.gone:
        for place in findings.places[one.answer.url]:
            if not place.source.dead:
                by_path[place.path].append((place, one))
    return {path: _noted(content, path, entries, copies) for path, entries in sorted(by_path.items())}


def _noted(content: Content, path: str, entries: Iterable[tuple[SourcePlace, AskedLink]], copies: Mapping[str, str]) -> str:
    document = content.documents[path]
    fields: dict[str, Any] = deepcopy(dict(document.data))
    for place, one in entries:
        source = fields["sources"][place.number]
        source["dead"] = one.day
        if copies.get(one.answer.url) and not place.source.archived:
            source["archived"] = copies[one.answer.url]
    return write(fields, content.files[path], document.body, comments_of(document.places))
