"""Files in a bucket that speaks S3. An upload is there whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

from tenants.storage.errors import answering
from tenants.storage.parts import Parts

# One part of 8 MiB at a time in memory, made by the thread that asks.
HERE = TransferConfig(use_threads=False)
BEGINNING_BYTES = 64 * 1024
NO_SUCH_RANGE = 416


class Bucket(S3Storage):  # type: ignore[misc]
    """Like a folder: errors are OSError, and a missing file is FileNotFoundError."""

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Upload while the parts are made. What fails on the way is taken back."""
        with answering(name):
            try:
                self.bucket.upload_fileobj(
                    io.BufferedReader(Parts(parts)), self._at(name), Config=HERE
                )
            except BaseException:
                # the answer may have been lost on its way, when the object is there
                with suppress(OSError):
                    self.delete(name)
                raise

    def stored(self, name: str) -> BucketFile:
        """Read an object by ranges. Raises FileNotFoundError."""
        return BucketFile(self.bucket.Object(self._at(name)))

    def delete(self, name: str) -> None:
        """Remove an object; nothing happens when there is none."""
        with suppress(FileNotFoundError), answering(name):
            self.bucket.Object(self._at(name)).delete()

    def exists(self, name: str) -> bool:
        """Whether there is an object."""
        with answering(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Its length."""
        with answering(name):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        """When it was written."""
        with answering(name):
            found: datetime = super().get_modified_time(name)
            return found

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Folders and objects below a prefix."""
        with answering(name):
            found: tuple[list[str], list[str]] = super().listdir(name)
            return found

    def _at(self, name: str) -> str:
        return str(self._normalize_name(name))


class BucketFile:
    """One object, by its places: each reading is a request of its own.

    So a slow reader holds no connection open, and one that breaks is tried again. The
    first request brings the beginning, and with it how long all of it is.
    """

    def __init__(self, item: Any) -> None:
        self._object = item
        self.size = 0
        self._beginning = b""
        self._beginning = self.read(0, BEGINNING_BYTES)

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from there; fewer at the end."""
        if start + length <= len(self._beginning):
            return self._beginning[start : start + length]
        with answering(self._object.key):
            return self._range(f"bytes={start}-{start + length - 1}")

    def close(self) -> None:
        """Nothing is open."""

    def _range(self, wanted: str) -> bytes:
        try:
            answer = self._object.get(Range=wanted)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == NO_SUCH_RANGE:
                return b""  # it is empty, or ends before
            raise
        self.size = int(answer["ContentRange"].rpartition("/")[2])
        return bytes(answer["Body"].read())


def bucket(
    *, name: str, location: str, user: str, password: str, options: dict[str, str]
) -> Any:
    """The storage in this bucket."""
    return Bucket(
        bucket_name=name,
        location=location,
        endpoint_url=options.get("endpoint"),
        region_name=options.get("region"),
        # without these, boto3 looks where AWS tools do: environment, profile, role
        access_key=user or None,
        secret_key=password or None,
        file_overwrite=False,
        default_acl=None,
        querystring_auth=True,
        client_config=_client(),
    )


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
