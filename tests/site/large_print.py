"""What large print may never say: each rule finds the faults of one page of the built site."""

import re
from collections.abc import Callable, Iterator

from tests.recount.pages import Node, parse

Rule = Callable[[Node, str], Iterator[str]]
NOWHERE = ("nie zustande", "Erste Anzeichen", "hier noch nicht versucht", "Hier noch nicht versucht", "Scheitert meist", "Trägt meist")
"""Words that blame a town for what nobody knows, or judge where nothing can be judged."""
ONCE = "von denen wir es wissen"
VERDICTS = (
    "Meist nicht gelungen",
    "Meist gelungen",
    "Meist ganz oder zum Teil gelungen",
    "Mal gelungen, mal nicht",
    "Mal zum Teil gelungen, mal nicht",
    "Kein klares Bild",
)
LEAST_EXPERIENCES = LEAST_FIGURES = 5
SETBACKS = ("kb-is-eingestellt", "kb-is-wirkungslos", "kb-is-nicht-zustande")
ROWS = ("li", "tr", "header")
SINCE = re.compile(r"\bseit\s+(?:\d{1,2}\. )?(?:[A-ZÄ][a-zä]+ )?(?:19|20)\d\d\b")
OWN_WORDS = frozenset(
    {"kb-title", "kb-card__title", "kb-card__text", "kb-row__text", "kb-sheet__what", "kb-sheet__story", "kb-start__lead", "kb-told"}
    | {"kb-pair__story", "kb-pair__why", "kb-towns__story"}
)
"""Where a list shows what the case itself says."""
RANGE = ("_minimum", "_median", "_maximum")
"""How the names end of what bounds a range."""


def faults(html: str) -> list[str]:
    """Every fault on one page, each with the words that show it."""
    page = parse(_article(html))
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(page, page.text)]


def _article(html: str) -> str:
    """The page itself, without header and footer, comments and scripts."""
    start, end = html.find("<article"), html.rfind("</article>")
    inner = html[start : end + len("</article>")] if start >= 0 else html
    return re.sub(r"<!--.*?-->|<script\b.*?</script>|<template\b.*?</template>", "", inner, flags=re.DOTALL)


def words_that_stand_nowhere(page: Node, text: str) -> Iterator[str]:
    """None of them, whatever the case."""
    yield from (word for word in NOWHERE if word in text)


def said_once(page: Node, text: str) -> Iterator[str]:
    """The reserve stands once a page, not once a sentence."""
    if text.count(ONCE) > 1:
        yield f"{text.count(ONCE)} times »{ONCE}«"


def since_beside_a_setback(page: Node, text: str) -> Iterator[str]:
    """What was given up is not »seit 2015«. The words of the case itself are its own."""
    for row in (node for tag in ROWS for node in page.all(tag)):
        if not any(inner.tag in ROWS for inner in row.walk()) and any(one.has_class(sign) for one in row.walk() for sign in SETBACKS):
            yield from (f"{found[0]}: {row.text[:120]}" for found in SINCE.finditer(_without_own_words(row)))


def _without_own_words(row: Node) -> str:
    own = (node for node in row.walk() if node.has_class("kb-title") or any(node.has_class(name) for name in OWN_WORDS))
    text = row.text
    for node in own:
        text = text.replace(node.text, " ")
    return text


def judging_words_without_five_experiences(page: Node, text: str) -> Iterator[str]:
    """A verdict in words stands in the same heading as the number of experiences, which is five or more."""
    for node in page.walk():
        if node.has_class("kb-verdict__heading") or node.has_class("kb-badge"):
            seen = [int(one.attributes["value"]) for one in node.all("data") if one.attributes.get("data-what") == "observations"]
            if any(words in node.text for words in VERDICTS) and not (seen and min(seen) >= LEAST_EXPERIENCES):
                yield node.text


def ranges_of_few_figures(page: Node, text: str) -> Iterator[str]:
    """A median or a range says of how many comparable figures, and these are five or more."""
    for node in page.walk():
        if node.tag in ("p", "dd", "td", "li") and not any(one.tag in ("p", "li") for one in node.walk()):
            said = {one.attributes.get("data-what", ""): one.attributes["value"] for one in node.all("data")}
            known = [int(value) for what, value in said.items() if what.startswith("figures")]
            has_range = any(what.endswith(RANGE) for what in said) or "(Median)" in node.text
            if has_range and (not known or min(known) < LEAST_FIGURES):
                yield node.text[:160]


def likeness_below_the_minimum(page: Node, text: str) -> Iterator[str]:
    """The Land or the country alone is no reason for likeness: a similar population or at most 50 km are."""
    for node in page.walk():
        if node.has_class("kb-likeness") and not re.search(r"ähnlich groß|\b(?:[1-4]?\d|50) km\b", node.text):
            yield node.text


def day_of_entry_as_a_state(page: Node, text: str) -> Iterator[str]:
    """»Stand« is when something was known, not when it was entered."""
    entered = re.search(r"Aufgenommen:? (\d{1,2}\. [A-Zä][a-zä]+ \d{4})", text)
    cited = " ".join(node.text for node in page.walk() if node.has_class("kb-cite"))  # which edition of the record is quoted
    if entered and re.search(rf"Stand:? (?:vom )?{re.escape(entered[1])}", text.replace(cited, "") if cited else text):
        yield entered[0]


RULES: tuple[Rule, ...] = (
    words_that_stand_nowhere,
    said_once,
    since_beside_a_setback,
    judging_words_without_five_experiences,
    ranges_of_few_figures,
    likeness_below_the_minimum,
    day_of_entry_as_a_state,
)
