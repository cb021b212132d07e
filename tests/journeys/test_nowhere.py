"""What a document says is nowhere in clear: not where it is stored, not where it waits,
not in the database and its log, not in Valkey, and in no line that a process wrote."""

from __future__ import annotations

import base64
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.embedded.address import StackAddress
from infra.journey import desk
from infra.journey.browser import File, _multipart
from infra.journey.document import new_pdf
from infra.journey.firm import Firm
from tests import stack
from tests.journeys.running import RunningPlatform, wait_for

pytestmark = pytest.mark.timeout(300)

MEGABYTE = 1024 * 1024
COUNTED = "SELECT count(*) FROM portal_documents_document WHERE pages = 1"


def test_what_a_document_says_is_nowhere_in_clear(
    platform: RunningPlatform, firm: Firm, mark: str
) -> None:
    secret, known = secrets.token_hex(16), f"known {mark}"
    contact = desk.add_contact(firm, name=known, email=f"sofie@{mark}.example")
    case = desk.open_case(firm, title="Sale", client=contact)
    small, large = saying(secret, 1), saying(secret, 3 * MEGABYTE)
    with half_sent(platform, firm, case, large):
        waiting = list(wait_for_deleted_files(platform))
    documents = [desk.upload(firm, case=case, file=each) for each in (small, large)]
    desk.share(firm, case=case, document=documents[0])
    for each in documents:
        file = firm.browser.get(f"{firm.url}/desk/documents/{each}/file/").expect()
        assert secret.encode() in file.body
    schema = schema_of(platform, firm)
    wait_for(lambda: platform.ask(schema, COUNTED) == [(2,)])

    found, searched = searched_for(secret, known, places(platform))

    assert found[secret] == []
    assert {place for place in found[known] if "postgres" in place.parts}
    assert [secret.encode() in each for each in waiting] == [False] * len(waiting)
    assert max(map(len, waiting)) > MEGABYTE
    stored = [path for path in searched if "files" in path.parts]
    assert len(stored) >= 2
    assert {path.read_bytes()[:8] for path in stored} == {b"TABLFILE"}
    assert any(path.suffix == ".rdb" for path in searched)
    assert any("pg_wal" in path.parts for path in searched)
    assert any("logs" in path.parts for path in searched)


def saying(secret: str, size: int) -> File:
    """A PDF with these words on its page, and again and again behind it."""
    line = f"{secret}\n".encode()
    return new_pdf(
        "deed.pdf", says=secret.encode(), padding=line * (size // len(line) + 1)
    )


def schema_of(platform: RunningPlatform, firm: Firm) -> str:
    statement = f"SELECT schema_name FROM tenants_firm WHERE slug = '{firm.slug}'"
    ((schema,),) = platform.ask("public", statement)
    return str(schema)


def places(platform: RunningPlatform) -> list[Path]:
    """Every folder in which our processes keep something."""
    platform.ask("public", "CHECKPOINT")
    servers = StackAddress.load(os.environ[stack.SERVERS]).directory / "postgres"
    data = min((each.parent for each in servers.rglob("PG_VERSION")), key=len_of)
    ((number,),) = platform.ask(
        "public", "SELECT oid FROM pg_database WHERE datname = current_database()"
    )
    tables = [data / each for each in (f"base/{number}", "global", "pg_wal")]
    return [platform.folder, platform.dump_valkey().parent, *tables]


def len_of(path: Path) -> int:
    return len(path.parts)


def searched_for(
    secret: str, known: str, folders: list[Path]
) -> tuple[dict[str, list[Path]], set[Path]]:
    """Where each is, in whatever writing, and where was looked."""
    found: dict[str, list[Path]] = {secret: [], known: []}
    searched = {path for each in folders for path in each.rglob("*") if path.is_file()}
    for path in searched:
        content = path.read_bytes()
        for word, where in found.items():
            if any(form in content for form in writings(word)):
                where.append(path)
    return found, searched


def writings(word: str) -> Iterator[bytes]:
    """In bytes, as hexadecimal, in wide letters, and in base64 at any place."""
    text = word.encode()
    yield from (text, text.hex().encode(), word.encode("utf-16-le"))
    for before in range(3):
        written = base64.b64encode(bytes(before) + text)
        yield written[4 if before else 0 : -4]


@contextmanager
def half_sent(
    platform: RunningPlatform, firm: Firm, case: str, file: File
) -> Iterator[None]:
    """An upload of which the end does not come."""
    browser = firm.browser
    page = browser.get(f"{firm.url}/desk/cases/{case}/").expect()
    form = page.form(to=f"/desk/cases/{case}/documents/")
    body = _multipart(dict(form.fields), file, form, "half")
    cookies = browser._cookie_header(page.host)["Cookie"]
    host = firm.url.removeprefix("http://")
    head = (
        f"POST /desk/cases/{case}/documents/ HTTP/1.1\r\nHost: {host}\r\n"
        f"Origin: {firm.url}\r\nCookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: multipart/form-data; boundary=half\r\n\r\n"
    )
    address, port = platform.address.split(":")
    with socket.create_connection((address, int(port)), timeout=30) as connection:
        connection.sendall(head.encode() + body[:-1000])
        yield


def wait_for_deleted_files(platform: RunningPlatform) -> Iterator[bytes]:
    """What the web process has open that has no name any more, once there is much."""
    wait_for(lambda: sum(map(len, deleted_files(platform))) > MEGABYTE)
    return deleted_files(platform)


def deleted_files(platform: RunningPlatform) -> Iterator[bytes]:
    pid = platform.process("web").pid
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) != pid:
                continue
            for each in (process / "fd").iterdir():
                is_gone = str(each.readlink()).endswith(" (deleted)")
                if is_gone and each.is_file():
                    yield each.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
