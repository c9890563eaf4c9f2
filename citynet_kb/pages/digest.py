"""A letter about what is new since a day, as plain text and as HTML, that an editor can mail: about 300 words, whatever happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from citynet_kb.indexes import Indexes, News, NewsKind, after, moves_between
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration, addresses
from citynet_kb.model.values import last_day
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.renderer import tidy
from citynet_kb.pages.views.meeting_titles import last_meeting, meeting_title
from citynet_kb.pages.views.move_lines import MoveCounts, MoveLine, move_line
from citynet_kb.pages.views.news_lines import NewsCounts, NewsLine, by_topic, news_counts, news_line

MOVES, CASES, FOLLOWED, TOPICS = 4, 5, 3, 4
"""So many are told of each."""
NOTE = 120
"""Characters of a follow-up, at most."""


@dataclass(frozen=True)
class DigestLink:
    """A thing to look at and its address, empty where the site has none."""

    name: str
    url: str


@dataclass(frozen=True)
class DigestView:
    """All that the letter says. Days are in words; `meeting` is the meeting since which it tells, empty for another day."""

    site: str
    since: str
    meeting: str
    counts: NewsCounts
    topics: tuple[tuple[str, int], ...]
    moved: MoveCounts
    moves: tuple[tuple[MoveLine, str], ...]
    cases: tuple[tuple[NewsLine, str], ...]
    followed: tuple[tuple[NewsLine, str], ...]
    news: DigestLink
    report: DigestLink


@dataclass(frozen=True)
class Digest:
    """The letter in both forms, and its subject."""

    subject: str
    text: str
    html: str


def since_last_meeting(base: KnowledgeBase, indexes: Indexes, configuration: Configuration, today: str) -> str:
    """The last day of the last meeting; empty where there was none."""
    meeting = last_meeting(BuildContext(base, indexes, configuration, today))
    return last_day(meeting.date) if meeting else ""


def digest(base: KnowledgeBase, indexes: Indexes, configuration: Configuration, today: str, since: str) -> Digest:
    """The letter about everything after a day (YYYY-MM-DD)."""
    view = _view(BuildContext(base, indexes, configuration, today), since)
    subject, text, html = (environment().get_template(f"digest_{name}.j2").render(view=view) for name in ("subject", "text", "html"))
    return Digest(unescape(subject).strip(), tidy(unescape(text)), tidy(html))


def _view(context: BuildContext, since: str) -> DigestView:
    period, meeting = after(context.indexes.news, since), last_meeting(context)
    moves = moves_between(context.base, since, period.news[0].day) if period.news else ()
    added = period.of_kind(NewsKind.ADDED)
    topics = sorted(by_topic(context, added, 0), key=lambda topic: -topic.total)
    return DigestView(
        site=context.configuration.site.name,
        since=german.day(since),
        meeting=meeting_title(context, meeting) if meeting and last_day(meeting.date) == since else "",
        counts=news_counts(period),
        topics=tuple((topic.topic.name, topic.total) for topic in topics[:TOPICS] if topic.topic.name),
        moved=MoveCounts.of(moves),
        moves=tuple((move_line(context, move), _url(context, addresses.measure(move.measure.id))) for move in moves[:MOVES]),
        cases=_told(context, _of_different_measures(added, CASES)),
        followed=_told(context, period.of_kind(NewsKind.FOLLOWED)[:FOLLOWED]),
        news=DigestLink("", _url(context, addresses.NEWS)),
        report=DigestLink("", _url(context, context.settings.report)),
    )


def _of_different_measures(news: Sequence[News], most: int) -> list[News]:
    """What happened last, of each measure once."""
    first = {one.case.measure: one for one in reversed(news)}
    return [one for one in news if first[one.case.measure] is one][:most]


def _told(context: BuildContext, news: Sequence[News]) -> tuple[tuple[NewsLine, str], ...]:
    return tuple((_short(news_line(context, one)), _url(context, addresses.case(one.case.id))) for one in news)


def _short(line: NewsLine) -> NewsLine:
    return NewsLine(line.line, line.kind, tuple((date, german.sentence(note, NOTE)) for date, note in line.notes[-1:]), line.reason)


def _url(context: BuildContext, uri: str) -> str:
    return context.whole_address(addresses.published(uri)) if context.has_feeds else ""
