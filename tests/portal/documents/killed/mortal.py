"""Takes an upload, or works on what came in, and dies by SIGKILL at that moment.

    python -m tests.portal.documents.killed.mortal ACCEPTED

It reads lines `upload FILE SECONDS` and `work SECONDS`, and for each forks a child that
does it, from a process in which everything is imported. Then it prints the signal by
which the child ended (0: it lived), and how long it lived. What a browser was told has
arrived is written to the file ACCEPTED: the document, and the hash of what was sent.

The scanner is one of our own, which reads the file and knows one virus.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

VIRUS = b"a virus of this test"
AGES = 60.0


class Mortal:
    """The parent's side."""

    def __init__(self, accepted: Path) -> None:
        from tests import stack  # noqa: PLC0415  (the child has no pytest plugin)

        self._accepted = accepted
        accepted.touch()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(accepted)],
            cwd=stack.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def upload(self, file: Path, *, dies_after: float = AGES) -> tuple[int, float]:
        """Send a file; the signal that ended the web process, and how long it lived."""
        return self._ask(f"upload {file} {dies_after}")

    def work(self, *, dies_after: float = AGES) -> tuple[int, float]:
        """Have the worker do what is due; the same."""
        return self._ask(f"work {dies_after}")

    @property
    def accepted(self) -> dict[str, str]:
        """The documents whose senders were told that they have arrived."""
        lines = self._accepted.read_text().splitlines()
        return dict(line.split() for line in lines)  # type: ignore[misc]

    def _ask(self, line: str) -> tuple[int, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        died_of, seconds = self._process.stdout.readline().split()
        return int(died_of), float(seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()


def main(accepted: str) -> None:
    """Fork for each line. No connection is open then, so none is shared."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from portal.documents import tasks  # noqa: F401, PLC0415  (registers consumers)
    from portal.documents.scanning import scanner  # noqa: PLC0415
    from tests.provisioning.mortal import _wait  # noqa: PLC0415

    settings.SCANNER = ("127.0.0.1", 9)
    scanner.scan = _scan
    get_resolver(settings.FIRM_URLCONF).url_patterns  # noqa: B018
    for line in sys.stdin:
        *what, seconds = line.split()
        began = time.perf_counter()
        child = os.fork()
        if child == 0:
            _live(what, accepted)
        status = _wait(child, float(seconds))
        died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        lived = time.perf_counter() - began
        print(died_of, lived, flush=True)  # noqa: T201  (the answer to the parent)


def _scan(file: IO[Any]) -> Any:
    from portal.documents.models import Scan  # noqa: PLC0415

    found = b"".join(iter(lambda: file.read(64 * 1024), b""))
    return Scan.INFECTED if VIRUS in found else Scan.CLEAN


def _live(what: list[str], accepted: str) -> None:
    from tenants import scope  # noqa: PLC0415
    from tenants.models import Firm  # noqa: PLC0415
    from tenants.outbox.delivering import deliver_due  # noqa: PLC0415

    with scope.public():
        firm = Firm.objects.get(slug="peeters")
    with scope.scope(firm):
        if what[0] == "work":
            deliver_due()
        else:
            _upload(Path(what[1]), accepted)
    os._exit(0)


def _upload(path: Path, accepted: str) -> None:
    """As the view does; the last line is its answer to the browser."""
    from uuid import uuid4  # noqa: PLC0415

    from django.core.files.base import File  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from portal.cases.models import Case  # noqa: PLC0415
    from portal.documents import actions, file_types  # noqa: PLC0415
    from portal.documents.incoming import Incoming  # noqa: PLC0415
    from tenants.accounts.models import User  # noqa: PLC0415
    from tests.cast import key  # noqa: PLC0415

    kind = file_types.HEIC if path.suffix == ".heic" else file_types.PDF
    with path.open("rb") as file:
        incoming = Incoming(
            file=File(file, path.name), file_name=path.name, kind=kind,
            form_token=uuid4(),
        )  # fmt: skip
        document = actions.upload(
            case=Case.objects.get(pk=key("divorce")), incoming=incoming,
            by=User.objects.get(pk=key("Bart")), at=timezone.now(),
        )  # fmt: skip
        told = f"{document.pk} {incoming.sha256}\n"
    handle = os.open(accepted, os.O_WRONLY | os.O_APPEND)
    os.write(handle, told.encode())


if __name__ == "__main__":
    main(sys.argv[1])
