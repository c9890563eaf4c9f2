"""The words of the field as frozen types: records, their parts, and the closed vocabularies. Standard library and pydantic only."""

from citynet_kb.model.case import ANONYMOUS, BODY_SECTIONS, CaseStudy
from citynet_kb.model.case_parts import Call, Contact, EffortDetail, FollowUp, Office, OfficeSource, Period, Source
from citynet_kb.model.coding import CodedCase, Coding, ReadingKind
from citynet_kb.model.configuration import Configuration, Forge
from citynet_kb.model.practice import ChecklistItem, DocumentedCost, FirstStep, FundingProgramme, Procedure
from citynet_kb.model.practice_terms import ChecklistGroup, CostItem, FundingLevel, Need, StepsBasis, Verified
from citynet_kb.model.reasons import FailureReason, ReasonGroup
from citynet_kb.model.record import Part, Record
from citynet_kb.model.records import City, Measure, Meeting, Network, OtherMeeting, Page, Topic
from citynet_kb.model.surveys import Reply, Survey, SurveyAnswer
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
    "Call",
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
    "CostItem",
    "CostOf",
    "DocumentedCost",
    "Effort",
    "EffortDetail",
    "Evidence",
    "FailureReason",
    "FirstStep",
    "FollowUp",
    "Forge",
    "Funding",
    "FundingLevel",
    "FundingProgramme",
    "Kind",
    "LookingFor",
    "Measure",
    "Meeting",
    "Need",
    "Network",
    "Office",
    "OfficeSource",
    "Organiser",
    "OtherMeeting",
    "Outcome",
    "Page",
    "Part",
    "Period",
    "Procedure",
    "ReadingKind",
    "ReasonGroup",
    "Record",
    "Reply",
    "SizeClass",
    "Source",
    "StepsBasis",
    "Survey",
    "SurveyAnswer",
    "Term",
    "Topic",
    "Verified",
    "WouldRepeat",
]
