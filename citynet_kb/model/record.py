"""What every record of `content/` has in common."""

import ast
import sys
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import SkipJsonSchema

_set = object.__setattr__


class Part(BaseModel):
    """A frozen group of front matter keys. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __getstate__(self) -> tuple[Any, ...]:  # type: ignore[override]
        """What is pickled: less than pydantic would say, which gives each part of each record a mapping of its own for it."""
        return self.__dict__, self.__pydantic_fields_set__

    def __setstate__(self, state: Any) -> None:
        values, fields_set = state
        _set(self, "__dict__", values)  # as pydantic does, without a mapping for each part
        _set(self, "__pydantic_fields_set__", fields_set)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)

    @classmethod
    def helps(cls) -> Mapping[str, str]:
        """By key what a contributor reads about it: the text below the field, for those that have one.

        It is read from the source of the class when it is first asked for. pydantic could do so too (`use_attribute_docstrings`), but
        whenever the class is loaded, which takes a tenth of a check.
        """
        return _helps(cls)


class Record(Part):
    """One file: its front matter keys (the fields of the subclass) and what is known from the file itself."""

    file_keys: ClassVar[tuple[str, ...]] = ("id", "path", "body")
    """Fields that stem from the file, never from front matter."""

    id: SkipJsonSchema[str] = ""
    path: SkipJsonSchema[str] = ""
    body: SkipJsonSchema[str] = ""

    @classmethod
    def front_matter_keys(cls) -> tuple[str, ...]:
        """The keys of the front matter in canonical order."""
        return tuple(key for key in cls.model_fields if key not in cls.file_keys)

    @classmethod
    def required_keys(cls) -> tuple[str, ...]:
        """Those without which no record is taken."""
        return tuple(key for key, info in cls.model_fields.items() if info.is_required())


@cache
def _helps(part: type[Part]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in reversed([kind for kind in part.__mro__ if issubclass(kind, Part)]):
        for field, below in pairwise(_classes(kind.__module__)[kind.__name__].body):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=key)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[key] = cleandoc(text)
    return MappingProxyType(found)


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module as they are written: one reading for all of them takes a third of the time."""
    written = ast.parse(getsource(sys.modules[module])).body
    return {one.name: one for one in written if isinstance(one, ast.ClassDef)}
