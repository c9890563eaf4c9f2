"""Labels of a mail that are no heading and still say one field: »Kosten: 48.000 €«. Only with a figure that the field can hold."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.schema.written_numbers import unit_of, whole_number
from citynet_kb.sources import Location

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "cost_eur": r"(?:gesamt|sach|projekt)?kosten(?: insgesamt| gesamt| in euro| in €)?|(?:gesamt)?ausgaben|was hat es gekostet",
        "cost_planned_eur": r"budget|geplante (?:kosten|ausgaben)(?: in euro)?|plankosten|kostenschätzung|kosten \(?geplant\)?",
        "own_share_eur": r"eigenanteil|eigenmittel|eigener anteil",
        "running_eur_per_year": r"(?:laufende|jährliche) kosten(?: in euro)?(?: im jahr| pro jahr)?|kosten (?:im|pro) jahr|folgekosten",
        "staff_days": r"personentage|arbeitstage|personal(?:aufwand|einsatz|tage)?|arbeitsaufwand|zeitaufwand",
        "staff_days_planned": r"geplante (?:personentage|arbeitstage)",
        "lead_weeks": r"vorlauf(?:zeit)?(?: in wochen)?|vorbereitung(?:szeit)?|planungszeit",
    }
)
_NAMES = MappingProxyType({key: re.compile(names) for key, names in _FIELDS.items()})
_LINE = re.compile(r"\s*(?:[*•·–-]\s+)?(?P<name>[^\W\d_][^:=]{2,40}?)\s*[:=?]\s*(?P<value>\S.*)")
_MEASURED = re.compile(r"[^\W\d_]|€")
"""What says the unit of a figure: days and weeks are not guessed from a number alone."""


def near_label(text: str) -> tuple[Location, str] | None:
    """The field that a line names in words of its own, and the figure in digits; None of all others."""
    found = _LINE.fullmatch(text) if len(text) <= 120 else None
    name = " ".join(found["name"].casefold().split()) if found else ""
    key = next((key for key, names in _NAMES.items() if name and names.fullmatch(name)), "")
    if not found or not key:
        return None
    value = found["value"].strip().rstrip(".;,")
    is_clear = "eur" in key.split("_") or "tage" in name or "wochen" in name or _MEASURED.search(value)
    digits = whole_number(value, unit_of(key)) if is_clear else None
    return (("effort_detail", key), digits) if digits else None
