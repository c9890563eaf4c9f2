"""What templates show of an index: plain values, ready to be put into words."""

from dataclasses import dataclass
from functools import cached_property

from citynet_kb.indexes import Duration, DurationUnit, Indexes, MeasureSummary, Tally
from citynet_kb.model import Outcome
from citynet_kb.pages.views.measure_facts import Groups, MeasureFacts, measure_facts, outcome_groups


@dataclass(frozen=True)
class MeasureView:
    """One measure as a sentence needs it."""

    summary: MeasureSummary
    indexes: Indexes

    @property
    def tally(self) -> Tally:
        return self.summary.tally

    @cached_property
    def facts(self) -> MeasureFacts:
        return measure_facts(self.summary, self.indexes)

    @cached_property
    def groups(self) -> Groups:
        """Latest outcomes of its towns."""
        return outcome_groups(self.indexes.outcomes[case.id] for case in self.tally.latest.values())

    @property
    def successes(self) -> int:
        return self._number(Outcome.SUCCESSFUL)

    @property
    def partly(self) -> int:
        return self._number(Outcome.PARTLY)

    @property
    def modes(self) -> list[tuple[str, int]]:
        """Modes that occur, the most frequent first."""
        present = [(mode.value, number) for mode, number in self.tally.modes.items() if number]
        return sorted(present, key=lambda pair: -pair[1])

    @property
    def causes(self) -> list[tuple[str, int]]:
        """Outside causes that hit several towns: label and number of towns."""
        return [(cause.label, len(towns)) for cause, towns in self.tally.shared_causes.items() if len(towns) > 1]

    @cached_property
    def ran_known(self) -> list[Duration]:
        """How long the measure ran in each town where it was discontinued and the duration is known, shortest first."""
        return sorted((span for span in self._ran() if span.unit is not DurationUnit.UNKNOWN), key=_months)

    @property
    def ran_unknown(self) -> int:
        return sum(span.unit is DurationUnit.UNKNOWN for span in self._ran())

    def _ran(self) -> list[Duration]:
        stopped = (case for case in self.tally.latest.values() if self.indexes.outcomes[case.id] is Outcome.DISCONTINUED)
        return [self.indexes.durations[case.id] for case in stopped]

    def _number(self, outcome: Outcome) -> int:
        return sum(self.indexes.outcomes[case.id] is outcome for case in self.tally.latest.values())


def _months(span: Duration) -> float:
    return (span.amount or 0.5) * (12 if span.unit is DurationUnit.YEARS else 1)
