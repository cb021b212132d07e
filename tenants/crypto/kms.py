"""A master key that never leaves AWS KMS: data keys are sent there to be opened.

It costs a request for each firm and process; `keystore` keeps what was opened.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tenants.crypto.errors import KeyRefused, KeyServiceAway
from tenants.crypto.keyring import KmsKey
from tenants.crypto.masters import Label

# The key will not be opened by asking again; anything else may pass.
REFUSALS = frozenset(
    {
        "AccessDeniedException",
        "DisabledException",
        "IncorrectKeyException",
        "InvalidCiphertextException",
        "InvalidKeyUsageException",
        "KMSInvalidStateException",
        "NotFoundException",
    }
)


class KmsMaster:
    """The key with this ARN. Whose data key it is, is its encryption context."""

    def __init__(self, key: KmsKey) -> None:
        self._key = key

    def wrap(self, data_key: bytes, label: Label) -> dict[str, str]:
        """What KMS makes of the data key, in base64. Raises KeyServiceAway."""
        with _answering(label):
            answer = client(self._key.region).encrypt(
                KeyId=self._key.arn,
                Plaintext=data_key,
                EncryptionContext=_context(label),
            )
        return {"key": base64.b64encode(answer["CiphertextBlob"]).decode()}

    def unwrap(self, envelope: Mapping[str, str], label: Label) -> bytes:
        """The data key. Raises KeyRefused, or KeyServiceAway."""
        try:
            wrapped = base64.b64decode(envelope["key"], validate=True)
        except (ValueError, TypeError):
            raise KeyRefused(f"The key file of {label.owner} does not open.") from None
        with _answering(label):
            answer = client(self._key.region).decrypt(
                KeyId=self._key.arn,
                CiphertextBlob=wrapped,
                EncryptionContext=_context(label),
            )
        return bytes(answer["Plaintext"])


@cache
def client(region: str) -> Any:
    """Clients are safe for threads, sessions are not: one of its own for each."""
    config = Config(
        connect_timeout=3,
        read_timeout=5,
        retries={"max_attempts": 3, "mode": "standard"},
    )
    return Session().client("kms", region_name=region, config=config)


def _context(label: Label) -> dict[str, str]:
    return {"tablinum": "data key", "owner": label.owner, "master": label.master}


@contextmanager
def _answering(label: Label) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        kind = KeyRefused if code in REFUSALS else KeyServiceAway
        raise kind(
            f"KMS has no answer for the key of {label.owner}: {code}."
        ) from error
    except BotoCoreError as error:
        raise KeyServiceAway(f"KMS is away: {type(error).__name__}.") from error
