"""Files beside the pages, as bytes by path: JSON and CSV for machines, templates for Office. Opens nothing."""

from citynet_kb.exports.bundle import build_exports, exports_without_texts, generation_time
from citynet_kb.exports.catalogue import notes_for_programs
from citynet_kb.exports.form import form_files
from citynet_kb.exports.holiday_file import holiday_file
from citynet_kb.exports.kept_exports import kept_files
from citynet_kb.exports.search_files import search_files, search_of_theme
from citynet_kb.exports.single_records import with_texts
from citynet_kb.exports.templates import build_templates

__all__ = [
    "build_exports",
    "build_templates",
    "exports_without_texts",
    "form_files",
    "generation_time",
    "holiday_file",
    "kept_files",
    "notes_for_programs",
    "search_files",
    "search_of_theme",
    "with_texts",
]
