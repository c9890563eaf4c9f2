"""Requests web addresses and says what became of them."""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator

from citynet_kb.cli.web_requests import NotAsked, Web, WebReply
from citynet_kb.review import LinkAnswer, LinkState, judged

MOST = 60
"""Most addresses requested for one case."""
Ask = Callable[[str, str], WebReply]
"""Method and address → the reply. Raises what `Web.ask` raises."""
_NO_SUCH_HOST = frozenset(code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None)


def request_links(urls: Iterable[str], ask: Ask | None = None) -> Iterator[LinkAnswer]:
    """The answers of all addresses that were not found just so."""
    ask = ask or Web().ask
    answers = (link_answer(url, ask) for url in list(urls)[:MOST])
    return (answer for answer in answers if answer.state is not LinkState.FOUND)


def link_answer(url: str, ask: Ask) -> LinkAnswer:
    """HEAD is sent first, then GET where the server does not answer it well."""
    try:
        reply = _head(url, ask) or ask("GET", url)
        return judged(url, reply.status, reply.url)
    except NotAsked as refusal:
        return LinkAnswer(url, LinkState.LEFT_OUT, str(refusal))
    except socket.gaierror as problem:
        is_gone = problem.errno in _NO_SUCH_HOST
        return LinkAnswer(url, LinkState.GONE if is_gone else LinkState.SILENT, "Rechner nicht gefunden" if is_gone else _silence(problem))
    except (OSError, http.client.HTTPException) as problem:
        return LinkAnswer(url, LinkState.SILENT, _silence(problem))
    except ValueError:
        return LinkAnswer(url, LinkState.LEFT_OUT, "wird nicht abgefragt: keine gültige Adresse")


def _head(url: str, ask: Ask) -> WebReply | None:
    """The reply to HEAD if it is a good one; GET decides where it is not."""
    try:
        reply = ask("HEAD", url)
    except socket.gaierror:
        raise
    except (OSError, http.client.HTTPException):
        return None
    return reply if 200 <= reply.status < 300 else None


def _silence(problem: Exception) -> str:
    """Why there was no answer: in words of ours, since the text of an error may be written by the server."""
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (TimeoutError, "Zeit abgelaufen"),
        (ssl.SSLError, "Zertifikat oder Verschlüsselung stimmt nicht"),
        (ConnectionError, "Verbindung abgelehnt oder abgebrochen"),
        (http.client.HTTPException, "nicht zu verstehen"),
    )
    return f"keine Antwort ({next((words for kind, words in reasons if isinstance(problem, kind)), 'keine Verbindung')})"
