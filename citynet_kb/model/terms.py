"""A closed vocabulary is one enum; each member carries its German label and a one-sentence definition."""

from enum import Enum
from typing import Self, TypeVar

T = TypeVar("T", bound="Term")


class Term(str, Enum):  # noqa: UP042  StrEnum would fix the signature of its members
    """One allowed value. Its value is the slug that stands in front matter.

    `label` is what a reader sees, `definition` one sentence that says when the value is right.
    """

    label: str
    definition: str

    def __new__(cls, slug: str, label: str, definition: str) -> Self:
        return new_term(cls, slug, label, definition)

    def __str__(self) -> str:
        return str(self.value)


def new_term(cls: type[T], slug: str, label: str, definition: str) -> T:
    """A new member. Vocabularies with further attributes call this from their own `__new__`."""
    member = str.__new__(cls, slug)
    member._value_ = slug
    member.label = label
    member.definition = definition
    return member
