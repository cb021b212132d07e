"""What a browser got: all of it, as bytes that can be searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A response that was read to its end."""

    status: int
    head: bytes
    body: bytes
    location: str

    @classmethod
    def of(cls, response: Any) -> Answer:
        """Read a response, also a file."""
        if response.streaming:
            body = b"".join(response.streaming_content)
        else:
            body = response.content
        return cls(
            status=response.status_code,
            head=f"{response.headers}\n{response.cookies.output()}".encode(),
            body=body,
            location=response.headers.get("Location", ""),
        )

    @property
    def mark(self) -> str:
        """How the table writes it: the status, or `in` for the way to the sign-in."""
        leads_in = self.status == 302 and self.location.startswith("/sign-in/")
        return "in" if leads_in else str(self.status)

    @property
    def everything(self) -> bytes:
        """Head and body."""
        return self.head + b"\n\n" + self.body
