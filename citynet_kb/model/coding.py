"""A reading (Lesung): what somebody made of cases, one by one, so that two readings can be compared."""

from enum import StrEnum

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from citynet_kb.model.record import Part, Record
from citynet_kb.model.values import CaseId
from citynet_kb.model.vocabulary import Cadence, Confidence, Evidence, Outcome


class ReadingKind(StrEnum):
    """What a reading is for; the name of the folder that it lies in."""

    EDITORIAL = "redaktion"
    """The editors read all cases again. Each is compared with the one before, in the order of the file names."""
    SECOND_OPINION = "gegenlesung"
    """Somebody coded the text of a few cases without knowing their outcome. Each is compared with what holds today."""


class CodedCase(Part):
    """One entry of a reading. What is left out is not compared."""

    id: CaseId = Field(title="Fall", examples=["gera/pop-up-laden"])
    """Stadt und Fall, wie in der Adresse der Fallseite."""
    outcome: Outcome = Field(title="Ergebnis")
    evidence: Evidence | None = Field(None, title="Belege")
    cadence: Cadence | None = Field(None, title="Art des Vorhabens")
    sure: Confidence | None = Field(None, title="Sicherheit")
    """Wie sicher sich war, wer las."""


class Coding(Record):
    """One file: a list of coded cases. `id` = kind and name: `gegenlesung/x`."""

    cases: tuple[CodedCase, ...] = ()
    lines: SkipJsonSchema[tuple[int, ...]] = ()
    """Where each of them begins in the file."""

    @property
    def kind(self) -> ReadingKind:
        return ReadingKind(self.id.partition("/")[0])

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.id.rpartition("/")[2]
