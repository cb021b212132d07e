"""The two conversations with a passkey (WebAuthn level 3): making one, and proving it.

The relying party is the host at which the person is. So a passkey made at one host does
not work at another: the browser sees to it, and the answer is held to it here as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from tenants.accounts.models import User
from tenants.factors.models import Passkey

KNOWN_TRANSPORTS = {transport.value: transport for transport in AuthenticatorTransport}
MALFORMED = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the conversation takes place: the origin, as browsers write it."""

    origin: str
    host: str  # without a port: the relying party's id


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked, as JSON, and the challenge that must come back."""

    options: str
    challenge: str  # base64url


def to_make(user: User, existing: Iterable[Passkey], *, place: Place) -> Question:
    """Ask for a new passkey, in a device that does not hold one of these."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.host,
        user_id=user.pk.bytes,
        user_name=user.email,
        user_display_name=user.name,
        exclude_credentials=_described(existing),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return _question(webauthn.options_to_json(options))


def to_prove(passkeys: Iterable[Passkey], *, place: Place) -> Question:
    """Ask for a proof by one of these."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        allow_credentials=_described(passkeys),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return _question(webauthn.options_to_json(options))


def made(answer: str, challenge: str, *, place: Place) -> VerifiedRegistration | None:
    """The new passkey, None when the answer is not one to this question."""
    try:
        return webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
        )
    except MALFORMED:
        return None


def count_after(
    answer: str, challenge: str, passkey: Passkey, *, place: Place
) -> int | None:
    """The passkey's own count of its uses when it proved itself, None when it did not.

    A count that did not grow is refused: the key was copied, or the answer is old.
    """
    try:
        proof = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
        )
    except MALFORMED:
        return None
    return proof.new_sign_count


def credential_of(answer: str) -> bytes | None:
    """Which credential the answer is by, None when it does not say."""
    try:
        return base64url_to_bytes(json.loads(answer)["rawId"])
    except MALFORMED:
        return None


def transports_of(answer: str) -> list[str]:
    """How the device may be reached, as far as we know the words."""
    try:
        said: Any = json.loads(answer)["response"].get("transports") or []
        return sorted({str(each) for each in said} & KNOWN_TRANSPORTS.keys())
    except MALFORMED:
        return []


def _described(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=bytes(each.credential_id),
            transports=[KNOWN_TRANSPORTS[name] for name in each.transports],
        )
        for each in passkeys
    ]


def _question(options: str) -> Question:
    return Question(options=options, challenge=json.loads(options)["challenge"])
