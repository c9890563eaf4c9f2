"""The files of the search: what the worker in the browser loads at the first query, and a small index for the theme's own worker."""

import json
from collections.abc import Iterator, Mapping, Sequence

from citynet_kb.search import SearchEntry, SearchIndex

WHOLE = "search/suche.json"
"""Language, glossary, rows and inverted index in one."""
EMERGENCY = "search/search_index.json"
"""The theme fetches it with the first page. Should a new theme ignore our worker, its own one still finds topics, measures and towns."""
EMERGENCY_LIMIT = 55_000
"""Bytes. What goes beyond is left out, towns with few cases first."""
SEPARATOR = r"""[\s\-,:;!?=\[\]()"/»«›‹„“”‚‘’…–&+#]+|\.(?!\d)"""
"""What parts words for the theme: German quotes, brackets and dashes too."""

Words = Mapping[str, Mapping[str, str]]


def search_files(index: SearchIndex, words: Words) -> dict[str, bytes]:
    """Path relative to the site → content. `words` is what the list of results says beside the texts of pages."""
    return {WHOLE: _json(_whole(index, words)), EMERGENCY: _emergency(index.entries)}


def _whole(index: SearchIndex, words: Words) -> dict[str, object]:
    return {
        "language": index.language(),
        "words": words,
        "glossary": list(index.glossary()),
        "rows": list(index.rows()),
        "index": index.postings.serialized(),
    }


def _emergency(entries: Sequence[SearchEntry]) -> bytes:
    config = {"lang": ["de"], "separator": SEPARATOR, "pipeline": [], "fields": {"title": {"boost": 1.0}, "text": {"boost": 1.0}}}
    return _json({"config": config, "docs": list(_titles(entries))})


def _titles(entries: Sequence[SearchEntry]) -> Iterator[dict[str, str]]:
    size = 0
    for kind in ("thema", "massnahme", "stadt"):
        for entry in entries:
            if entry.kind == kind:
                title = {"location": entry.url, "title": entry.title, "text": ""}
                size += len(_json(title)) + 1
                if size > EMERGENCY_LIMIT:
                    return
                yield title


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
