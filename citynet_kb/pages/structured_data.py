"""What schema.org calls a page, as JSON-LD for programs. It needs whole addresses: there is none without that of the site."""

import json
from collections.abc import Mapping
from typing import Any

from citynet_kb.model import CaseStudy, addresses
from citynet_kb.model.api_version import API_VERSION
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Nothing in the text ends the element that holds it, begins a comment, or is an entity."""


def article(context: BuildContext, case: CaseStudy) -> str:
    """A case as an Article, with its sources; empty for one that was withdrawn."""
    if not context.has_feeds or case.withdrawn:
        return ""
    line = context.lines[case.id]
    return _written(
        {
            **_common(context, "Article", addresses.case(case.id)),
            "headline": case.title,
            "description": case.summary,
            "datePublished": case.added,
            "dateModified": max(case.added or "", case.updated or "") or None,
            "about": {"@type": "Thing", "name": line.measure} if line.measure else None,
            "contentLocation": {"@type": "City", "name": line.town} if line.town else None,
            "citation": [
                _filled({"@type": "CreativeWork", "name": source.title, "url": source.url, "datePublished": source.date})
                for source in case.sources
            ],
        }
    )


def dataset(context: BuildContext) -> str:
    """The open data as a Dataset with its files."""
    if not context.has_feeds:
        return ""
    files = ((addresses.CASES_TABLE, "text/csv"), *((addresses.api(name), "application/json") for name in ("cases", "measures", "cities")))
    return _written(
        {
            **_common(context, "Dataset", addresses.DATA),
            "name": context.configuration.site.name,
            "description": description(addresses.DATA),
            "version": API_VERSION,
            "dateModified": context.indexes.newest_date,
            "creator": _publisher(context),
            "distribution": [
                {"@type": "DataDownload", "contentUrl": context.whole_address(path), "encodingFormat": kind} for path, kind in files
            ],
        }
    )


def _common(context: BuildContext, kind: str, uri: str) -> Mapping[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "url": context.whole_address(addresses.published(uri)),
        "inLanguage": "de",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": _publisher(context),
    }


def _publisher(context: BuildContext) -> Mapping[str, str]:
    return {"@type": "Organization", "name": context.configuration.site.name, "url": context.whole_address("")}


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [])}


def _written(facts: Mapping[str, Any]) -> str:
    return json.dumps(_filled(facts), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
