"""How well the search answers: queries typed into the real dialog, and what of the expected cases comes back.

As a program (`make search-quality`) it prints the figures of each set of queries; the tests hold them to their bounds.
"""

import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Literal

from playwright.sync_api import Page, expect, sync_playwright

from citynet_kb.model import Outcome
from citynet_kb.project import Project
from tests.browser.conftest import _serve
from tests.chromium import ARGUMENTS
from tests.fixtures import rows_of
from tests.site.building import ROOT, build

FICTIONAL = ROOT / "tests" / "fixtures" / "suchland"
FIRST, SEEN = 5, 10
"""recall is taken over so many cases, the rank of the first expected one over so many."""


@dataclass(frozen=True)
class Query:
    """What somebody types. `expected` are ids of cases, `page` is the page that must come first, where the query names one."""

    text: str
    category: str
    expected: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Answer:
    """A query with the addresses that the dialog listed, in the order shown."""

    query: Query
    found: tuple[str, ...]

    @property
    def cases(self) -> list[str]:
        """The ids of the cases among them."""
        return [url.removeprefix("faelle/").strip("/") for url in self.found if url.startswith("faelle/")]

    @property
    def recall(self) -> float:
        """Share of the expected cases among the first five."""
        return len(set(self.cases[:FIRST]) & set(self.query.expected)) / min(FIRST, len(self.query.expected))

    @property
    def reciprocal_rank(self) -> float:
        """1 / rank of the first expected case."""
        return next((1 / rank for rank, case in enumerate(self.cases[:SEEN], start=1) if case in self.query.expected), 0.0)

    @property
    def case_is_first(self) -> bool:
        """Whether the first case is one of the expected."""
        return bool(self.cases) and self.cases[0] in self.query.expected

    @property
    def page_is_first(self) -> bool:
        """Whether the named page leads the list."""
        return bool(self.found) and self.found[0].strip("/") == self.query.page


@dataclass(frozen=True)
class Bar:
    """What a set must reach at least: recall@5, MRR, share of named pages that come first, share of queries whose first case is expected;
    whether each query must find something."""

    recall: float = 0.0
    reciprocal_rank: float = 0.0
    named_first: float = 0.0
    case_first: float = 0.0
    always_a_hit: bool = True


@dataclass(frozen=True)
class QuerySet:
    """A file of queries and the site that they are asked of: the own one, the fictional one, or that without synonyms (bare)."""

    name: str
    site: Literal["own", "fictional", "bare"]
    file: Path
    bar: Bar


SETS = (
    QuerySet("fictional content", "fictional", FICTIONAL / "anfragen.yml", Bar(0.92, 0.95)),
    QuerySet("fictional content, everyday", "fictional", FICTIONAL / "anfragen-alltag.yml", Bar(0.90)),
    QuerySet("fictional content, no synonyms", "bare", FICTIONAL / "anfragen.yml", Bar(0.75, always_a_hit=False)),
    QuerySet("own content", "own", ROOT / "tests" / "fixtures" / "anfragen.yml", Bar(0.90, 0.90, 0.90)),
    QuerySet("own content, everyday", "own", ROOT / "tests" / "fixtures" / "anfragen-alltag.yml", Bar(0.90, 0.90)),
    QuerySet("own content, kinds of queries", "own", ROOT / "tests" / "fixtures" / "anfragen-arten.yml", Bar(0.90, 0.90)),
    QuerySet("own content, what went wrong", "own", ROOT / "tests" / "fixtures" / "anfragen-verneint.yml", Bar(case_first=0.90)),
)
"""What `make search-quality` prints and holds to its bars, as do the tests. The everyday sets were written from the cases alone."""


@dataclass(frozen=True)
class Quality:
    """The figures of one set of queries."""

    answers: tuple[Answer, ...]

    @property
    def judged(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.query.expected]

    @property
    def recall(self) -> float:
        return mean(answer.recall for answer in self.judged)

    @property
    def reciprocal_rank(self) -> float:
        return mean(answer.reciprocal_rank for answer in self.judged)

    @property
    def named(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.query.page]

    @property
    def named_first(self) -> float:
        """Share of the queries that name a page which comes first."""
        return mean(answer.page_is_first for answer in self.named)

    @property
    def case_first(self) -> float:
        """Share of the queries whose first case is one of the expected."""
        return mean(answer.case_is_first for answer in self.judged)

    @property
    def without_hit(self) -> list[str]:
        return [answer.query.text for answer in self.answers if not answer.found]

    def below(self, bar: Bar) -> list[str]:
        """What does not reach the bar, in words."""
        figures = [
            ("recall", self.recall, bar.recall),
            ("MRR", self.reciprocal_rank, bar.reciprocal_rank),
            ("expected case first", self.case_first, bar.case_first),
        ]
        if self.named:
            figures.append(("named page first", self.named_first, bar.named_first))
        missed = [f"{name} {reached:.3f} is below {wanted}" for name, reached, wanted in figures if reached < wanted]
        return missed + (["some queries have no hit"] if bar.always_a_hit and self.without_hit else [])

    def lines(self) -> Iterator[str]:
        """The figures in words, for people."""
        figures = f"recall@{FIRST} {self.recall:.3f}, MRR {self.reciprocal_rank:.3f}, first case expected {self.case_first:.3f}"
        yield f"{figures}, {len(self.judged)} queries"
        yield f"without a hit: {', '.join(self.without_hit) or 'none'}"
        if self.named:
            yield f"the named page comes first in {self.named_first:.2f} of {len(self.named)}"
        by_category: defaultdict[str, list[Answer]] = defaultdict(list)
        for answer in self.judged:
            by_category[answer.query.category].append(answer)
        for category, answers in by_category.items():
            recall, rank = mean(one.recall for one in answers), mean(one.reciprocal_rank for one in answers)
            nothing = sum(not answer.found for answer in answers)
            yield f"  {category:<26} recall {recall:.2f}  MRR {rank:.2f}  without a hit {nothing}  ({len(answers)})"
        for answer in self.judged:
            if answer.recall < 1:
                yield f"  {answer.recall:.2f} »{answer.query.text}«: {', '.join(answer.cases[:FIRST])}"


