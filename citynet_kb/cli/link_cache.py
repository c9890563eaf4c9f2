"""What addresses of sources said, kept in one bounded file, so that an interrupted run goes on where it was."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from citynet_kb.review import LinkAnswer, LinkState
from citynet_kb.review.dead_sources import AskedLink

LARGEST = 8_000_000
"""Bytes of the file; a larger one is not read."""
MOST_ENTRIES = 20_000
FRESH_DAYS = 20
"""So long an answer holds: a run a month asks anew, one that goes on does not."""
VERSION = 1


class LinkCache:
    """Answers and copies by address. A file that is missing, too large or not ours is begun anew."""

    def __init__(self, file: Path, today: str) -> None:
        self._file, self._today = file, today
        self.answers: dict[str, AskedLink] = {}
        self.copies: dict[str, str] = {}
        self._copied_on: dict[str, str] = {}
        self._load()

    def keep(self, answer: LinkAnswer) -> None:
        """What an address said today."""
        self.answers[answer.url] = AskedLink(answer, self._today)

    def keep_copy(self, url: str, copy: str) -> None:
        """The copy of an address; empty where the archive has none."""
        self.copies[url], self._copied_on[url] = copy, self._today

    def forget_today(self) -> None:
        """What was heard today, which is not to be trusted."""
        self.answers = {url: one for url, one in self.answers.items() if one.day != self._today}

    def save(self, known: Iterable[str]) -> None:
        """Write what is known of these addresses, the others are forgotten; under its name only when it is whole."""
        urls = sorted(set(known))[:MOST_ENTRIES]
        answers = {url: [one.day, one.answer.state.value, one.answer.said] for url in urls if (one := self.answers.get(url))}
        copies = {url: [self._copied_on[url], self.copies[url]] for url in urls if url in self.copies}
        text = json.dumps({"version": VERSION, "answers": answers, "copies": copies}, ensure_ascii=False, indent=0)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_name(f".{self._file.name}-{os.getpid()}")
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(self._file)

    def _load(self) -> None:
        try:
            if self._file.stat().st_size > LARGEST:
                return
            kept = json.loads(self._file.read_text("utf-8"))
            if kept["version"] != VERSION:
                return
            answers = {
                str(url): AskedLink(LinkAnswer(str(url), LinkState(state), str(said)), str(day))
                for url, (day, state, said) in kept["answers"].items()
            }
            copies = {str(url): (str(day), str(copy)) for url, (day, copy) in kept["copies"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return
        self.answers = {url: one for url, one in answers.items() if self._is_fresh(one.day)}
        self._copied_on = {url: day for url, (day, _) in copies.items() if self._is_fresh(day)}
        self.copies = {url: copies[url][1] for url in self._copied_on}

    def _is_fresh(self, day: str) -> bool:
        try:
            return 0 <= (date.fromisoformat(self._today) - date.fromisoformat(day)).days <= FRESH_DAYS
        except ValueError:
            return False
