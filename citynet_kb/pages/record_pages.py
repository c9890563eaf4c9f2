"""Pages of topics."""

from collections.abc import Iterator

from citynet_kb.indexes import UNKNOWN, by_size
from citynet_kb.model import Outcome, SizeClass, addresses
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer


def topic_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """One page a topic."""
    crossed, sizes = renderer.indexes.case_lists, [*(size.value for size in SizeClass), UNKNOWN]
    for slug, summary in renderer.indexes.topics.items():
        meta = {"description": summary.topic.description, "section": addresses.section(addresses.TOPICS), "layout": "wide"}
        known = tuple(measure for measure in summary.measures if renderer.measures[measure].summary.listing.cases)
        yield renderer.page(
            addresses.topic(slug),
            "topic.md.j2",
            meta,
            summary=summary,
            known=known,
            body=summary.topic.body,
            sizes=by_size(summary.listing.cases, renderer.base.cities),
            outcomes=tuple(Outcome),
            whole=renderer.indexes.case_lists[addresses.topic(slug)],
            sized=[crossed[uri] for size in sizes if (uri := addresses.topic_size(slug, size)) in crossed],
            setbacks=crossed.get(addresses.topic_setbacks(slug)),
            edit_link=renderer.configuration.edit_link(summary.topic.path),
        )
