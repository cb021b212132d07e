"""The web side: pages for people, JSON for scripts. Loopback only, read only."""

import json
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from infra.embedded.mailcatcher import pages
from infra.embedded.mailcatcher.mailbox import Mailbox, Message
from infra.embedded.ports import LOOPBACK

# Messages hold sign-in links: a foreign page that points its own name at 127.0.0.1
# must not read them.
HOSTS = frozenset({"mail.localhost", "localhost", LOOPBACK})
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
PAGE_POLICY = f"{NOTHING}; style-src 'self'; frame-src 'self'; frame-ancestors 'none'"
MESSAGE_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'"
)
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


class MailServer(ThreadingHTTPServer):
    """Serves one mailbox."""

    daemon_threads = True

    def __init__(self, mailbox: Mailbox, port: int) -> None:
        super().__init__((LOOPBACK, port), MailHandler)
        self.mailbox = mailbox


class MailHandler(BaseHTTPRequestHandler):
    """One request."""

    server: MailServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:  # the standard library's name
        """Answer with a page, a part of a message, or JSON."""
        address = urlsplit(self.path)
        host = self.headers.get("Host", "").rsplit(":", 1)[0].lower()
        if host not in HOSTS:
            self._answer("Unknown host.", TEXT, status=HTTPStatus.MISDIRECTED_REQUEST)
        elif address.path == "/api/messages":
            self._list(parse_qs(address.query).get("to", [""])[0])
        elif address.path == "/mail.css":
            self._answer(_style(), "text/css; charset=utf-8")
        elif address.path == "/":
            self._answer(pages.inbox(self.server.mailbox.messages()), HTML)
        else:
            self._message(address.path.strip("/").split("/"))

    def _list(self, to: str) -> None:
        found = [_as_json(message) for message in self.server.mailbox.messages(to=to)]
        self._answer(json.dumps(found), "application/json")

    def _message(self, parts: list[str]) -> None:
        match parts:
            case ["messages", ident, *view]:
                message = self.server.mailbox.message(ident)
            case _:
                message, view = None, []
        match (message, view):
            case (Message(), []):
                self._answer(pages.message_page(message), HTML)
            case (Message(), ["html"]):
                self._answer(pages.framed(message.html), HTML, policy=MESSAGE_POLICY)
            case (Message(), ["source"]):
                self._answer(self.server.mailbox.source(message), TEXT)
            case _:
                self._answer(pages.missing(), HTML, status=HTTPStatus.NOT_FOUND)

    def _answer(
        self,
        body: str,
        kind: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        policy: str = PAGE_POLICY,
    ) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: addresses hold search terms."""


def _style() -> str:
    return files("infra.embedded.mailcatcher").joinpath("mail.css").read_text()


def _as_json(message: Message) -> dict[str, object]:
    values = asdict(message)
    values["from"] = values.pop("sender")
    values["received"] = message.received.isoformat()
    return values
