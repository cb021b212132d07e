"""Anchors in a bucket that speaks S3, under object lock where the address says so.

`lock_days` in the address keeps each object in compliance mode for so long: nobody, the
account's owner included, deletes or replaces that version (the bucket must have object
lock switched on).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured

from tenants.storage import inner

NOT_FOUND, TAKEN = 404, (409, 412)
LOCK = "lock_days"


@dataclass(frozen=True, slots=True)
class _Plain:
    """The address without what only anchors know."""

    scheme: str
    user: str
    password: str
    host: str
    path: str
    options: dict[str, str]


class Bucket:
    """Objects `<prefix>/<chain>/<number>`."""

    def __init__(self, address: inner.Address) -> None:
        options = dict(address.options)
        self._lock_days = _days(options.pop(LOCK, "0"))
        plain = _Plain(
            address.scheme, address.user, address.password, address.host, address.path,
            options,
        )  # fmt: skip
        self._bucket: Any = getattr(inner.build(plain), "bucket")  # noqa: B009
        self._prefix = f"{address.path.strip('/')}/".lstrip("/")

    def write(self, chain: str, number: int, content: bytes) -> None:
        """Ask first, then write on the condition that the name is free.

        Some servers ignore the condition; the question covers them, as one sealer at a
        time gets as far as its number.
        """
        if self.read(chain, number) is not None:
            raise FileExistsError(f"{chain}/{number}")
        try:
            self._object(chain, number).put(
                Body=content, IfNoneMatch="*", **self.lock(datetime.now(UTC))
            )
        except ClientError as error:
            if _status(error) in TAKEN:
                raise FileExistsError(f"{chain}/{number}") from None
            raise

    def read(self, chain: str, number: int) -> bytes | None:
        """The object's content, None when there is none."""
        try:
            content: bytes = self._object(chain, number).get()["Body"].read()
        except ClientError as error:
            if _status(error) == NOT_FOUND:
                return None
            raise
        return content

    def numbers(self, chain: str) -> set[int]:
        """The numbers of the chain's objects."""
        found = self._bucket.objects.filter(Prefix=f"{self._prefix}{chain}/")
        return {int(one.key.rpartition("/")[2]) for one in found}

    def _object(self, chain: str, number: int) -> Any:
        return self._bucket.Object(f"{self._prefix}{chain}/{number:012}")

    def lock(self, now: datetime) -> dict[str, Any]:
        """What keeps an object that is written now."""
        if not self._lock_days:
            return {}
        until = now + timedelta(days=self._lock_days)
        return {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until}


def _days(text: str) -> int:
    if not text.isdigit():
        raise ImproperlyConfigured(
            "TABLINUM_AUDIT_ANCHORS: lock_days must be a number of days."
        )
    return int(text)


def _status(error: ClientError) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
