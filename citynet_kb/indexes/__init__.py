"""Joins over the knowledge base: counts, verdicts, "failed elsewhere", warnings, lists. Pure: opens and prints nothing."""

from citynet_kb.indexes.across_measures import (
    AcrossMeasures,
    CaseYears,
    DividedOpinion,
    EffortMatrix,
    EvidenceGaps,
    ModeShares,
    Year,
    across_measures,
)
from citynet_kb.indexes.agreement import Agreement, Aspect, agreement, agreements, kappa, rounded, sheet_of_base, sheet_of_coding
from citynet_kb.indexes.beside_counts import Beside
from citynet_kb.indexes.case_lists import CaseList, ListKind, ListPart
from citynet_kb.indexes.comparison import Answers, Comparison, compare, counter_cases
from citynet_kb.indexes.confirmations import Confirmation, ConfirmedBy, Inquiry, inquiries, last_confirmed, of_this_month
from citynet_kb.indexes.contacts import CaseContact, Contacts, contact_of
from citynet_kb.indexes.counting import MODES, Experiences, Tally, latest_case, tally
from citynet_kb.indexes.differences import Difference, Factor, Group, MoneyFrom, RunningTime, TownSize, differences
from citynet_kb.indexes.durations import UNKNOWN_DURATION, Duration, DurationUnit, duration, duration_of
from citynet_kb.indexes.facet_lists import UNKNOWN, FacetLists, FacetValue, size_of
from citynet_kb.indexes.figures import (
    ComparableFigures,
    Figure,
    KnownFigure,
    PlanAgainstActual,
    Range,
    Spread,
    planned_against_actual,
    spread,
)
from citynet_kb.indexes.finder import FacetChoice, Finder
from citynet_kb.indexes.grants import FundedCases, funded_cases
from citynet_kb.indexes.headline_moves import HeadlineMove, MoveKind, moves_between, newest_moves
from citynet_kb.indexes.index_parts import IndexPart, letter_of
from citynet_kb.indexes.lasting import Lasting, lasting
from citynet_kb.indexes.listings import Listing, by_outcome, last_happened_first
from citynet_kb.indexes.measures import FailedElsewhere, MeasureSummary, summary_of
from citynet_kb.indexes.mentor_offers import MentorOffer
from citynet_kb.indexes.news import News, NewsKind, NewsOfPeriod, after
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.overview import Indexes, Totals, build_indexes
from citynet_kb.indexes.partner_board import (
    OpenCall,
    PartnerBoard,
    Proposal,
    Stage,
    Together,
    Undertaking,
    every_call,
    is_open,
    partner_board,
    towns_of,
)
from citynet_kb.indexes.reason_counts import NamedReason, Reasons
from citynet_kb.indexes.roll_call import (
    MOST_ASKED,
    CalledTown,
    RollCall,
    SplitMeasure,
    SurveyCounts,
    asked_about,
    brought,
    divided_measures,
    network_towns,
    roll_call,
    sought,
)
from citynet_kb.indexes.shown_periods import ShownPeriod, shown_period
from citynet_kb.indexes.similar_towns import NearestCase, Neighbours, SimilarTown, nearest_case, nearest_towns
from citynet_kb.indexes.similarity import Likeness, LikenessReason, Resemblance, likeness
from citynet_kb.indexes.sizes import SizeRecord, by_size
from citynet_kb.indexes.source_facts import SourceFacts, source_facts
from citynet_kb.indexes.standings import Standing, TownStanding, standing_of, standings
from citynet_kb.indexes.tags import Tag, TagKind
from citynet_kb.indexes.topics import TopicSummary
from citynet_kb.indexes.towns import Elsewhere, NearestExperience, TownSummary, case_behind
from citynet_kb.indexes.verdict import Opinion, Verdict, leading_modes, opinion, verdict, verdict_words
from citynet_kb.indexes.years_of_cases import YearOfCases, years_of_cases
from citynet_kb.model.endings import counts, effective_outcome, end_date, is_own_praise, newest, newest_source, recency

__all__ = [
    "MODES",
    "MOST_ASKED",
    "UNKNOWN",
    "UNKNOWN_DURATION",
    "AcrossMeasures",
    "Agreement",
    "Answers",
    "Aspect",
    "Beside",
    "CalledTown",
    "CaseContact",
    "CaseList",
    "CaseYears",
    "ComparableFigures",
    "Comparison",
    "Confirmation",
    "ConfirmedBy",
    "Contacts",
    "Difference",
    "DividedOpinion",
    "Duration",
    "DurationUnit",
    "EffortMatrix",
    "Elsewhere",
    "EvidenceGaps",
    "Experiences",
    "FacetChoice",
    "FacetLists",
    "FacetValue",
    "Factor",
    "FailedElsewhere",
    "Figure",
    "Finder",
    "FundedCases",
    "Group",
    "HeadlineMove",
    "IndexPart",
    "Indexes",
    "Inquiry",
    "KnownFigure",
    "Lasting",
    "Likeness",
    "LikenessReason",
    "ListKind",
    "ListPart",
    "Listing",
    "MeasureSummary",
    "MentorOffer",
    "ModeShares",
    "MoneyFrom",
    "MoveKind",
    "NamedReason",
    "NearestCase",
    "NearestExperience",
    "Neighbours",
    "News",
    "NewsKind",
    "NewsOfPeriod",
    "OpenCall",
    "Opinion",
    "PartnerBoard",
    "PlanAgainstActual",
    "Proposal",
    "Range",
    "Reasons",
    "Resemblance",
    "RollCall",
    "RunningTime",
    "ShownPeriod",
    "SimilarTown",
    "SizeRecord",
    "SourceFacts",
    "SplitMeasure",
    "Spread",
    "Stage",
    "Standing",
    "SurveyCounts",
    "Tag",
    "TagKind",
    "Tally",
    "Together",
    "TopicSummary",
    "Totals",
    "TownSize",
    "TownStanding",
    "TownSummary",
    "Undertaking",
    "Verdict",
    "Year",
    "YearOfCases",
    "across_measures",
    "after",
    "agreement",
    "agreements",
    "asked_about",
    "brought",
    "build_indexes",
    "by_outcome",
    "by_size",
    "case_behind",
    "compare",
    "contact_of",
    "counter_cases",
    "counts",
    "differences",
    "divided_measures",
    "duration",
    "duration_of",
    "effective_outcome",
    "end_date",
    "every_call",
    "funded_cases",
    "german_order",
    "inquiries",
    "is_open",
    "is_own_praise",
    "kappa",
    "last_confirmed",
    "last_happened_first",
    "lasting",
    "latest_case",
    "leading_modes",
    "letter_of",
    "likeness",
    "moves_between",
    "nearest_case",
    "nearest_towns",
    "network_towns",
    "newest",
    "newest_moves",
    "newest_source",
    "of_this_month",
    "opinion",
    "partner_board",
    "planned_against_actual",
    "recency",
    "roll_call",
    "rounded",
    "sheet_of_base",
    "sheet_of_coding",
    "shown_period",
    "size_of",
    "sought",
    "source_facts",
    "spread",
    "standing_of",
    "standings",
    "summary_of",
    "tally",
    "towns_of",
    "verdict",
    "verdict_words",
    "years_of_cases",
]
