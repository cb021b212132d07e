"""The storage below: a folder of this machine, or a bucket that speaks S3."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured

from tenants.storage.bucket import bucket
from tenants.storage.folder import folder
from tenants.storage.opened import Stored

S3_OPTIONS = frozenset({"endpoint", "region"})


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


class Inner(Protocol):
    """What a folder and a bucket can do alike. Keys are `<firm's uuid>/<name>`."""

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Store a file, whole or not at all."""

    def stored(self, name: str) -> Stored:
        """Read a file by its places. Raises FileNotFoundError."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """This name, or one like it that is free."""

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""

    def exists(self, name: str) -> bool:
        """Whether there is one."""

    def size(self, name: str) -> int:
        """The length of what is stored."""

    def get_modified_time(self, name: str) -> datetime:
        """When it was written."""

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The folders and files in a folder."""


def build(address: Address) -> Inner:
    """The storage at this address. Raises ImproperlyConfigured."""
    if address.scheme == "file":
        return _folder(address)
    if address.scheme == "s3":
        return _bucket(address)
    raise ImproperlyConfigured("TABLINUM_FILES must start with file:// or s3://.")


def _folder(address: Address) -> Inner:
    if address.host or not Path(address.path).is_absolute():
        raise ImproperlyConfigured("TABLINUM_FILES must be file:///an/absolute/path.")
    found: Inner = folder(address.path)
    return found


def _bucket(address: Address) -> Inner:
    if not address.host:
        raise ImproperlyConfigured("TABLINUM_FILES must name a bucket: s3://bucket.")
    if unknown := set(address.options) - S3_OPTIONS:
        raise ImproperlyConfigured(f"TABLINUM_FILES: unknown {sorted(unknown)}.")
    found: Inner = bucket(
        name=address.host,
        location=address.path.strip("/"),
        user=address.user,
        password=address.password,
        options=address.options,
    )
    return found
