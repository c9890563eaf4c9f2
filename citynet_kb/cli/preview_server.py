"""The server of the preview: on this machine, for this machine."""

import re
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socketserver import TCPServer

from citynet_kb.cli.output import complain
from citynet_kb.cli.previewing import Preview, PreviewAnswer

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:]*)(?::\d+)?", re.IGNORECASE)


class PreviewServer(ThreadingHTTPServer):
    """Answers for one preview. A request that waits for the next state keeps nothing from ending."""

    daemon_threads = True

    def __init__(self, host: str, port: int, preview: Preview) -> None:
        self.preview = preview
        self.name = host
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """As it is done there, without asking the network what this machine is called, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def knows(self, host: str) -> bool:
        """Whether a request was meant for this server. A page of the web may let its own name lead here (DNS rebinding), but no number."""
        found = _HOST.fullmatch(host)
        name = found[1].lower() if found else ""
        return name in ("localhost", self.name.lower()) or _is_number(name.strip("[]"))

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that loads a page again leaves the request with which it waited: that is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            complain(traceback.format_exc())


class _Handler(BaseHTTPRequestHandler):
    """Hands requests on, and answers back."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    """Seconds after which a connection ends on which nothing is asked any more."""
    server: PreviewServer

    def do_GET(self) -> None:
        """Everything is only looked at."""
        if self.server.knows(self.headers.get("Host", "")):
            self._send(self.server.preview.answer(self.path))
        else:
            self._send(PreviewAnswer(403, b"", "text/plain"))

    do_HEAD = do_GET

    def _send(self, answer: PreviewAnswer) -> None:
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer.content)

    def log_message(self, format: str, *values: object) -> None:
        """Requests are not printed: findings would drown in them."""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
