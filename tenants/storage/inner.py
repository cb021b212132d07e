"""The storage below: a folder of this machine, or a bucket that speaks S3."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any, Protocol

from botocore.config import Config
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage
from storages.backends.s3 import S3Storage

S3_OPTIONS = frozenset({"endpoint", "region"})
IN_MEMORY_BYTES = 5 * 1024 * 1024


class Address(Protocol):
    """The parts of TABLINUM_FILES, decoded."""

    @property
    def scheme(self) -> str:
        """`file` or `s3`."""

    @property
    def user(self) -> str:
        """The access key of S3, if it is given here."""

    @property
    def password(self) -> str:
        """The secret key of S3."""

    @property
    def host(self) -> str:
        """The bucket."""

    @property
    def path(self) -> str:
        """The folder, or a prefix in the bucket."""

    @property
    def options(self) -> dict[str, str]:
        """The endpoint and region of S3."""


def build(address: Address) -> Storage:
    """The storage at this address. Raises ImproperlyConfigured."""
    if address.scheme == "file":
        return _folder(address)
    if address.scheme == "s3":
        return _bucket(address)
    raise ImproperlyConfigured("TABLINUM_FILES must start with file:// or s3://.")


class Folder(FileSystemStorage):
    """Files of this machine, on the disk before the row that speaks of them is."""

    def _save(self, name: str, content: IO[Any]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for one in (path, path.parent):
            _flush(one)
        return saved


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder(address: Address) -> Storage:
    if address.host or not Path(address.path).is_absolute():
        raise ImproperlyConfigured("TABLINUM_FILES must be file:///an/absolute/path.")
    return Folder(
        location=address.path,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def _bucket(address: Address) -> Storage:
    if not address.host:
        raise ImproperlyConfigured("TABLINUM_FILES must name a bucket: s3://bucket.")
    if unknown := set(address.options) - S3_OPTIONS:
        raise ImproperlyConfigured(f"TABLINUM_FILES: unknown {sorted(unknown)}.")
    bucket: Storage = S3Storage(
        bucket_name=address.host,
        location=address.path.strip("/"),
        endpoint_url=address.options.get("endpoint"),
        region_name=address.options.get("region"),
        # without these, boto3 looks where AWS tools do: environment, profile, role
        access_key=address.user or None,
        secret_key=address.password or None,
        file_overwrite=False,
        default_acl=None,
        querystring_auth=True,
        max_memory_size=IN_MEMORY_BYTES,
        client_config=_client(),
    )
    return bucket


def _client() -> Config:
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
        # the trailing checksums that boto3 adds by itself are unknown to other servers
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
