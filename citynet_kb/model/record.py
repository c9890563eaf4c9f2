"""What every record of `content/` has in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import SkipJsonSchema


class Part(BaseModel):
    """A frozen group of front matter keys. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


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
