"""psql replaying the same statements, in one transaction, from a file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

TIME = re.compile(r"^Time: ([\d.]+) ms", re.MULTILINE)
QUIET = ("-X", "-q", "-v", "ON_ERROR_STOP=1")


@dataclass(frozen=True, slots=True)
class Replay:
    """How long it took, in seconds.

    `statements` is the sum that psql's own \\timing gives: each statement from sending
    it to its answer, BEGIN and COMMIT included, without psql's start, its connection
    and its reading of the file. `process` is all of it.
    """

    statements: float
    process: float


@dataclass(frozen=True, slots=True)
class Psql:
    """The program, and the database that it fills."""

    program: Path
    dsn: str
    folder: Path

    def make(self, schema: str, statements: Sequence[str]) -> Replay:
        """Make the schema, unmeasured; then replay the statements in it."""
        self._run("-c", f'CREATE SCHEMA "{schema}"')
        file = self.folder / "replay.sql"
        file.write_text(";\n".join(["\\timing on\nBEGIN", *statements, "COMMIT;\n"]))
        began = perf_counter()
        output = self._run("-f", str(file))
        process = perf_counter() - began
        times = [float(each) / 1000 for each in TIME.findall(output)]
        if len(times) != len(statements) + 2:
            raise RuntimeError(f"psql timed {len(times)} of {len(statements)} + 2")
        return Replay(statements=sum(times), process=process)

    def _run(self, *arguments: str) -> str:
        command = [str(self.program), *QUIET, *arguments, self.dsn]
        return subprocess.run(
            command, env={"LC_ALL": "C"}, capture_output=True, text=True, check=True
        ).stdout
