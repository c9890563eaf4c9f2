"""The keyword register from A to Z, one page a letter: what stands for the search where no script runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.named import Named
from citynet_kb.search.register import Keyword

SECTION = addresses.section(addresses.CASES)


@dataclass(frozen=True)
class LetterReach:
    """A letter with its first and its last keyword; with a single keyword there is no last one."""

    letter: str
    first: str
    last: str


@dataclass(frozen=True)
class RegisterView:
    """All letters with a keyword."""

    letters: tuple[LetterReach, ...]


@dataclass(frozen=True)
class KeywordEntry:
    """A keyword and the records to which it leads; cases by their titles."""

    word: str
    topics: tuple[Named, ...]
    measures: tuple[Named, ...]
    cases: tuple[Named, ...]


@dataclass(frozen=True)
class LetterView:
    """The keywords of one letter. `letters` are all there are; `before` and `after` are empty where there is none."""

    letter: str
    letters: tuple[str, ...]
    before: str
    after: str
    keywords: tuple[KeywordEntry, ...]


def register_pages(context: BuildContext) -> Iterator[Draft]:
    """The page that leads to all letters, and one for each letter that has a keyword."""
    found = context.register.letters
    yield Draft(
        addresses.REGISTER,
        "register.md.j2",
        RegisterView(tuple(map(_reach, found, found.values()))),
        PageMeta(section=SECTION, layout="wide"),
    )
    letters, meta = tuple(found), PageMeta(section=SECTION, layout="wide", is_searched=False)
    for letter, before, after in zip(letters, ("", *letters), (*letters[1:], ""), strict=False):
        view = LetterView(letter, letters, before, after, tuple(map(_entry, found[letter])))
        yield Draft(addresses.register_letter(letter), "register_letter.md.j2", view, meta)


def _reach(letter: str, keywords: tuple[Keyword, ...]) -> LetterReach:
    return LetterReach(letter, keywords[0].word, keywords[-1].word if len(keywords) > 1 else "")


def _entry(keyword: Keyword) -> KeywordEntry:
    return KeywordEntry(
        word=keyword.word,
        topics=tuple(Named(topic.id, topic.name) for topic in keyword.topics),
        measures=tuple(Named(measure.id, measure.name) for measure in keyword.measures),
        cases=tuple(Named(case.id, case.title) for case in keyword.cases),
    )
