"""The first hundred days in office (`/neu-im-amt/`), and providers on whom several towns depended (`/anbieter/`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import CommonCause, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.source_lines import SourceLine, source_lines


@dataclass(frozen=True)
class FirstStepLine:
    """One step: first and last week after the start, what and why, and the measures of which more is known here, each with whether it has
    a procedure."""

    first_week: str
    last_week: str
    do: str
    why: str
    measures: tuple[tuple[Named, bool], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class FirstDaysView:
    """All steps in their order."""

    steps: tuple[FirstStepLine, ...]


@dataclass(frozen=True)
class ProviderLine:
    """An outside cause that hit several towns, with the cases that name it and their sources."""

    name: str
    definition: str
    cases: tuple[CaseLine, ...]
    replies: tuple[tuple[CaseLine, str], ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class ProvidersView:
    """All causes that a case names."""

    providers: tuple[ProviderLine, ...]


def first_days_page(context: BuildContext) -> Iterator[Draft]:
    """The two pages."""
    yield _draft(addresses.FIRST_DAYS, "first_days.md.j2", FirstDaysView(tuple(_steps(context))))
    yield _draft(addresses.PROVIDERS, "providers.md.j2", ProvidersView(tuple(_providers(context))))


def _draft(uri: str, template: str, view: object) -> Draft:
    return Draft(uri, template, view, PageMeta(description=description(uri), section=addresses.section(uri), layout="wide"))


def _steps(context: BuildContext) -> Iterator[FirstStepLine]:
    base = context.base
    for step in sorted(base.practice.first_steps.values(), key=lambda one: one.step):
        first, _, last = step.weeks.partition("-")
        known = (base.measures[slug] for slug in step.measures if slug in base.measures)
        named = tuple((Named(one.id, one.name), one.id in base.practice.procedures) for one in known)
        yield FirstStepLine(first, last or first, step.do, step.why, named, source_lines(step.sources))


def _providers(context: BuildContext) -> Iterator[ProviderLine]:
    for cause in CommonCause:
        cases = [case for case in context.base.cases.values() if case.common_cause is cause and not case.withdrawn]
        if cases:
            lines = {case.id: context.lines[case.id] for case in cases}
            replies = tuple((lines[case.id], case.stellungnahme) for case in cases if case.stellungnahme)
            sources = {line.url or line.title: line for case in cases for line in source_lines(case.sources)}
            yield ProviderLine(cause.label, cause.definition, tuple(lines.values()), replies, tuple(sources.values()))
