"""What the pictures beside links say. They are painted only where the site has an address: services ask for one in full."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from citynet_kb.indexes import MeasureSummary, TopicSummary
from citynet_kb.model import Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.search_words import headline, towns_by_outcome
from citynet_kb.pictures import MIXED
from citynet_kb.pictures.link_picture import LinkPicture
from citynet_kb.pictures.signs import rank

OWN_PRAISE = "erfolgreich-eigen"


def link_pictures(context: BuildContext) -> Mapping[str, LinkPicture]:
    """Path of each picture → what it says; none where the site has no address."""
    return dict(_pictures(context)) if context.settings.url else {}


def sign_drawings() -> Mapping[str, tuple[str, str]]:
    """Sign → its drawing, and the name of its colour."""
    words = _words()
    colours = {**{outcome.value: outcome.value for outcome in Outcome}, MIXED: "ink", OWN_PRAISE: Outcome.SUCCESSFUL.value}
    return {sign: (str(words.drawing(sign)), colour) for sign, colour in colours.items()}


def _pictures(context: BuildContext) -> Iterator[tuple[str, LinkPicture]]:
    words, site = _words(), context.settings.name
    yield addresses.link_picture(), LinkPicture(site, str(words.kinds["seite"]), str(words.title), str(words.sentence))
    for slug, measure in context.indexes.measures.items():
        yield addresses.link_picture(addresses.measure(slug)), _of_measure(context, measure)
    for slug, topic in context.indexes.topics.items():
        yield addresses.link_picture(addresses.topic(slug)), _of_topic(context, topic)


def _of_measure(context: BuildContext, summary: MeasureSummary) -> LinkPicture:
    words, facts = _words(), context.measures[summary.measure.id]
    said = headline(facts) if facts.cases else str(words.no_case)
    numbers = sorted(towns_by_outcome(facts.groups, facts.joined), key=lambda pair: rank(pair[0]))
    return LinkPicture(context.settings.name, str(words.kinds["massnahme"]), facts.name, said, tuple(numbers))


def _of_topic(context: BuildContext, summary: TopicSummary) -> LinkPicture:
    words, listing = _words(), summary.listing
    said = Markup(words.topic(len(listing.cases), listing.counted, len(summary.setback_cities))).striptags()
    groups = context.indexes.case_lists[addresses.topic(summary.topic.id)].groups
    numbers = sorted(((outcome.value, len(cases)) for outcome, cases in groups), key=lambda pair: rank(pair[0]))
    sentence = str(said) if listing.cases else str(words.no_case)
    return LinkPicture(context.settings.name, str(words.kinds["thema"]), summary.topic.name, sentence, tuple(numbers))


def _words() -> Any:
    return environment().get_template("link_pictures.html.j2").module
