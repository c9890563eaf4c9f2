"""Converts pages of MkDocs with one Markdown object for all of them, and keeps what is said meanwhile."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import markdown
from kept_site import Known
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

MKDOCS = logging.getLogger("mkdocs")


@dataclass
class Made:
    """What is known of a page that was made, by whichever process. Not in a module that MkDocs loads by its path: what is pickled must be
    found by an import."""

    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]
    written: Mapping[str, Known]
    told: Sequence[logging.LogRecord] = ()


class LookedUp:
    """The files of the site for a page that is converted: tells which it asked for and where they are."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As that of MkDocs."""
        file = self._files.get_file_from_path(path)
        self.asked[path] = place_of(file)
        return file


def place_of(file: File | None) -> str | None:
    """Where a link to this file leads."""
    return f"{file.url} {file.inclusion.name}" if file else None


class Converter:
    """Converts pages as `Page.render` of MkDocs does, with one Markdown object for all of them. It is made where it is first needed."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self._made: tuple[Any, ...] = ()

    def convert(self, page: Page) -> Mapping[str, str | None]:
        """Give the page its content, its table of contents and what its links lead to. Returns which files it asked for."""
        if not self._made:
            self._made = self._make(page)
        md, html, anchors, links, title = self._made
        self._made = ()  # should it fail, the next page gets an object that nothing is left over in
        md.reset()
        html.present_anchor_ids, anchors.present_anchor_ids, title.title = set(), set(), None
        links.file, links.files, links.links_to_anchors = page.file, LookedUp(self._files), {}
        page.content = md.convert(page.markdown or "")
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | html.present_anchor_ids
        if pages.log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = links.links_to_anchors
        self._made = md, html, anchors, links, title
        asked: Mapping[str, str | None] = links.files.asked
        return asked

    def _make(self, page: Page) -> tuple[Any, ...]:
        config = self._config
        md = markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        parts: tuple[Any, ...] = (
            pages._RawHTMLPreprocessor(),
            pages._ExtractAnchorsTreeprocessor(page.file, self._files, config),
            pages._RelativePathTreeprocessor(page.file, self._files, config),
            pages._ExtractTitleTreeprocessor(),
        )
        register: Callable[[Any], None]
        for part in parts:
            register = part._register
            register(md)
        return (md, *parts)


class Told(logging.Handler):
    """Keeps what MkDocs says about a page, so that it is said once, in the order of pages, by the process that counts it."""

    def __init__(self, main: int) -> None:
        super().__init__()
        self._main = main
        self.records: list[logging.LogRecord] = []
        self._others: list[logging.Handler] = []

    def __enter__(self) -> "Told":
        self._others, MKDOCS.handlers = MKDOCS.handlers, [self]
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        MKDOCS.handlers = self._others
        if failed and os.getpid() == self._main:  # what fails elsewhere is done again here
            for record in self.records:
                MKDOCS.handle(record)

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)
