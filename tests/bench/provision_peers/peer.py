"""The parent's side of a peer: a process that stays up and answers."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Self


class PeerLost(RuntimeError):  # noqa: N818  (reads as what happened)
    """A peer did not answer, so there is nothing to compare with."""


class Peer:
    """A peer's process. Start-up and imports are over when the constructor returns."""

    def __init__(
        self,
        name: str,
        environment: dict[str, str],
        *,
        package: str = "provision_peers",
    ) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.bench.{package}.{name}"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def ask(self, line: str) -> dict[str, Any]:
        """Send a line and wait for the answer. Raises PeerLost."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise PeerLost(self.name) from None
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        text = self._process.stdout.readline()
        if not text:
            raise PeerLost(self.name)
        return dict(json.loads(text))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
