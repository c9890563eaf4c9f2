"""The words of the field as frozen types: records, their parts, and the closed vocabularies. Standard library and pydantic only."""

from citynet_kb.model.case import ANONYMOUS, BODY_SECTIONS, CaseStudy
from citynet_kb.model.case_parts import Contact, EffortDetail, FollowUp, Office, OfficeSource, Period, Source
from citynet_kb.model.checklist import ChecklistGroup, ChecklistItem
from citynet_kb.model.coding import CodedCase, Coding, ReadingKind
from citynet_kb.model.configuration import Configuration, Forge
from citynet_kb.model.reasons import FailureReason, ReasonGroup
from citynet_kb.model.record import Part, Record
from citynet_kb.model.records import City, Measure, Meeting, Network, OtherMeeting, Page, Topic
from citynet_kb.model.terms import Term
from citynet_kb.model.vocabulary import (
    OUTCOMES,
    SETBACKS,
    Cadence,
    ChecklistState,
    CommonCause,
    Confidence,
    CostOf,
    Effort,
    Evidence,
    Funding,
    Kind,
    LookingFor,
    Organiser,
    Outcome,
    SizeClass,
    WouldRepeat,
)

__all__ = [
    "ANONYMOUS",
    "BODY_SECTIONS",
    "OUTCOMES",
    "SETBACKS",
    "Cadence",
    "CaseStudy",
    "ChecklistGroup",
    "ChecklistItem",
    "ChecklistState",
    "City",
    "CodedCase",
    "Coding",
    "CommonCause",
    "Confidence",
    "Configuration",
    "Contact",
    "CostOf",
    "Effort",
    "EffortDetail",
    "Evidence",
    "FailureReason",
    "FollowUp",
    "Forge",
    "Funding",
    "Kind",
    "LookingFor",
    "Measure",
    "Meeting",
    "Network",
    "Office",
    "OfficeSource",
    "Organiser",
    "OtherMeeting",
    "Outcome",
    "Page",
    "Part",
    "Period",
    "ReadingKind",
    "ReasonGroup",
    "Record",
    "SizeClass",
    "Source",
    "Term",
    "Topic",
    "WouldRepeat",
]
