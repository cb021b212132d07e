"""A browser of one person: cookies for each host, redirects, forms.

All hosts of the platform are on one machine; its names resolve in real browsers only,
so the connection goes to the given address and the Host header says who is meant. Over
HTTPS the handshake says it too, and the certificate must be one of that name.
"""

import http.client
import secrets
import ssl
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from infra.journey.failure import Failure
from infra.journey.pages import Form, Page

OK, NOT_FOUND = 200, 404
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEEPS_METHOD = frozenset({307, 308})
MOST_REDIRECTS = 10
PATIENCE = 30.0  # seconds for one answer
FIRST_WORDS = 40


@dataclass(frozen=True)
class File:
    """A file to upload."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What came back, after redirects."""

    method: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @cached_property
    def page(self) -> Page:
        """The body, read as a page."""
        return Page(self.body.decode(errors="replace"))

    @property
    def path(self) -> str:
        """Where one landed."""
        return urlsplit(self.url).path

    @property
    def host(self) -> str:
        """Who answered, without the port."""
        return urlsplit(self.url).hostname or ""

    @property
    def summary(self) -> str:
        """Status and first words, for the person who must find out why."""
        words = " ".join(self.page.text.split()[:FIRST_WORDS])
        return f"{self.status} at {self.method} {self.url}: {words or '(no words)'}"

    def expect(self, status: int = OK, *, at: str = "") -> "Answer":
        """Return itself. Raises Failure unless status, and the end of the path, fit."""
        if self.status != status or not self.path.endswith(at):
            where = f" at a page {at}" if at else ""
            raise Failure(expected=f"{status}{where}", came=self.summary)
        return self

    def form(self, *, with_field: str = "", to: str = "") -> Form:
        """Return a form of the page. Raises Failure when there is none."""
        found = self.page.form(with_field=with_field, to=to)
        if found is None:
            raise Failure(
                expected=f"a form {with_field or to or 'of its own'}", came=self.summary
            )
        return found


@dataclass
class Browser:
    """One person's browser. `address` is where the web process listens, or the edge.

    `authority` is the root certificate that is trusted, for addresses with https.
    """

    address: str
    authority: Path | None = None
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def another(self) -> "Browser":
        """Somebody else's: the same place, no cookies."""
        return Browser(self.address, self.authority)

    def get(self, url: str) -> Answer:
        """Open a page."""
        return self._follow("GET", url, b"", {})

    def submit(
        self, answer: Answer, form: Form, *, file: File | None = None, **typed: str
    ) -> Answer:
        """Fill in what a person would, and send the form of this page.

        Raises Failure when the form has no such field.
        """
        data = dict(form.fields)
        for short, value in typed.items():
            name = form.name_of(short)
            if name is None:
                raise Failure(expected=f"a field {short}", came=str(sorted(form.names)))
            data[name] = value
        url = urljoin(answer.url, form.action)
        headers = {"Origin": _origin(answer.url) if _same(url, answer.url) else "null"}
        if file is None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return self._follow("POST", url, urlencode(data).encode(), headers)
        boundary = secrets.token_hex(16)
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        return self._follow(
            "POST", url, _multipart(data, file, form, boundary), headers
        )

    def _follow(
        self, method: str, url: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        for _ in range(MOST_REDIRECTS):
            answer = self._send(method, url, body, headers)
            if answer.status not in REDIRECTS:
                return answer
            url = urljoin(url, answer.headers.get("location", ""))
            if answer.status not in KEEPS_METHOD:
                method, body, headers = "GET", b"", {}
        raise Failure(expected="an answer", came=f"redirects without end to {url}")

    def _send(
        self, method: str, url: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        parts = urlsplit(url)
        host = parts.hostname or ""
        path = parts.path or "/"
        connection = self._connection(parts.scheme, host)
        try:
            connection.request(
                method,
                f"{path}?{parts.query}" if parts.query else path,
                body=body or None,
                headers={**headers, **self._cookie_header(host), "Host": parts.netloc},
            )
            response = connection.getresponse()
            self._keep_cookies(host, response.headers.get_all("Set-Cookie") or [])
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(method, url, response.status, found, response.read())
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        if scheme == "https":
            trust = ssl.create_default_context(cafile=self.authority)
            connection.connect()
            connection.sock = trust.wrap_socket(connection.sock, server_hostname=host)
        return connection

    def _cookie_header(self, host: str) -> dict[str, str]:
        jar = self.cookies.get(host)
        if not jar:
            return {}
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}

    def _keep_cookies(self, host: str, lines: list[str]) -> None:
        jar = self.cookies.setdefault(host, {})
        for line in lines:
            try:
                found = SimpleCookie(line)
            except CookieError:
                continue
            for name, morsel in found.items():
                if morsel["max-age"] == "0" or not morsel.value:
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _same(one: str, other: str) -> bool:
    """Whether a browser names the origin; our pages let it name it only at home."""
    return _origin(one) == _origin(other)


def _multipart(data: dict[str, str], file: File, form: Form, boundary: str) -> bytes:
    """Encode as RFC 7578 says; the file goes into the form's one file field."""
    chosen = next(iter(form.names - form.fields.keys()), "file")
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in data.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{chosen}"; '
        f'filename="{file.name}"\r\nContent-Type: {file.content_type}\r\n\r\n'
    )
    before = "".join(f"{part}\r\n" for part in parts) + head
    return before.encode() + file.content + f"\r\n--{boundary}--\r\n".encode()
