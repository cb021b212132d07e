"""What a browser got: all of it, as bytes that can be searched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

FOUND = 302
WAYS = {
    "/sign-in/": "in",
    "/operate/sign-in/": "in",
    "/operate/second-factor/": "code",
}


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

    def and_then(self, other: Answer) -> Answer:
        """Both, as one that ended like the other."""
        head, body = self.head + other.head, self.body + other.body
        return replace(other, head=head, body=body)

    @property
    def mark(self) -> str:
        """How the table writes it: the status, or a word for where it leads."""
        if self.status == FOUND:
            for start, word in WAYS.items():
                if self.location.startswith(start):
                    return word
        return str(self.status)

    @property
    def everything(self) -> bytes:
        """Head and body."""
        return self.head + b"\n\n" + self.body
