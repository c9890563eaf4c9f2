"""A record by its name, as a link to its page needs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """Id and name of a record. Which kind of record it is, the field that holds it says."""

    id: str
    name: str
