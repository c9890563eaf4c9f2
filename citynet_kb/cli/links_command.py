"""The command `links`: whether the addresses of all sources still answer, and a note in the records about those that are gone."""

import os
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from citynet_kb.cli.link_cache import LinkCache
from citynet_kb.cli.output import append, complain, report, say
from citynet_kb.cli.request_links import link_answer
from citynet_kb.cli.web_requests import NotAsked, Web, WebReply
from citynet_kb.cli.write_files import replace_file
from citynet_kb.project import Project
from citynet_kb.review import source_places
from citynet_kb.review.dead_sources import LinkFindings, copy_in, copy_question, link_findings, noted_texts
from citynet_kb.review.links_report import links_as_markdown, links_as_text

HOSTS_AT_ONCE = 8
KEEP_EVERY = 25
"""So many answers are lost at most when a run is killed."""


def links(options: Namespace, environment: Mapping[str, str] = os.environ, web: Web | None = None) -> int:
    """Ask all addresses of sources; with --write note what is gone. Exit code: 0 done, 1 the content holds errors, or nothing is sure."""
    project = Project.here(Path.cwd(), environment)
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    web = web or Web()
    places = source_places(project.content.knowledge_base.records)
    cache = LinkCache(project.root / options.cache, project.today)
    _ask_all([url for url in places if url not in cache.answers], cache, places, web, time.monotonic() + 60 * options.minutes)
    findings = link_findings(places, cache.answers)
    if findings.is_doubted:
        cache.forget_today()
        cache.save(places)
    form = links_as_markdown if options.format == "markdown" else links_as_text
    say(form(findings, project.today).rstrip("\n"))
    if options.summary:
        append(options.summary, links_as_markdown(findings, project.today))
    return _note(project, findings, cache, web) if options.write else 0


def _ask_all(urls: Iterable[str], cache: LinkCache, places: Iterable[str], web: Web, end: float) -> None:
    """Hosts at once, the addresses of a host one after the other; after `end` no further one is begun."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).hostname or ""].append(url)
    lock, waiting = Lock(), [0]

    def ask_host(own: list[str]) -> None:
        for url in own:
            if time.monotonic() >= end:
                return
            answer = link_answer(url, web.ask)
            with lock:
                cache.keep(answer)
                waiting[0] += 1
                if waiting[0] % KEEP_EVERY == 0:
                    cache.save(places)

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            list(pool.map(ask_host, sorted(by_host.values(), key=len, reverse=True)))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            with lock:
                cache.save(places)


def _note(project: Project, findings: LinkFindings, cache: LinkCache, web: Web) -> int:
    if findings.is_doubted:
        complain("Nichts vermerkt.")
        return 1
    for one in findings.gone:
        if one.answer.url not in cache.copies:
            _look_for_copy(one.answer.url, findings, cache, web.ask)
    cache.save(findings.places)
    texts = noted_texts(project.content, findings, cache.copies)
    for path, text in texts.items():
        replace_file(project.root / path, text)
        say(f"vermerkt: {path}")
    copied = sum(bool(cache.copies.get(one.answer.url)) for one in findings.gone)
    files = f"{len(texts)} {'Datei' if len(texts) == 1 else 'Dateien'}"
    say(f"{len(findings.gone)} Adressen in {files} vermerkt, {copied} mit einer Kopie aus web.archive.org: bitte jede ansehen.")
    again = Project.here(project.root)
    if again.has_errors:
        report(again.findings, again.case_files, "text")
        return 1
    return 0


def _look_for_copy(url: str, findings: LinkFindings, cache: LinkCache, ask: Callable[..., WebReply]) -> None:
    """The archive is asked once; where it does not answer, the next run asks again."""
    try:
        reply = ask("GET", copy_question(url, findings.places[url]), wants_body=True)
    except (NotAsked, OSError, ValueError, HTTPException):
        return
    if reply.status == 200:
        cache.keep_copy(url, copy_in(reply.body))
