"""What tells programs which data there are: a data package (v2), how to cite it, and where robots find the pages."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from citynet_kb.exports.table import COMPUTED, column_fields
from citynet_kb.model import Configuration, addresses
from citynet_kb.model.api_version import API_VERSION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE: Mapping[str, str] = MappingProxyType(
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
)
TABLE = "cases-table"
"""The name of the table of all cases; `cases` is that of the file with all fields."""


def data_package(configuration: Configuration, files: Mapping[str, bytes], generated_at: str) -> bytes:
    """The descriptor of the open data, beside the start page. Of the files it names those that hold all records of a kind."""
    site = configuration.site
    made = {
        "$schema": PROFILE,
        "name": "fallberichte",
        "title": site.name,
        "homepage": site.url,
        "version": API_VERSION,
        "created": generated_at or None,
        "licenses": [dict(LICENCE)],
        "contributors": [{"title": site.name, "roles": ["publisher"]}],
        "resources": list(_resources(files)),
    }
    return _written({key: value for key, value in made.items() if value})


def notes_for_programs(configuration: Configuration, newest: str) -> dict[str, bytes]:
    """Path → content of what stands at the top of the site. `newest` is the newest day of entry or change, or empty."""
    return {addresses.CITATION: citation(configuration, newest), addresses.ROBOTS: robots(configuration)}


def citation(configuration: Configuration, released: str) -> bytes:
    """How to cite the collection, in the Citation File Format 1.2.0, which is YAML; `released` = YYYY-MM-DD or empty."""
    site = configuration.site
    lines = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "title": site.name,
        "message": "Wenn Sie die Fallberichte verwenden, nennen Sie bitte diese Quelle.",
        "authors": [{"name": site.name}],
        "license": LICENCE["name"],
        "url": site.url,
        "date-released": released,
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items() if value).encode()


def robots(configuration: Configuration) -> bytes:
    """Every page may be read by everybody; where the address is known, the list of all pages is named."""
    url = configuration.site.url
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {url.rstrip('/')}/sitemap.xml\n" if url else "")).encode()


def _resources(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for path, content in files.items():
        common = {"path": path, "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}", "encoding": "utf-8"}
        if path == addresses.CASES_TABLE:
            yield {
                "name": TABLE,
                **common,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "header": True},
                "schema": {"fields": list(_fields()), "primaryKey": ["id"]},
            }
        elif path != addresses.api("index"):
            name = path.rpartition("/")[2].removesuffix(".json")
            yield {"name": name, **common, "format": "json", "mediatype": "application/json"}


def _fields() -> Iterator[dict[str, Any]]:
    for name in COMPUTED:
        yield {"name": name, **(_FLAG if name == "counts" else {"type": "string"})}
    yield from ({"name": name, "title": title, "type": kind} for name, title, kind in column_fields())


_FLAG = MappingProxyType({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]})


def _written(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
