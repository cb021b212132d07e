"""Backups in a bucket that speaks S3. An upload is there whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError

from provisioning.backup.sealing import Readable
from tenants.storage import inner
from tenants.storage.bucket import HERE
from tenants.storage.parts import Parts


class Bucket:
    """Files below a prefix of a bucket."""

    def __init__(self, address: inner.Address) -> None:
        self._bucket: Any = getattr(inner.build(address), "bucket")  # noqa: B009
        self._prefix = f"{address.path.strip('/')}/".lstrip("/")

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Upload while the parts are made; replaces an object of the same name."""
        self._bucket.upload_fileobj(
            io.BufferedReader(Parts(parts)), self._prefix + name, Config=HERE
        )

    @contextmanager
    def open(self, name: str) -> Iterator[Readable]:
        """Read an object as it comes. Raises FileNotFoundError."""
        try:
            body = self._bucket.Object(self._prefix + name).get()["Body"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == _NOT_FOUND:
                raise FileNotFoundError(name) from None
            raise
        try:
            yield body
        finally:
            body.close()

    def names(self, folder: str) -> set[str]:
        """All objects below a folder."""
        found = self._bucket.objects.filter(Prefix=f"{self._prefix}{folder}/")
        return {one.key.removeprefix(self._prefix) for one in found}

    def remove(self, name: str) -> None:
        """Delete an object; S3 does not mind when there is none."""
        self._bucket.Object(self._prefix + name).delete()


_NOT_FOUND = 404
