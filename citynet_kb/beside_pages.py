"""The files of a site that are neither pages nor open data: forms, templates, documents, feeds, calendars, pictures."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from citynet_kb.exports import build_templates, form_files, holiday_file, notes_for_programs
from citynet_kb.pages import BuildContext, Site, feed_files, meeting_calendars, plan_calendars, sheet_documents
from citynet_kb.store import Means

if TYPE_CHECKING:
    from citynet_kb.pictures.painter import Painter  # loads what only few builds need


def beside_pages(context: BuildContext, site: Site, painter: "Painter | None", means: Means) -> Iterator[Mapping[str, bytes]]:
    """Path → content, kind by kind."""
    base, configuration = context.base, context.configuration
    yield form_files(base, configuration, site.sentences, means)
    yield build_templates(base, means)
    yield notes_for_programs(configuration, context.indexes.newest_date)
    yield sheet_documents(base, site, configuration, means)
    yield feed_files(context, means)
    yield holiday_file(base, context.today, means)
    yield plan_calendars(context, means)
    yield meeting_calendars(context)
    if painter:  # of the pictures beside links a build paints only what says something new
        shown = site.link_pictures.items()
        yield means.remembered({path: (painter.digest(picture), partial(painter.painted, picture)) for path, picture in shown})
