"""What editors need to judge a change: what it does to the verdicts, what to look at, who to ask again. Pure: opens and prints nothing."""

from citynet_kb.review.agreement_report import agreement_as_text
from citynet_kb.review.changes import CaseChange, Changes, MeasureChange, State, changes
from citynet_kb.review.due import Reminder, due, past_items, reminders, without_answer
from citynet_kb.review.likeness import Similar, similar_cases
from citynet_kb.review.links import LinkAnswer, LinkState, addresses, is_public, judged, source_places
from citynet_kb.review.readability import Readability, readability
from citynet_kb.review.review_questions import ReviewQuestion, questions

__all__ = [
    "CaseChange",
    "Changes",
    "LinkAnswer",
    "LinkState",
    "MeasureChange",
    "Readability",
    "Reminder",
    "ReviewQuestion",
    "Similar",
    "State",
    "addresses",
    "agreement_as_text",
    "changes",
    "due",
    "is_public",
    "judged",
    "past_items",
    "questions",
    "readability",
    "reminders",
    "similar_cases",
    "source_places",
    "without_answer",
]
