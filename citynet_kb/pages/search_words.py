"""Words and badges that the list of search results shows; the worker in the browser puts them in."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from citynet_kb.model import Outcome
from citynet_kb.pages.environment import environment


@cache
def search_words() -> Mapping[str, Mapping[str, str]]:
    """`kinds`: kind of page → its word; `badges`: outcome → trusted markup."""
    module: Any = environment().get_template("search_words.html.j2").module
    return {
        "kinds": {kind: str(word) for kind, word in module.kinds.items()},
        "badges": {outcome.value: str(module.badge(outcome.value, outcome.label)) for outcome in Outcome},
    }
