"""The web process and the worker die by kill -9, at any moment of an upload, a scan,
and what follows: no file is lost that its sender was told has arrived, and what is left
over is swept."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.documents.models import Document, Scan
from tenants import scope
from tenants.models import Firm
from tenants.outbox.models import Delivery
from tenants.storage import sweeping
from tests import cast as casting
from tests.factories import pdf
from tests.portal.documents.killed.mortal import VIRUS, Mortal
from tests.portal.documents.test_photos import heic
from tests.thorough import times

KILLS = times(10, all_of=100)  # of the web process, and as many of the worker
SAMPLES, LONGER, TOO_MANY = 3, 1.3, 20
LATER = timedelta(days=2)  # when the sweep takes what nobody knows
MEGABYTE = 1024 * 1024


@pytest.fixture
def files(tmp_path: Path) -> Callable[[int], Path]:
    """Each time another: mostly PDFs of three chunks, photographs, and a virus."""
    photograph = heic()

    def made(number: int) -> Path:
        dice = Random(number)
        if number % 4 == 1:
            path, content = tmp_path / f"{number}.heic", photograph + dice.randbytes(9)
        else:
            virus = VIRUS if number % 4 == 2 else b""
            path = tmp_path / f"{number}.pdf"
            content = pdf() + virus + dice.randbytes(2 * MEGABYTE + 5)
        path.write_bytes(content)
        return path

    return made


@pytest.mark.timeout(times(300, all_of=1800))
def test_no_accepted_file_is_lost_and_nothing_is_left_over(
    mortal: Mortal,
    firm: Firm,
    files: Callable[[int], Path],
    record_property: Callable[[str, object], None],
) -> None:
    """Two hundred kills in `bin/bench kills`."""
    with scope.scope(firm):
        casting.make("killed")
    web, worker, runs = kill_often(mortal, files, Random(6))
    until_nothing_is_due(mortal, firm)

    with scope.scope(firm):
        wrong = [what_is_wrong(pk, sha256) for pk, sha256 in mortal.accepted.items()]
        sweeping.sweep(at=timezone.now() + LATER, is_repair=True)
        left = sweeping.sweep(at=timezone.now() + LATER, is_repair=False)
    assert [each for each in wrong if each] == []
    assert left.is_clean, left
    assert len(wrong) >= SAMPLES
    record_property("kills", web + worker)
    record_property("runs", runs)


def kill_often(
    mortal: Mortal, files: Callable[[int], Path], dice: Random
) -> tuple[int, int, int]:
    """How often the web process died, and the worker, in how many uploads. Some live,
    so that there is something to lose."""
    upload = min(mortal.upload(files(number))[1] for number in range(SAMPLES))
    work = mortal.work()[1] / SAMPLES
    web = worker = runs = 0
    while min(web, worker) < KILLS:
        runs += 1
        file = files(SAMPLES + runs)
        died_of, _ = mortal.upload(file, dies_after=dice.uniform(0, LONGER * upload))
        web += died_of == signal.SIGKILL
        died_of, _ = mortal.work(dies_after=dice.uniform(0, LONGER * work))
        worker += died_of == signal.SIGKILL
        assert runs < TOO_MANY * KILLS, "they end before they are killed"
    return web, worker, runs


def until_nothing_is_due(mortal: Mortal, firm: Firm) -> None:
    """The next worker finishes what the dead ones began."""
    for _round in range(20):
        mortal.work()
        with scope.scope(firm):
            ours = Delivery.objects.filter(event__topic__startswith="document.")
            if not ours.waiting().update(due_at=timezone.now()):
                return
    raise AssertionError("something stays due for ever")


def what_is_wrong(pk: str, sha256: str) -> str:
    """Of a file that has arrived: it is there, scanned, and opens as it was sent."""
    document = Document.objects.filter(pk=pk).first()
    if document is None:
        return f"{pk} is lost"
    if document.scan == Scan.INFECTED:
        return f"{pk} is there" if default_storage.exists(document.key) else ""
    keys = [each.key for each in (document, *document.versions.all())]
    found = {
        hashlib.sha256(default_storage.open(key).read()).hexdigest() for key in keys
    }
    is_right = sha256 in found and document.scan == Scan.CLEAN
    return "" if is_right else f"{pk} is {document.scan}, or another file"
