"""The files of a site that are neither pages nor open data: forms, templates, documents, feeds, calendars, pictures."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from citynet_kb.exports import build_templates, form_files, holiday_file, notes_for_programs
from citynet_kb.pages import BuildContext, Site, feed_files, meeting_calendars, plan_calendars, sheet_documents
from citynet_kb.store import Means

if TYPE_CHECKING:
    from citynet_kb.pictures.painter import Painter  # loads what only few builds need


def beside_pages(context: BuildContext, site: Site, painter: "Painter | None", means: Means) -> list[Callable[[], Mapping[str, bytes]]]:
    """One function a kind, each of which gives path → content; those with most to do first."""
    base, configuration = context.base, context.configuration
    kinds: list[Callable[[], Mapping[str, bytes]]] = [
        partial(plan_calendars, context, means),
        partial(sheet_documents, base, site, configuration, means),
        partial(build_templates, base, means),
        partial(form_files, base, configuration, site.sentences, means, context.versions),
        partial(feed_files, context, means),
        partial(holiday_file, base, context.today, means),
        partial(meeting_calendars, context),
        partial(notes_for_programs, configuration, context.indexes.newest_date),
    ]
    if painter:  # of the pictures beside links a build paints only what says something new
        shown = {path: (painter.digest(picture), partial(painter.painted, picture)) for path, picture in site.link_pictures.items()}
        kinds.append(partial(means.remembered, shown))
    return kinds
