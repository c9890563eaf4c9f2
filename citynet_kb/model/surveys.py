"""Roll-calls (Umfragen): which towns of the network were asked about which measures before a meeting, and what each answered.

Titles and docstrings as in `records`. What a town tells in its answer becomes cases and follow-ups; here stands only that it answered.
"""

from pydantic import Field

from citynet_kb.model.record import Part, Record
from citynet_kb.model.terms import Term
from citynet_kb.model.values import Day, Slug


class Reply(Term):
    """What a town answered to a roll-call (Antwort)."""

    TRIED = ("versucht", "Etwas versucht", "Die Stadt hat etwas versucht, ob es gelang oder nicht.")
    NOTHING = ("nichts-versucht", "Nichts versucht", "Die Stadt hat geantwortet: Nichts davon hat sie versucht.")
    NONE = ("keine-antwort", "Keine Antwort", "Von der Stadt ist keine Antwort gekommen.")


class SurveyAnswer(Part):
    town: Slug = Field(title="Stadt")
    """Kennung einer befragten Stadt."""
    reply: Reply = Field(title="Antwort")
    """Ob sie geantwortet hat und ob sie etwas versucht hat."""
    tried: tuple[Slug, ...] = Field((), title="Versucht")
    """Kennungen der Maßnahmen, die sie versucht hat."""
    missed: tuple[Slug, ...] = Field((), title="Nicht ans Ziel gekommen")
    """Welche davon nicht gelungen sind."""
    untried: tuple[Slug, ...] = Field((), title="Nicht versucht")
    """Zu welchen Maßnahmen sie gesagt hat, dass sie sie nicht versucht hat."""


class Survey(Record):
    """One roll-call (Umfrage). Towns without an answer have not replied yet."""

    date: Day = Field(title="Tag")
    """Tag des Treffens, zu dem gefragt wurde; gleich dem Dateinamen."""
    measures: tuple[Slug, ...] = Field((), title="Maßnahmen")
    """Kennungen der Maßnahmen, nach denen einzeln gefragt wurde."""
    towns: tuple[Slug, ...] = Field(min_length=1, title="Befragte Städte")
    """Kennungen der Städte, die gefragt wurden."""
    answers: tuple[SurveyAnswer, ...] = Field((), title="Antworten")
    """Eine je Stadt, die geantwortet hat."""

    def answer_of(self, town: str) -> SurveyAnswer | None:
        """What this town answered; None without an entry, or one that says that nothing came."""
        return next((one for one in self.answers if one.town == town and one.reply is not Reply.NONE), None)
