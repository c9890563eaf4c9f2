"""What `agreement` prints: how far two codings agree, and on which cases they do not."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from citynet_kb.indexes import Agreement, Aspect, rounded

LABELS: Mapping[Aspect, str] = MappingProxyType(
    {Aspect.OUTCOME: "Ergebnis", Aspect.EVIDENCE: "Belege", Aspect.CADENCE: "Art des Vorhabens"}
)


def agreement_as_text(names: tuple[str, str], found: Mapping[Aspect, Agreement], unmatched: int) -> str:
    """The comparison for people. `unmatched`: cases that only one of the two codes."""
    lines = [f"{names[0]} gegen {names[1]}", *(f"  {LABELS[aspect]:<18}{_line(one)}" for aspect, one in found.items())]
    if unmatched:
        lines.append(f"Nur auf einer der beiden Seiten und nicht verglichen: {unmatched} {'Fall' if unmatched == 1 else 'Fälle'}.")
    return "\n".join((*lines, *_differing(found)))


def _line(one: Agreement) -> str:
    if one.share is None:
        return "kein Fall, zu dem beide etwas angeben"
    return f"{one.same} von {one.cases} gleich = {_number(100 * one.share, 1)} %, {_kappa(one.kappa)}"


def _kappa(kappa: Fraction | None) -> str:
    if kappa is None:
        return "Kappa nicht bestimmt: beide geben überall denselben Wert an"
    return f"Kappa {_number(kappa, 2)}"


def _number(value: Fraction, places: int) -> str:
    return str(rounded(value, places)).replace(".", ",")


def _differing(found: Mapping[Aspect, Agreement]) -> Iterator[str]:
    for aspect, one in found.items():
        if one.differing:
            yield f"\n{LABELS[aspect]} verschieden:"
            yield from (f"  {id}: {mine.value} / {theirs.value}" for id, mine, theirs in one.differing)
