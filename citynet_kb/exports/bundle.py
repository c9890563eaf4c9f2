"""All exports of one build."""

from collections.abc import Mapping
from datetime import UTC, datetime

from citynet_kb.exports.call_records import call_records
from citynet_kb.exports.catalogue import data_package
from citynet_kb.exports.encoding import json_list, json_object
from citynet_kb.exports.finder_files import finder_files, likeness_record
from citynet_kb.exports.index_records import city_records, network_records, similar_records, topic_records
from citynet_kb.exports.measure_records import measure_records
from citynet_kb.exports.meeting_records import meeting_lists, survey_records
from citynet_kb.exports.practice_lists import practice_lists
from citynet_kb.exports.written_cases import lists_of_cases, single_cases, written_cases
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration, addresses
from citynet_kb.model.api_version import API_VERSION


def build_exports(
    knowledge_base: KnowledgeBase, indexes: Indexes, version: str, generated_at: str, configuration: Configuration | None = None
) -> dict[str, bytes]:
    """Path relative to the site → content, sorted by path. `version` is that of the software, `generated_at` an ISO 8601 instant."""
    cases = written_cases(indexes)
    lists = lists_of_cases(cases)
    others = exports_beside_cases(lists, indexes, version, generated_at, configuration or Configuration())
    return dict(sorted({**lists, **single_cases(cases, knowledge_base), **others}.items()))


def exports_beside_cases(
    lists: Mapping[str, bytes], indexes: Indexes, version: str, generated_at: str, configuration: Configuration
) -> dict[str, bytes]:
    """What is beside the files of all cases, given as `lists`, and those of single ones."""
    base = indexes.base
    measures = measure_records(indexes, generated_at[:10])
    files = {
        **lists,
        addresses.api("calls"): json_list(call_records(base)),
        addresses.api("cities"): json_list(city_records(base, indexes)),
        addresses.api("failed-elsewhere"): json_object({slug: list(towns) for slug, towns in indexes.failed_elsewhere.cities.items()}),
        addresses.api("likeness"): json_object(likeness_record(base)),
        addresses.api("measures"): json_list(measures),
        addresses.api("meetings"): json_object(meeting_lists(base)),
        addresses.api("networks"): json_list(network_records(base)),
        addresses.api("practice"): json_object(practice_lists(base)),
        addresses.api("similar"): json_object(similar_records(base, indexes)),
        addresses.api("surveys"): json_list(survey_records(base)),
        addresses.api("topics"): json_list(topic_records(indexes)),
    }
    files[addresses.api("index")] = json_object(_index(indexes, version, generated_at, sorted(files)))
    files[addresses.DATA_PACKAGE] = data_package(configuration, dict(sorted(files.items())), generated_at)
    files.update((addresses.api_record("measures", str(record["id"])), json_object(record)) for record in measures)
    files.update(finder_files(base, indexes.finder))  # internal: they follow the page that reads them, and are no public interface
    return {path: content for path, content in files.items() if path not in lists}


def generation_time(source_date_epoch: int | None, indexes: Indexes) -> str:
    """The time of generation in the exports: SOURCE_DATE_EPOCH (seconds, UTC), else midnight of the newest entry or change.

    Never the current time, so that equal content gives equal bytes. Empty where neither is known.
    """
    if source_date_epoch is not None:
        return datetime.fromtimestamp(source_date_epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{indexes.newest_date}T00:00:00Z" if indexes.newest_date else ""


def _index(indexes: Indexes, version: str, generated_at: str, files: list[str]) -> dict[str, object]:
    totals = indexes.totals
    return {
        "api": API_VERSION,
        "version": version,
        "generated_at": generated_at,
        "counts": {
            "cases": totals.cases,
            "cases_counted": totals.cases_counted,
            "cities": totals.cities,
            "measures": totals.measures,
            "measures_with_setback": totals.measures_with_setback,
            "topics": totals.topics,
            "withdrawn": totals.withdrawn,
        },
        "files": files,
        "records": {"cases": addresses.api_record("cases", "{id}"), "measures": addresses.api_record("measures", "{id}")},
    }
