"""What a process that was killed left of a file that it was writing: a `.part` in a
folder, or parts of an upload in a bucket. Nobody sees these by their names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from botocore.exceptions import ClientError

from tenants.storage import inner
from tenants.storage.erasing import UNKNOWN_THERE

PARTS = ".*.part"


def found(address: inner.Address, firm_id: UUID, *, before: datetime) -> int:
    """How many a firm has that were begun before."""
    return sum(1 for _each in _all(address, firm_id, before))


def remove(address: inner.Address, firm_id: UUID, *, before: datetime) -> int:
    """Remove them; how many there were."""
    removed = 0
    for each in list(_all(address, firm_id, before)):
        if isinstance(each, Path):
            each.unlink(missing_ok=True)
        else:
            each.abort()
        removed += 1
    return removed


def _all(address: inner.Address, firm_id: UUID, before: datetime) -> Iterator[Any]:
    if address.scheme == "file":
        yield from _parts(Path(address.path) / str(firm_id), before)
    else:
        yield from _uploads(address, firm_id, before)


def _parts(folder: Path, before: datetime) -> Iterator[Path]:
    for path in folder.rglob(PARTS):
        with suppress(FileNotFoundError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                yield path


def _uploads(address: inner.Address, firm_id: UUID, before: datetime) -> Iterator[Any]:
    """A server that does not know unfinished uploads says so."""
    bucket: Any = inner.build(address)
    prefix = f"{address.path.strip('/')}/{firm_id}/".lstrip("/")
    try:
        for upload in bucket.bucket.multipart_uploads.filter(Prefix=prefix):
            if upload.initiated < before:
                yield upload
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNKNOWN_THERE:
            raise
