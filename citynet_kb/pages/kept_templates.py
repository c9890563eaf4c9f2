"""Compiled templates, kept beside the compiled modules: a second less for each command that renders, and as much for a build."""

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class KeptTemplates(FileSystemBytecodeCache):
    """In `__pycache__`. Jinja takes a compiled template only where its text is still the same; the names of files say what made it."""

    def __init__(self, *made_by: object) -> None:
        key = sha256(repr((version("jinja2"), *made_by)).encode()).hexdigest()[:16]
        super().__init__(str(Path(__file__).with_name("__pycache__")), f"%s.{key}.jinja")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Wherever the template lies: copies of a project share what they have in common."""
        return super().get_cache_key(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where nothing may be written, nothing is kept."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept_templates(*made_by: object) -> KeptTemplates | None:
    """For an environment that is set up by these settings and versions. None where Python keeps no compiled modules either."""
    return None if sys.dont_write_bytecode else KeptTemplates(*made_by)
