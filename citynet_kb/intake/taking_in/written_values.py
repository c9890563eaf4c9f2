"""Values that the model refuses and that still say one thing: dates, whole numbers, addresses, yes and no. One table for every way in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.findings import Finding
from citynet_kb.intake.asking.enclosures import bare
from citynet_kb.intake.asking.questions import reference_of
from citynet_kb.model import CaseStudy, Part, Record
from citynet_kb.schema import bind
from citynet_kb.schema.fields import target, value_at
from citynet_kb.schema.written_dates import MONTH, exact_date, rough_date
from citynet_kb.schema.written_numbers import UNITS, unit_of, whole_number
from citynet_kb.sources import Location, SourceDocument

_HOST = re.compile(r"(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]*[a-z0-9äöüß])?\.)+[a-z]{2,24}(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_AT = re.compile(r" ?(?:\(at\)|\[at\]|\{at\}|\(ät\)| at ) ?", re.IGNORECASE)
_DOT = re.compile(r" ?(?:\(punkt\)|\[punkt\]|\(dot\)|\[dot\]) ?", re.IGNORECASE)
_FLAGS = MappingProxyType({"ja": "true", "wahr": "true", "yes": "true", "x": "true", "nein": "false", "falsch": "false", "no": "false"})


@dataclass(frozen=True)
class Reading:
    """The value that words mean. `is_rough`: they say more than the value holds."""

    value: str
    is_rough: bool = False


def refused_values(document: SourceDocument, model: type[Record]) -> dict[Location, Finding]:
    """The single values that the model refuses, each with the finding that says why."""
    leaves = {at: location for location, at in sorted(document.values.items(), key=lambda item: len(item[0]))}
    found: dict[Location, Finding] = {}
    for finding in bind(document, model, "stadt/fall" if model is CaseStudy else "datei")[1]:
        location = leaves.get((finding.place.line, finding.place.column))
        if location and isinstance(value_at(document.data, location), str) and _is_about_value(finding, location, model):
            found.setdefault(location, finding)
    return found


def read_value(written: str, location: Location, rule: str) -> Reading | None:
    """What a refused value means, None where it is not clear. `rule` is the one that it breaks."""
    reader = _READERS.get(rule)
    if reader is None:
        return None
    inner = bare(written.strip())
    found = reader(written.strip().removeprefix("'"), location)  # an apostrophe keeps a number as text in Excel
    return found or (reader(inner, location) if inner else None)


def keeps_words(written: str, value: str) -> bool:
    """Whether no word is lost but names of months, which became numbers, and units, which the field tells."""
    kept = set(_words(value))
    lost = [word for word in _words(written) if word not in kept]
    return all(MONTH.fullmatch(word.replace("ä", "ae")) or any(re.fullmatch(unit, word) for unit in UNITS.values()) for word in lost)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _is_about_value(finding: Finding, location: Location, model: type[Part]) -> bool:
    aim = target(model, location)
    return finding.rule in (*_READERS, "kennung-ungueltig") or (
        (aim.vocabulary is not None or reference_of(location) == "item") and finding.rule == f"{aim.label_slug}-unbekannt"
    )


def _number(written: str, location: Location) -> Reading | None:
    digits = whole_number(written, unit_of(str(location[-1])))
    return Reading(digits) if digits else None


def _date(written: str, location: Location) -> Reading | None:
    is_end = location[-1] == "end"
    date = exact_date(written, is_end=is_end)
    if date:
        return Reading(date)
    rough = rough_date(written, is_end=is_end)
    return Reading(rough, is_rough=True) if rough else None


def _day(written: str, _: Location) -> Reading | None:
    date = exact_date(written)
    return Reading(date) if date and len(date) == 10 else None


def _address(written: str, _: Location) -> Reading | None:
    address = (bare(written) or written).strip("<>").removeprefix("//")
    if re.fullmatch(r"https?://\S+", address):
        return Reading(address) if address != written else None
    return Reading(f"https://{address}") if _HOST.fullmatch(address) else None


def _mailbox(written: str, _: Location) -> Reading | None:
    address = _DOT.sub(".", _AT.sub("@", written.strip("<>").removeprefix("mailto:").strip())).rstrip(".,;")
    return Reading(address) if re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", address) else None


def _flag(written: str, _: Location) -> Reading | None:
    value = _FLAGS.get(written.casefold())
    return Reading(value) if value else None


_READERS: Mapping[str, Callable[[str, Location], Reading | None]] = MappingProxyType(
    {
        "ganzzahl": _number,
        "datum-ungueltig": _date,
        "tag-ungueltig": _day,
        "adresse-ungueltig": _address,
        "mailadresse-ungueltig": _mailbox,
        "wahrheitswert": _flag,
    }
)
"""How a value is read, by the rule that it breaks."""
