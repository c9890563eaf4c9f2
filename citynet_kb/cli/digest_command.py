"""The command `digest`: a letter about what is new, to be mailed by an editor."""

import os
from argparse import Namespace
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from citynet_kb.cli.output import complain, report, say
from citynet_kb.model.values import is_partial_date
from citynet_kb.pages.digest import Digest, digest, since_last_meeting
from citynet_kb.project import Project

BOUNDARY = "==citynet-kb-neu=="
"""Parts the two forms of the letter: the same each time, and in no text."""


def write_digest(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Print the letter. Exit code: 0 done, 1 the content holds errors, 2 misuse."""
    project = Project.here(Path.cwd(), environment)
    if options.since and (len(options.since) != 10 or not is_partial_date(options.since)):
        complain(f"»{options.since}« ist kein Tag der Form 2026-03-15.")
        return 2
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    known = (project.content.knowledge_base, project.indexes, project.configuration, project.today)
    since = options.since or since_last_meeting(*known)
    if not since:
        complain("Es fehlt: SEIT. Noch ist kein Treffen eingetragen, seit dem berichtet werden könnte.")
        return 2
    letter = digest(*known, since)
    forms = {"text": letter.text, "html": letter.html, "mail": as_mail(letter)}
    say(forms[options.format].rstrip("\n"))
    return 0


def as_mail(letter: Digest) -> str:
    """A message with both forms and without an addressee, which a mail program opens as a draft (`X-Unsent`)."""
    message = EmailMessage(policy=SMTP.clone(linesep="\n"))
    message["Subject"] = letter.subject
    message["X-Unsent"] = "1"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message.set_boundary(BOUNDARY)
    return message.as_string()
