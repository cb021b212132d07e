"""bin/bench documents: what encryption, firms and the log cost a file of 100 MB.

Two web servers of the same kind (gunicorn, one process, eight threads) on one machine
in turn, over HTTP: ours, with session, gate, quarantine, audit log and encrypted
storage in a folder; and plain Django, which keeps the file by FileSystemStorage and
gives it by FileResponse to whoever asks. Both hash nothing else than they must.

Goals of ours: decrypting 300 MB for each second of a core, within the process alone,
and the whole server's memory grows by 32 MB at most; the first byte after 50 ms; a
range of the last MiB costs one chunk. What plain Django takes stands beside it, without
a goal: it does less.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests import stack
from tests.bench.report import table

if TYPE_CHECKING:  # they need Django, which is ready later
    from tests.bench.documents_peers.asking import Took
    from tests.bench.documents_peers.firm import Desk

MEGABYTE = 1024 * 1024
SPEED, GROWTH, FIRST = 300, 32, 0.050  # MB a second of a core, MB, seconds
HEAD = b"%PDF-1.7\n"


def main() -> int:
    """Measure, print, and tell whether the goals were met."""
    parser = argparse.ArgumentParser(prog="bin/bench documents", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with stack.served(), tempfile.TemporaryDirectory() as folder:
        from tests.bench.documents_peers import firm  # noqa: PLC0415

        desk = firm.open_desk()
        found = measure(desk, Path(folder), asked)
        speed = decrypting(desk)
        chunks = desk.chunks_of_a_range(MEGABYTE)
    show(found, asked.megabytes)
    return verdict(found, speed, chunks)


Found = dict[str, list["Took"]]


def measure(desk: Desk, folder: Path, asked: argparse.Namespace) -> Found:
    """Send and fetch in turn, after one round that warms up."""
    from tests.bench.documents_peers import asking, servers  # noqa: PLC0415

    found: Found = {}
    kind = {"Content-Type": f"multipart/form-data; boundary={asking.BOUNDARY}"}
    with servers.ours() as ours, servers.plain(folder) as plain:
        sends: dict[str, Callable[[bytes], Took]] = {
            "upload: ours": lambda content: desk.send(ours, content),
            "upload: plain": lambda content: asking.ask(
                plain, "POST", "/upload/", headers=kind,
                body=asking.form({}, "file", content), is_kept=True,
            ),
        }  # fmt: skip
        for number in range(asked.rounds + 1):
            size = (asked.megabytes if number else 2) * MEGABYTE
            content = HEAD + os.urandom(size - len(HEAD))
            took = {name: send(content) for name, send in sends.items()}
            name = took["upload: plain"].body.decode()
            took["download: ours"] = desk.fetch(ours)
            took["download: plain"] = asking.ask(plain, "GET", f"/{name}", headers={})
            (folder / name).unlink()
            for what, each in took.items() if number else ():
                assert not what.startswith("download") or each.size == size
                found.setdefault(what, []).append(each)
    return found


def decrypting(desk: Desk) -> float:
    """MB for each second of a core, when nothing else is done with them."""
    from django.core.files.storage import default_storage  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415

    document = desk.newest()
    speeds = []
    for _round in range(3):
        with scope.scope(desk.firm), default_storage.open(document.key) as file:
            began = time.process_time()
            size = sum(map(len, iter(lambda: file.read(64 * 1024), b"")))
            speeds.append(size / MEGABYTE / (time.process_time() - began))
    return median(speeds)


def show(found: Found, megabytes: int) -> None:
    """One table of medians; memory is the most of all rounds."""
    minute = os.getloadavg()[0]
    print(f"load of the last minute: {minute:.1f} on {os.cpu_count()} processors")
    rows = [
        [
            what,
            f"{median(each.seconds for each in took):.2f}",
            f"{megabytes / median(each.seconds for each in took):.0f}",
            f"{megabytes / max(median(each.cpu for each in took), 0.01):.0f}",
            table.milliseconds(median(each.first for each in took)),
            f"{max(each.memory for each in took) / MEGABYTE:.1f}",
        ]
        for what, took in found.items()
    ]
    head = "file|seconds|MB/s|MB/s of a core|first byte, ms|memory, MB"
    table.show(head.split("|"), rows)


def verdict(found: Found, speed: float, chunks: int) -> int:
    """The last line, and 1 when a goal is missed."""
    ours = [each for what, took in found.items() if "ours" in what for each in took]
    first = median(each.first for each in found["download: ours"])
    growth = max(each.memory for each in ours) / MEGABYTE
    print(f"documents: decrypting = {speed:.0f} MB/s first byte = {first * 1000:.0f} ms"
          f" memory = {growth:.0f} MB chunks of a range = {chunks}")  # fmt: skip
    is_missed = speed < SPEED or first > FIRST or growth > GROWTH or chunks != 1
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
