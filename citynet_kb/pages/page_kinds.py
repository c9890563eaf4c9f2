"""All pages that one function makes, kept together: where nothing has changed that they show, not even their views are made."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from citynet_kb.pages.draft import Draft
from citynet_kb.pages.made_pages import MadePage
from citynet_kb.store import Store


@dataclass(frozen=True)
class PageKind:
    """The pages of one function.

    `drafts` makes them: those at some addresses, or all. `source` stands for everything that they are made from but for what `own` says:
    by address what stands for what this page alone shows. Without a source they have to be made to know what they are.
    """

    drafts: Callable[[Collection[str] | None], Iterable[Draft]]
    source: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptKind:
    """The pages of a kind that an earlier build made, and the addresses of those that are missing; None where all are."""

    pages: Sequence[MadePage] = ()
    missing: Collection[str] | None = None


def kept_kinds(kinds: Mapping[str, PageKind], store: Store) -> dict[str, KeptKind]:
    """What the store has of these kinds, by the keys under which they were kept; the texts of each page are there, too."""
    entries = {key: json.loads(entry) for key, entry in store.get(kinds).items()}
    fitting = {
        key: [MadePage.read(told) for own, told in entry if own == kinds[key].own.get(told[1], "")] for key, entry in entries.items()
    }
    whole = store.known([page.key_of_texts for pages in fitting.values() for page in pages])
    found = {}
    for key, pages in fitting.items():
        present = [page for page in pages if page.key_of_texts in whole]
        if own := kinds[key].own:
            found[key] = KeptKind(present, own.keys() - {page.head.uri for page in present})
        elif len(present) == len(entries[key]):
            found[key] = KeptKind(present, ())
    return {key: kind for key, kind in found.items() if kind.pages or not kind.missing}


def entry_of_kind(kind: PageKind, pages: Iterable[MadePage]) -> bytes:
    """All pages of a kind, as they are kept together."""
    return json.dumps([(kind.own.get(page.head.uri, ""), page.told) for page in pages]).encode()
