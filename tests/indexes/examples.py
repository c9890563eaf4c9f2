"""Cases in one line each."""

from typing import Any

from citynet_kb.model import CaseStudy, CommonCause

CAUSE = CommonCause.KEEPLOCAL_INSOLVENCY.value


def case(id: str = "musterstadt/fall", outcome: str = "eingestellt", **front_matter: Any) -> CaseStudy:
    """A case of the town that its id names."""
    facts = {
        "title": "Ein erfundener Fall",
        "city": id.partition("/")[0],
        "topic": "feste-maerkte",
        "measure": "eisbahn",
        "effort": "mittel",
    }
    return CaseStudy.model_validate({"id": id, "outcome": outcome, **facts, **front_matter})


def turn(date: str, outcome: str | None) -> dict[str, str | None]:
    """A follow-up."""
    return {"date": date, "note": "Nachgefragt.", "outcome": outcome}
