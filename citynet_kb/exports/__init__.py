"""Files beside the pages, as bytes by path: JSON and CSV for machines, templates for Office. Opens nothing."""

from citynet_kb.exports.bundle import build_exports, generation_time
from citynet_kb.exports.catalogue import notes_for_programs
from citynet_kb.exports.form import form_files
from citynet_kb.exports.holiday_file import holiday_file
from citynet_kb.exports.kept_exports import kept_exports
from citynet_kb.exports.search_files import search_files, search_of_theme
from citynet_kb.exports.templates import build_templates

__all__ = [
    "build_exports",
    "build_templates",
    "form_files",
    "generation_time",
    "holiday_file",
    "kept_exports",
    "notes_for_programs",
    "search_files",
    "search_of_theme",
]
