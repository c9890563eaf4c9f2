"""Search in German: one form for each word, the parts of compounds, the index that the browser loads. Opens nothing, prints nothing."""

from citynet_kb.search.analyser import Analyser
from citynet_kb.search.entries import FIELDS, Kind, OtherPage, SearchEntry, entries
from citynet_kb.search.index import SearchIndex, build_search
from citynet_kb.search.lexicon import Lexicon
from citynet_kb.search.words import fold, joined, stem, words

__all__ = [
    "FIELDS",
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
