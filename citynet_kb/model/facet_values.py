"""What a row of the table of facets is made of: its values, its pages, and how a case comes to a value."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from functools import lru_cache

from citynet_kb.model.case import CaseStudy
from citynet_kb.model.case_parts import Period
from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.record import Record
from citynet_kb.model.records import City, Measure, Topic
from citynet_kb.model.slugs import slug_of
from citynet_kb.model.terms import Term
from citynet_kb.model.vocabulary import Outcome, SizeClass

SPAN = 5
"""Years that the facet »Zeitraum« takes together."""


@dataclass(frozen=True)
class NamedValue:
    """One value of a facet. `label` is empty for the id of a record that is missing, `group` where values stand in no groups."""

    slug: str
    label: str
    definition: str = ""
    group: str = ""


@dataclass(frozen=True)
class CaseInContext:
    """A case and what its values depend on: its effective outcome, and the records of its town, topics and measure, as far as known."""

    case: CaseStudy
    outcome: Outcome
    cities: Mapping[str, City]
    topics: Mapping[str, Topic]
    measures: Mapping[str, Measure]
    with_procedure: Container[str] = frozenset()
    """Measures of which is said how to go about them."""


class ValueOrder(Enum):
    """How the values of a facet are ordered whose vocabulary is open. Those of an enum keep the order of its members."""

    BY_NAME = "by name"
    LATEST_FIRST = "latest first"


@dataclass(frozen=True)
class FacetPages:
    """Pages that list cases by the values of a facet: `title` heads the page of all values, `way` follows »Alle Fälle nach«.

    Without a `prefix`, which stands before the name of a value, there are no lists of values: each has the page of a record or reason.
    With a `lead` the values stand on the page of all overviews and their lists below it; `folder` is where they once lay, and lead on
    from, empty where they did not. Without a `lead` the page of all values is one of its own kind. `unknown` stands instead of a value
    that a case does not say.
    """

    folder: str = ""
    _: KW_ONLY
    way: str
    title: str
    lead: str = ""
    prefix: str = ""
    unknown: str = "Nicht bekannt"


@dataclass(frozen=True)
class Facet:
    """One row of the table. `slug` is its name in the address of the finder, `label` its heading there. A case may have several values."""

    slug: str
    label: str
    values: Callable[[CaseInContext], Iterable[NamedValue]]
    vocabulary: type[Term] | None = None
    shown: tuple[Term, ...] = ()
    """The members of the vocabulary in the order in which readers see them, where that is not its own."""
    order: ValueOrder = ValueOrder.BY_NAME
    place_in_finder: int = 0
    """From 1 on; 0 = not in the finder."""
    pages: FacetPages | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The members of its closed vocabulary in the order in which readers see them; none where it is open."""
        return self.shown or tuple(self.vocabulary or ())

    @property
    def folder(self) -> str:
        """Where its pages lie, or lay before they were folded into one tree; empty without pages."""
        return self.pages.folder if self.pages else ""

    @property
    def is_folded(self) -> bool:
        """Whether its values stand on the page of all overviews."""
        return bool(self.pages and self.pages.lead)

    @property
    def is_listed(self) -> bool:
        """Whether each of its values has a list of all its cases: of others than records, and of reasons, which only setbacks have."""
        return bool(self.pages and self.pages.prefix)


def state_of(case: CaseStudy, cities: Mapping[str, City]) -> str:
    """Name of the Land; of an unnamed town its region. Empty where neither is known."""
    city = cities.get(case.city)
    return city.state if city else case.region or ""


def size_of(case: CaseStudy, cities: Mapping[str, City]) -> SizeClass | None:
    """Size class of the town, also of an unnamed one."""
    city = cities.get(case.city)
    return city.size_class if city else case.size_class


def spans(period: Period | None) -> tuple[str, ...]:
    """The spans of years that a period touches, as far as it is known: 2017 to 2021 → 2015-2019, 2020-2024; since 2017 → 2015-2019."""
    known = sorted(int(end[:4]) // SPAN for end in (period.start, period.end) if end) if period else []
    return tuple(f"{span * SPAN}-{span * SPAN + SPAN - 1}" for span in range(known[0], known[-1] + 1)) if known else ()


@lru_cache(maxsize=1024)
def value_of(term: Term) -> NamedValue:
    """A member of a vocabulary as the value of a facet."""
    return NamedValue(term.value, term.label, term.definition, term.group.label if isinstance(term, FailureReason) else "")


def of_terms(*terms: Term | None) -> tuple[NamedValue, ...]:
    """Members of a vocabulary; what is absent is left out."""
    return tuple(value_of(term) for term in terms if term)


def of_year(day: str | None) -> tuple[NamedValue, ...]:
    """The year of a date, which may be incomplete or absent."""
    return (NamedValue(day[:4], day[:4]),) if day else ()


def of_name(name: str) -> tuple[NamedValue, ...]:
    """What has no slug of its own; empty for an empty name."""
    return (NamedValue(slug_of(name), name),) if name else ()


def of_records(records: Mapping[str, Topic] | Mapping[str, Measure] | Mapping[str, City], *ids: str | None) -> tuple[NamedValue, ...]:
    """Records by their ids, each once; an id without record has no label."""
    return tuple(NamedValue(id, records[id].name if id in records else "") for id in dict.fromkeys(ids) if id)


def title_of(model: type[Record], field: str) -> str:
    """What the field is called in the form."""
    return model.model_fields[field].title or field
