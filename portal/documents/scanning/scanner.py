"""ClamAV's daemon, over its own TCP protocol. Nothing is written down here."""

from __future__ import annotations

import socket
import struct
from typing import IO, Any, BinaryIO, cast

from clamav_client.clamd import (
    BufferTooLongError,
    ClamdNetworkSocket,
    CommunicationError,
    ScanResults,
)
from django.conf import settings

from portal.documents.models import Scan

PIECE_BYTES = 64 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 120  # clamd answers when it has looked at all of it
TOO_LONG = "INSTREAM size limit exceeded. ERROR"
LIMITS = "Heuristics.Limits.Exceeded"  # what clamd did not look at to the end


def is_there() -> bool:
    """Whether the platform has a scanner; not whether it answers."""
    return bool(settings.SCANNER)


def scan(file: IO[Any]) -> Scan:
    """CLEAN or INFECTED, told by the bytes, which are read piece by piece; TOO_LARGE
    when the scanner does not take that much, or did not look at all that is in it.

    Raises ClamdError or OSError when there is no answer: never taken for a good one.
    """
    if not settings.SCANNER:
        raise CommunicationError("There is no scanner.")
    host, port = settings.SCANNER
    try:
        answers = Clamd(host, port, ANSWER_SECONDS).instream(cast("BinaryIO", file))
    except BufferTooLongError:
        return Scan.TOO_LARGE
    return _verdict(answers)


def _verdict(answers: ScanResults) -> Scan:
    ((status, name),) = answers.values()
    if status == "OK":
        return Scan.CLEAN
    if status != "FOUND":
        raise CommunicationError(f"The scanner says {status}.")
    if (name or "").startswith(LIMITS):
        return Scan.TOO_LARGE
    return Scan.INFECTED


class Clamd(ClamdNetworkSocket):
    """The library's client, with larger pieces, IPv6, and an ear for a daemon that
    hangs up: it says why before it does."""

    def instream(self, buff: BinaryIO) -> ScanResults:
        """Send all of it and read the answer."""
        self._init_socket()
        try:
            self._send(buff)
            answer = self._recv_response()
        finally:
            self._close_socket()
        if answer == TOO_LONG:
            raise BufferTooLongError(answer)
        path, name, status = self._parse_response(answer)
        return {path: (status, name)}

    def _init_socket(self) -> None:
        address = (self.host, self.port)
        try:
            self.clamd_socket = socket.create_connection(address, CONNECT_SECONDS)
        except OSError as error:
            raise CommunicationError(self._error_message(error)) from error
        self.clamd_socket.settimeout(self.timeout)

    def _send(self, file: BinaryIO) -> None:
        self._send_command("INSTREAM")
        while piece := file.read(PIECE_BYTES):
            if not self._sent(struct.pack("!L", len(piece)) + piece):
                return
        self._sent(struct.pack("!L", 0))

    def _sent(self, piece: bytes) -> bool:
        try:
            self.clamd_socket.sendall(piece)
        except ConnectionError:
            return False
        return True
