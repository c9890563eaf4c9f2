"""Reproducible Office files: equal content gives equal bytes, since no time of creation is stored."""

import io
import re
import zipfile

_MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""


def reproducible(content: bytes) -> bytes:
    """The archive with all timestamps fixed; parts in the order in which they were written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", part)
            fresh = zipfile.ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(fresh, part)
    return stream.getvalue()
