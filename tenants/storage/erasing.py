"""All files of one firm, gone for good: with every version that a bucket keeps.

Works on an address and the firm's id, not on the firm in force: the same is done to the
documents and to the backups, and when the firm's schema is gone already.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from botocore.exceptions import ClientError

from tenants.storage import inner

UNKNOWN_THERE = ("NotImplemented", "MethodNotAllowed", "NoSuchUpload")


class NotErased(OSError):  # noqa: N818  (reads as what happened)
    """Something is left, or the bucket refused to delete."""


@dataclass(frozen=True, slots=True)
class Held:
    """How much there is: files as people see them, and what a bucket keeps in all."""

    files: int
    versions: int


def held(address: inner.Address, firm_id: UUID) -> Held:
    """What lies there of the firm. A folder keeps no versions: each file is one."""
    if address.scheme == "file":
        number = sum(each.is_file() for each in _folder(address, firm_id).rglob("*"))
        return Held(number, number)
    bucket, prefix = _bucket(address, firm_id)
    files = sum(1 for _each in bucket.objects.filter(Prefix=prefix))
    versions = sum(each.size is not None for each in _known(bucket, "versions", prefix))
    return Held(files, max(files, versions))


def erase(address: inner.Address, firm_id: UUID) -> None:
    """Remove it all. Safe to repeat. Raises NotErased when something stays."""
    if address.scheme == "file":
        _erase_folder(_folder(address, firm_id))
    else:
        _erase_prefix(*_bucket(address, firm_id))


def _erase_folder(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
    if folder.exists():
        raise NotErased(f"{folder} is still there.")


def _erase_prefix(bucket: Any, prefix: str) -> None:
    """Versions and delete markers first, then what a bucket without them holds."""
    for upload in _known(bucket, "uploads", prefix):
        upload.abort()
    if _known(bucket, "versions", prefix):
        _check(bucket.object_versions.filter(Prefix=prefix).delete())
    _check(bucket.objects.filter(Prefix=prefix).delete())
    if any(True for _each in bucket.objects.filter(Prefix=prefix).limit(1)):
        raise NotErased(f"{bucket.name} still holds files of {prefix}")


def _check(answers: Iterable[dict[str, Any]]) -> None:
    """S3 answers 200 for a batch of which it refused a part."""
    for answer in answers:
        for error in answer.get("Errors", ()):
            raise NotErased(f"{error.get('Key')}: {error.get('Code')}")


def _known(bucket: Any, kind: str, prefix: str) -> list[Any]:
    """Versions (delete markers too) or unfinished uploads; none where S3 has neither.

    Servers that speak S3 without these say so: rclone by 501 and 404.
    """
    asked = {"versions": bucket.object_versions, "uploads": bucket.multipart_uploads}
    try:
        return list(asked[kind].filter(Prefix=prefix))
    except ClientError as error:
        if error.response["Error"]["Code"] in UNKNOWN_THERE:
            return []
        raise


def _folder(address: inner.Address, firm_id: UUID) -> Path:
    return Path(address.path) / str(firm_id)


def _bucket(address: inner.Address, firm_id: UUID) -> tuple[Any, str]:
    storage: Any = inner.build(address)
    above = address.path.strip("/")
    return storage.bucket, f"{above}/{firm_id}/".lstrip("/")
