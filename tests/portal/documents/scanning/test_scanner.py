"""What the daemon says, and that no answer is never a good one."""

from __future__ import annotations

import io
import socket
import zipfile
from threading import Thread
from typing import Any

import pytest
from clamav_client.clamd import ClamdError

from infra.embedded.ports import LOOPBACK, free_port
from portal.documents.models import Scan
from portal.documents.scanning import scanner as scanning
from tests.clamav import EICAR, LARGEST


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", content)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [EICAR, b"%PDF-1.7\n" + EICAR, zipped(EICAR)])
def test_a_virus_is_found(content: bytes, scanner: None) -> None:
    assert scanning.scan(io.BytesIO(content)) == Scan.INFECTED


def test_a_clean_file_is_clean(scanner: None) -> None:
    assert scanning.scan(io.BytesIO(b"%PDF-1.7 nothing in it")) == Scan.CLEAN


def test_what_is_larger_than_the_scanner_takes_is_not_clean(scanner: None) -> None:
    for beyond in (1, 8 * LARGEST):
        found = scanning.scan(io.BytesIO(bytes(LARGEST + beyond)))
        assert found == Scan.TOO_LARGE


def test_a_scanner_that_is_away_gives_no_answer(settings: Any) -> None:
    settings.SCANNER = LOOPBACK, free_port()

    with pytest.raises(ClamdError):
        scanning.scan(io.BytesIO(b"%PDF-1.7"))


@pytest.mark.parametrize(
    "answer", [b"", b"stream: ", b"stream: OK but", b"stream: Broken. ERROR\n"]
)
def test_half_an_answer_is_none(answer: bytes, settings: Any) -> None:
    """As of a daemon that was killed while it looked."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        settings.SCANNER = listening.getsockname()
        thread = Thread(target=_answer_once, args=(listening, answer))
        thread.start()

        with pytest.raises((ClamdError, OSError)):
            scanning.scan(io.BytesIO(bytes(1024 * 1024)))

        thread.join()


def _answer_once(listening: socket.socket, answer: bytes) -> None:
    asked, _ = listening.accept()
    with asked:
        asked.recv(1024)
        asked.sendall(answer)
