"""The journey's browser keeps cookies, follows redirects, and says what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from infra.journey.__main__ import main
from infra.journey.browser import Browser, File
from infra.journey.failure import Failure

FORM = b"""<form method="post" enctype="multipart/form-data" action="/echo/">
<input type="hidden" name="token" value="t"><input type="file" name="files"></form>"""


class Site(BaseHTTPRequestHandler):
    """A few pages that tell what was sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by path."""
        if self.path == "/leave/":
            return self._answer(302, b"", "Location", "/who/")
        if self.path == "/enter/":
            return self._answer(200, b"hi", "Set-Cookie", "session=abc; Path=/")
        if self.path == "/exit/":
            return self._answer(200, b"bye", "Set-Cookie", 'session=""; Max-Age=0')
        if self.path == "/form/":
            return self._answer(200, FORM)
        told = f"{self.headers['Host']} {self.headers.get('Cookie', '-')}"
        return self._answer(404 if self.path == "/no/" else 200, told.encode())

    def do_POST(self) -> None:
        """Give back what came."""
        length = int(self.headers["Content-Length"])
        told = f"{self.headers.get('Origin')} ".encode()
        self._answer(200, told + self.rfile.read(length))

    def _answer(self, status: int, body: bytes, *header: str) -> None:
        self.send_response(status)
        if header:
            self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where the site listens."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_host_header_says_who_is_meant(address: str) -> None:
    answer = Browser(address).get("http://wouters.localhost:8000/who/")

    assert answer.body == b"wouters.localhost:8000 -"


def test_cookies_stay_with_their_host(address: str) -> None:
    browser = Browser(address)
    browser.get("http://a.localhost/enter/")

    assert browser.get("http://a.localhost/who/").body.endswith(b"session=abc")
    assert browser.get("http://b.localhost/who/").body.endswith(b"-")
    browser.get("http://a.localhost/exit/")
    assert browser.get("http://a.localhost/who/").body.endswith(b"-")


def test_redirects_are_followed(address: str) -> None:
    assert Browser(address).get("http://a.localhost/leave/").path == "/who/"


def test_a_file_goes_into_the_file_field(address: str) -> None:
    browser = Browser(address)
    page = browser.get("http://a.localhost/form/")

    form = page.form(with_field="files")
    answer = browser.submit(page, form, file=File("d.pdf", "application/pdf", b"\x00%"))

    assert answer.body.startswith(b"http://a.localhost ")
    assert b'name="token"\r\n\r\nt\r\n' in answer.body
    assert b'name="files"; filename="d.pdf"' in answer.body
    assert b"\r\n\r\n\x00%\r\n" in answer.body


def test_a_failure_tells_status_place_and_first_words(address: str) -> None:
    answer = Browser(address).get("http://a.localhost/no/")

    with pytest.raises(Failure) as failure:
        answer.expect()

    assert failure.value.came == "404 at GET http://a.localhost/no/: a.localhost -"


def test_a_platform_that_is_not_there_fails_the_journey(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = "http://127.0.0.1:9"
    arguments = ["journey", "--platform", nowhere, "--mail", nowhere, "--port", "9"]
    arguments += ["--operator", "jan@tablinum.example", "secret", "GEZDGNBV"]
    monkeypatch.setattr("sys.argv", arguments)

    assert main() == 1

    told = capsys.readouterr().out
    assert told.startswith("FAILED: two firms sign up")
    assert "demo: ok" not in told
