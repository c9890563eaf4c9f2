"""The files of a site that are no pages: what is made of a project beside them."""

from collections.abc import Iterator, Mapping
from functools import partial

from citynet_kb.exports import build_templates, form_files, holiday_file, notes_for_programs, search_files
from citynet_kb.pages import feed_files, meeting_calendars, plan_calendars, search_words, sheet_documents
from citynet_kb.project import Project


def index_of_search(project: Project) -> Mapping[str, bytes]:
    """What the search loads, by path."""
    return search_files(project.search, search_words())


def forms_and_exports(project: Project) -> Iterator[Mapping[str, bytes]]:
    """Everything else, by path."""
    base, site, means = project.content.knowledge_base, project.site, project.means
    yield project.exports()
    yield form_files(base, project.configuration, site.sentences, means)
    yield build_templates(base, means)
    yield notes_for_programs(project.configuration, project.indexes.newest_date)
    yield _link_pictures(project)
    yield sheet_documents(base, site, project.configuration, means)
    yield feed_files(project.context, means)
    yield holiday_file(base, project.today, means)
    yield plan_calendars(project.context, means)
    yield meeting_calendars(project.context)


def _link_pictures(project: Project) -> Mapping[str, bytes]:
    """The pictures beside links. A build paints only what says something new."""
    shown = project.site.link_pictures
    painter = project.painter if shown else None
    if not painter:
        return {}
    return project.means.remembered({path: (painter.digest(one), partial(painter.painted, one)) for path, one in shown.items()})
