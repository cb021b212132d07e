"""A master key in AWS KMS. The service itself is the one thing that is played here."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.session import Session
from botocore.stub import Stubber
from django.core.files.base import ContentFile
from django.core.management import call_command
from pytest_django.fixtures import Settings

from tenants.crypto import KeyRefused, KeyRingError, KeyServiceAway, keystore, kms
from tenants.crypto.keyring import KmsKey, parse
from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage
from tests.tenants.conftest import OLD_MASTER
from tests.tenants.storage.conftest import Address

ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
IN_KMS = ("k1", KmsKey(ARN))
BLOB = b"what KMS made of it"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """KMS as botocore describes it: each request is held against its model."""
    client = Session().create_client(
        "kms",
        region_name="eu-west-1",
        aws_access_key_id="id",
        aws_secret_access_key="secret",
    )
    monkeypatch.setattr(kms, "client", lambda _region: client)
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def context(firm: Firm) -> dict[str, str]:
    return {"tablinum": "data key", "owner": str(firm.pk), "master": "k1"}


def wraps(service: Stubber, firm: Firm, data_key: bytes) -> None:
    service.add_response(
        "encrypt",
        {"CiphertextBlob": BLOB, "KeyId": ARN},
        {"KeyId": ARN, "Plaintext": data_key, "EncryptionContext": context(firm)},
    )


def opens(service: Stubber, firm: Firm, data_key: bytes) -> None:
    service.add_response(
        "decrypt",
        {"Plaintext": data_key, "KeyId": ARN},
        {"KeyId": ARN, "CiphertextBlob": BLOB, "EncryptionContext": context(firm)},
    )


def test_a_ring_may_name_a_key_of_kms() -> None:
    ring = parse(f"k1:kms:{ARN}")

    assert ring == (IN_KMS,)
    assert KmsKey(ARN).region == "eu-west-1"
    with pytest.raises(KeyRingError, match="k1 is not the ARN"):
        parse("k1:kms:alias/tablinum")


def test_rotation_moves_data_keys_into_kms(
    peeters: Firm, settings: Settings, service: Stubber
) -> None:
    before = keystore.load(peeters.pk).secret
    settings.MASTER_KEYS = (IN_KMS, OLD_MASTER)
    wraps(service, peeters, before)
    said = StringIO()

    call_command("rewrap_keys", stdout=said)

    settings.MASTER_KEYS = (IN_KMS,)
    opens(service, peeters, before)
    assert "1 data keys were wrapped" in said.getvalue()
    assert keystore.load(peeters.pk).secret == before
    assert keystore.load(peeters.pk).secret == before  # KMS is not asked again
    assert before not in keystore._file(peeters.pk).read_bytes()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("InvalidCiphertextException", KeyRefused),
        ("AccessDeniedException", KeyRefused),
        ("KMSInternalException", KeyServiceAway),
        ("ThrottlingException", KeyServiceAway),
    ],
)
def test_what_kms_answers_is_told_apart(
    peeters: Firm, settings: Settings, service: Stubber, code: str, error: type
) -> None:
    settings.MASTER_KEYS = (IN_KMS, OLD_MASTER)
    wraps(service, peeters, keystore.load(peeters.pk).secret)
    keystore.rewrap(peeters.pk)
    service.add_client_error("decrypt", code)

    with pytest.raises(error, match=str(peeters.pk)):
        keystore.load(peeters.pk)


def test_without_kms_no_key_is_made(
    keyless: Firm, settings: Settings, service: Stubber
) -> None:
    settings.MASTER_KEYS = (IN_KMS,)
    service.add_client_error("encrypt", "KMSInternalException")

    with pytest.raises(KeyServiceAway):
        keystore.create(keyless.pk)

    assert not keystore.exists(keyless.pk)


def test_without_kms_no_file_is_stored(
    peeters: Firm,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("files")
    settings.FILES = Address(scheme="file", path=str(folder))

    def away(text: bytes, **named: object) -> bytes:
        raise KeyServiceAway("KMS is away: EndpointConnectionError.")

    monkeypatch.setattr(keystore.wrapping, "unwrap", away)
    with scope(peeters), pytest.raises(KeyServiceAway):
        FirmStorage().save("a", ContentFile(b"in clear"))

    assert not any(file.is_file() for file in folder.rglob("*"))


def test_a_service_that_cannot_be_reached_is_said(
    peeters: Firm, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unreachable:
        def encrypt(self, **_request: object) -> None:
            raise EndpointConnectionError(endpoint_url="https://kms.example")

    monkeypatch.setattr(kms, "client", lambda _region: Unreachable())
    settings.MASTER_KEYS = (IN_KMS, OLD_MASTER)
    before = keystore._file(peeters.pk).read_bytes()

    with pytest.raises(KeyServiceAway, match="EndpointConnectionError"):
        keystore.rewrap(peeters.pk)

    assert keystore._file(peeters.pk).read_bytes() == before
