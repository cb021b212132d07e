"""A folder of messages: one `.eml` file each, named so that names sort by time."""

import email.policy
import os
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

POLICY = email.policy.default
IDENT = re.compile(r"[0-9]{20}-[0-9a-f]{8}")
NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class Message:
    """One received message. `to` are the addresses of the envelope."""

    id: str
    received: datetime
    to: tuple[str, ...]
    sender: str
    subject: str
    text: str
    html: str


class Mailbox:
    """All messages that were received."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    def store(self, content: bytes, *, sender: str, to: Sequence[str]) -> str:
        """Keep a message on disk before the sender is told that we have it."""
        ident = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        draft = self.folder / f".{ident}"
        with draft.open("wb") as file:
            file.write(_envelope(sender, to) + content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self._path(ident))
        return ident

    def messages(self, *, to: str = "") -> list[Message]:
        """Return the messages, newest first; only those to an address if given."""
        paths = sorted(self.folder.glob("*.eml"), reverse=True)
        found = [_read(path) for path in paths]
        wanted = to.strip().casefold()
        return [
            message
            for message in found
            if not wanted or wanted in map(str.casefold, message.to)
        ]

    def message(self, ident: str) -> Message | None:
        """Return one message, None when there is none of that name."""
        path = self._path(ident)
        is_ours = IDENT.fullmatch(ident) is not None
        return _read(path) if is_ours and path.is_file() else None

    def source(self, message: Message) -> str:
        """Return a message as it was received."""
        return self._path(message.id).read_text(encoding="utf-8", errors="replace")

    def _path(self, ident: str) -> Path:
        return self.folder / f"{ident}.eml"


def _envelope(sender: str, to: Sequence[str]) -> bytes:
    """Headers that tell the envelope, as mail servers write them."""
    lines = [f"Return-Path: <{sender}>", *(f"X-Original-To: {name}" for name in to)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _read(path: Path) -> Message:
    with path.open("rb") as file:
        parsed = BytesParser(EmailMessage, policy=POLICY).parse(file)
    seconds = int(path.name.split("-")[0]) / NANOSECONDS
    return Message(
        id=path.stem,
        received=datetime.fromtimestamp(seconds, tz=UTC),
        to=tuple(str(name) for name in parsed.get_all("X-Original-To", [])),
        sender=str(parsed["From"] or ""),
        subject=str(parsed["Subject"] or ""),
        text=_body(parsed, "plain"),
        html=_body(parsed, "html"),
    )


def _body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an unknown character set
        payload = part.get_payload(decode=True)
        return payload.decode("latin-1") if isinstance(payload, bytes) else ""
