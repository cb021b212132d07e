"""What can go wrong with files, beside FileNotFoundError. Not meant for a visitor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

NOT_FOUND = 404


class StorageAway(OSError):  # noqa: N818  (reads as what happened)
    """The bucket does not answer, or refuses us. Trying again later may help."""


@contextmanager
def answering(name: str) -> Iterator[None]:
    """Errors of S3 as errors of files: a missing one is FileNotFoundError."""
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        if status == NOT_FOUND and code != "NoSuchBucket":
            raise FileNotFoundError(name) from None
        raise StorageAway(f"The bucket refuses {name}: {code}.") from error
    except BotoCoreError as error:
        raise StorageAway(f"The bucket does not answer about {name}.") from error
