"""German search: stemming, splitting of compounds, and the index that the browser loads. Pure: opens and prints nothing."""

from citynet_kb.search.analyser import Analyser
from citynet_kb.search.entries import FIELDS, KINDS, Kind, OtherPage, SearchEntry, entries
from citynet_kb.search.index import SearchIndex, build_search
from citynet_kb.search.lexicon import Lexicon
from citynet_kb.search.words import fold, joined, stem, words

__all__ = [
    "FIELDS",
    "KINDS",
    "Analyser",
    "Kind",
    "Lexicon",
    "OtherPage",
    "SearchEntry",
    "SearchIndex",
    "build_search",
    "entries",
    "fold",
    "joined",
    "stem",
    "words",
]