def queries(file: Path) -> list[Query]:
    """The queries of a file: a list of them, or phrases to be asked of measures."""
    entries: Any = rows_of(file)
    if isinstance(entries, dict):
        return list(_what_went_wrong(**entries))
    return [Query(str(one["query"]), one["category"], tuple(one.get("expected", ())), one.get("page", "")) for one in entries]


def _what_went_wrong(measures: Mapping[str, str], phrases: Sequence[str]) -> Iterator[Query]:
    """Each phrase for each measure, `*` for its name: the cases of that measure are expected that did not succeed."""
    project = Project.here(ROOT)
    cases = project.content.knowledge_base.cases.values()
    for measure, name in measures.items():
        fit = (case.id for case in cases if case.measure == measure and project.indexes.outcomes[case.id] is not Outcome.SUCCESSFUL)
        expected = tuple(fit)
        yield from (Query(phrase.replace("*", name), phrase, expected) for phrase in phrases)


def fictional_project(folder: Path, synonyms: bool = True) -> Path:
    """A project of the fictional cases with the real measures and topics, on request without their synonyms."""
    shutil.copytree(FICTIONAL / "content", folder / "content")
    for kind in ("massnahmen", "themen"):
        shutil.copytree(ROOT / "content" / kind, folder / "content" / kind)
    for part in ("hooks", "theme"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if not synonyms:
        for file in [*folder.glob("content/massnahmen/*.md"), *folder.glob("content/themen/*.md")]:
            file.write_text(_without_synonyms(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def _without_synonyms(text: str) -> str:
    lines, inside = [], False
    for line in text.split("\n"):
        inside = line == "synonyms:" or (inside and line.startswith("  "))
        if not inside:
            lines.append(line)
    return "\n".join(lines)


ASKED_FOR = "Schreiben Sie, was Sie suchen"
"""What the dialog says as long as nothing is typed."""


def asked(page: Page, home: str, every: Iterable[Query]) -> Quality:
    """Type each query into the dialog of the start page and read what it lists."""
    page.goto(home)
    page.locator("[data-kb-search=open]").click()
    field = page.locator("[data-md-component=search-query]")
    field.wait_for(state="visible")
    expect(page.locator(".md-search-result__meta")).to_contain_text(ASKED_FOR)  # the answer to the empty field, else taken for the first
    asking = list(every)
    listed: list[list[str]] = field.evaluate(ANSWERS, [query.text for query in asking])
    return Quality(tuple(Answer(query, _addresses(home, links)) for query, links in zip(asking, listed, strict=True)))


ANSWERS = """async (field, texts) => {
    const said = document.querySelector('.md-search-result__meta'), list = document.querySelector('.md-search-result__list');
    const answered = text => new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer to »${text}«`)), 30000);
        const watch = new MutationObserver(() => {
            if (said.textContent === '…') return;
            clearTimeout(late);
            watch.disconnect();
            setTimeout(resolve);
        });
        list.replaceChildren();
        said.textContent = '…';
        watch.takeRecords();
        watch.observe(said, {childList: true, characterData: true, subtree: true});
        field.value = text;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        field.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    });
    const found = [];
    field.focus();
    document.documentElement.style.opacity = '0';
    for (const text of texts) {
        await answered(text);
        found.push([...document.querySelectorAll('.md-search-result__item > a:first-of-type')].map(link => link.href));
    }
    return found;
}"""
"""What the dialog lists for each text, once it has answered this very text; asked within the page, since each word to a browser costs more
than the search itself, and unseen, since drawing hundreds of lists costs as much again."""


def _addresses(home: str, links: Iterable[str]) -> tuple[str, ...]:
    return tuple(link.removeprefix(home).partition("?")[0].partition("#")[0] for link in links)


served = contextmanager(_serve)
"""The address of a folder behind a server on this machine."""


def project_of(kind: str, folder: Path) -> Path:
    """The project of a set's site."""
    return ROOT if kind == "own" else fictional_project(folder, synonyms=kind != "bare")


def main() -> int:
    """Build the sites, type all queries, print the figures; 1 when a set does not reach its bar."""
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(ARGUMENTS))
        for kind in dict.fromkeys(one.site for one in SETS):
            built = build(project_of(kind, Path(folder, kind)), Path(folder, f"site-{kind}"))
            if built.code:
                print(built.output)
                return 1
            with served(built.site) as home:
                for one in (one for one in SETS if one.site == kind):
                    found = asked(browser.new_page(), home, queries(one.file))
                    print(f"{one.name}:", *found.lines(), sep="\n")
                    missed.extend(f"{one.name}: {why}" for why in found.below(one.bar))
        browser.close()
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
