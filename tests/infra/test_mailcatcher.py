from __future__ import annotations

import json
import smtplib
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from infra.embedded.mailcatcher.pages import linked
from infra.embedded.ports import LOOPBACK, free_port, is_listening
from tests.infra.conftest import Runner, wait_until

HOSTILE = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Catcher:
    smtp: int
    http: int

    def send(self, to: str, subject: str, text: str, html: str = "") -> None:
        message = EmailMessage()
        message["From"] = "Peeters <no-reply@localhost>"
        message["To"] = to
        message["Subject"] = subject
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        with smtplib.SMTP(LOOPBACK, self.smtp) as client:
            client.send_message(message)

    def get(self, path: str, host: str = "mail.localhost") -> HTTPResponse:
        address = f"http://{LOOPBACK}:{self.http}{path}"
        request = urllib.request.Request(address, headers={"Host": host})
        response: HTTPResponse = urllib.request.urlopen(request, timeout=5)  # noqa: S310
        return response

    def page(self, path: str) -> str:
        with self.get(path) as response:
            return response.read().decode()

    def messages(self, to: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.page(f"/api/messages?to={to}"))
        return found


@pytest.fixture
def catcher(run: Runner, tmp_path: Path) -> Catcher:
    catcher = Catcher(smtp=free_port(), http=free_port())
    run(
        *("-m", "infra.embedded.mailcatcher", "--dir", str(tmp_path)),
        *("--smtp-port", str(catcher.smtp), "--http-port", str(catcher.http)),
    )
    wait_until(lambda: is_listening(catcher.smtp) and is_listening(catcher.http))
    return catcher


def test_a_message_is_found_by_its_receiver(catcher: Catcher) -> None:
    catcher.send("zoe@example.be", "Uw dossier", "Beste Zoë", "<p>Beste Zoë</p>")
    catcher.send("jan@example.be", "Anders", "Beste Jan")

    [message] = catcher.messages(to="Zoe@example.be")

    assert message["to"] == ["zoe@example.be"]
    assert message["from"] == "Peeters <no-reply@localhost>"
    assert message["subject"] == "Uw dossier"
    assert message["text"] == "Beste Zoë\n"
    assert message["html"] == "<p>Beste Zoë</p>\n"


def test_the_newest_message_comes_first(catcher: Catcher) -> None:
    for subject in ("one", "two", "three"):
        catcher.send("zoe@example.be", subject, "")

    assert [m["subject"] for m in catcher.messages()] == ["three", "two", "one"]


def test_what_a_message_holds_is_escaped(catcher: Catcher) -> None:
    catcher.send("zoe@example.be", HOSTILE, HOSTILE)
    [message] = catcher.messages()

    for path in ("/", f"/messages/{message['id']}/"):
        page = catcher.page(path)
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page


def test_html_stands_in_a_sandbox(catcher: Catcher) -> None:
    catcher.send("zoe@example.be", "Hallo", "", f"<p>Hallo</p>{HOSTILE}")
    [message] = catcher.messages()

    page = catcher.page(f"/messages/{message['id']}/")
    with catcher.get(f"/messages/{message['id']}/html/") as response:
        policy = response.headers["Content-Security-Policy"]

    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert policy.startswith("sandbox allow-popups")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("ident", ["0", "..%2f..%2fetc", "../../etc/passwd", "."])
def test_an_unknown_message_is_404(catcher: Catcher, ident: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        catcher.get(f"/messages/{ident}/")

    with refused.value as response:
        assert response.code == 404


def test_a_foreign_name_that_points_here_is_refused(catcher: Catcher) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        catcher.get("/api/messages", host="attacker.example")

    with refused.value as response:
        assert response.code == 421


def test_addresses_in_a_text_become_links() -> None:
    text = 'Open http://a.localhost:8000/x/?a=1&b="2. <b>'

    assert linked(text) == (
        'Open <a href="http://a.localhost:8000/x/?a=1&amp;b=" target="_blank" '
        'rel="noreferrer">http://a.localhost:8000/x/?a=1&amp;b=</a>'
        "&quot;2. &lt;b&gt;"
    )
