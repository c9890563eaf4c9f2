"""One file for each measure, for programs that want just one."""

from collections.abc import Iterable, Mapping

from citynet_kb.exports.encoding import json_object
from citynet_kb.model import addresses


def single_measures(measures: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """Path → the record as the file of all has it."""
    return {addresses.api_record("measures", str(record["id"])): json_object(record) for record in measures}
