"""The review of a case as text: for a terminal, or for a pull request."""

from collections.abc import Sequence

from citynet_kb.findings import plain
from citynet_kb.model import CaseStudy
from citynet_kb.review.links import LinkAnswer
from citynet_kb.review.review_questions import ReviewAnswer

Links = tuple[int, Sequence[LinkAnswer]]
"""The number of addresses requested, and those that failed."""


def as_text(case: CaseStudy, answers: Sequence[ReviewAnswer], links: Links | None) -> str:
    """For a terminal."""
    lines = [f"{case.path}", f"»{case.title}«", ""]
    for answer in answers:
        lines += [f"[ ] {answer.question.label}", *(f"      {said}" for said in answer.noticed)]
    if links is not None:
        lines += ["", *_links(links)]
    return "\n".join(lines) + "\n"


def as_markdown(case: CaseStudy, answers: Sequence[ReviewAnswer], links: Links | None) -> str:
    """For a pull request: a task list. Texts of the case are escaped, names of persons left out."""
    lines = [f"## Durchsicht: {plain(case.title)}", "", f"Datei: {plain(case.path)}", ""]
    for answer in answers:
        lines += [f"- [ ] {answer.question.label}", *(f"    - {plain(said)}" for said in answer.public)]
    if links is not None:
        lines += ["", *map(plain, _links(links))]
    return "\n".join(lines) + "\n"


def _links(links: Links) -> list[str]:
    asked, problems = links
    if not asked:
        return ["Der Fall nennt keine Internetadresse."]
    head = f"{asked} {'Adresse' if asked == 1 else 'Adressen'} abgefragt, {len(problems)} ohne brauchbare Antwort."
    return [head, *(f"- {problem.url}: {problem.said}" for problem in problems)]
