"""What the model says about the value at a location: its label, its help, its vocabulary."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from citynet_kb.model import Part, Term
from citynet_kb.model.slugs import plain_slug
from citynet_kb.sources import Location


@dataclass(frozen=True)
class Target:
    """A key of the model. `name` is the key with its way (`period.start`), `vocabulary` the enum of its values, `part` its nested model.

    `example` is one value as the model states it, None where it states none.
    """

    name: str
    label: str = ""
    help: str = ""
    vocabulary: type[Term] | None = None
    part: type[Part] | None = None
    example: Any = None

    @property
    def label_slug(self) -> str:
        """The label as part of a rule's name: »Größenklasse« → groessenklasse."""
        return plain_slug(self.label) or "wert"


def target(model: type[Part], location: Location) -> Target:
    """The key of `model` at a location. List positions are passed over."""
    return _target_of(model, tuple(key for key in location if isinstance(key, str)))


@lru_cache(maxsize=2048)
def _target_of(model: type[Part], keys: tuple[str, ...]) -> Target:
    part: type[Part] | None = model
    found = Target(".".join(keys))
    for key in keys:
        info = None if part is None else part.model_fields.get(key)
        if part is None or info is None:
            return found
        found = _target(".".join(keys), info, part.helps().get(key, ""))
        part = found.part
    return found


def _target(name: str, info: FieldInfo, help: str) -> Target:
    types_inside = list(_types(info.annotation))
    return Target(
        name=name,
        label=info.title or "",
        help=help,
        vocabulary=next((kind for kind in types_inside if issubclass(kind, Term)), None),
        part=next((kind for kind in types_inside if issubclass(kind, Part)), None),
        example=(info.examples or [None])[0],
    )


def _types(annotation: Any) -> Iterator[type]:
    """The classes inside an annotation such as `tuple[Annotated[str, …], ...] | None`."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, tuple, Annotated):
        for argument in get_args(annotation):
            yield from _types(argument)
    elif isinstance(annotation, type):
        yield annotation


def value_at(data: Any, location: Location) -> Any:
    """The value at a location of front matter, or None."""
    for key in location:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data
