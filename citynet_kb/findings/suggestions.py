"""The known value that is nearest to an unknown one."""

import difflib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from citynet_kb.model.slugs import plain_slug


def nearest(value: str, known: Mapping[str, str] | Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known id that was most likely meant, or None.

    `known` are ids, or ids with their German labels: »Bad Langensalza« finds `bad-langensalza`, »zu wenig Nachfrage« finds its reason.
    `cutoff` (0 to 1) is the least similarity. Of equally near ones the first in alphabetical order is taken.
    """
    return _nearest(value, tuple(known.items()) if isinstance(known, Mapping) else tuple((key, key) for key in known), cutoff)


@lru_cache(maxsize=512)
def _nearest(value: str, labels: tuple[tuple[str, str], ...], cutoff: float) -> str | None:
    wanted, spellings = plain_slug(value), _spellings(labels)
    if wanted in spellings:
        return spellings[wanted]
    if len(wanted) < 3:
        return None
    found = (
        difflib.get_close_matches(wanted, spellings, n=1, cutoff=max(cutoff, 0.8))
        or [spelling for spelling in spellings if spelling.startswith(f"{wanted}-") or wanted.startswith(f"{spelling}-")]
        or difflib.get_close_matches(wanted, spellings, n=1, cutoff=cutoff if len(wanted) > 3 else 1)
        or [spelling for spelling in spellings if len(wanted) > 3 and wanted in spelling]
    )
    return spellings[found[0]] if found else None


@lru_cache(maxsize=32)
def _spellings(labels: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """How an id may be written: its label, its last part, itself."""
    spellings: dict[str, str] = {}
    for key, label in sorted(labels, reverse=True):
        for spelling in (plain_slug(label), plain_slug(key.rpartition("/")[2]), plain_slug(key)):
            spellings[spelling] = key
    return {spelling: spellings[spelling] for spelling in sorted(spellings) if spelling}
