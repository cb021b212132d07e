"""No kind of proof is forgotten: no secret of the code, no digest of a table."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.isolation.proofs import COOKIES, NAMES
from tests.isolation.purposes import purposes

# What is made for a purpose, and the proof in which it is carried to another firm.
PROVED = {
    "authenticator-seed": "authenticator_code",
    "authenticator-seed-pending": "sealed_value",
    "calendar-feed": "calendar_feed",
    "contact-import": "sealed_value",
    "csrf": "form_token",
    "email-change": "email_confirmation",
    "email-undo": "email_undo",
    "files": "carried_file",
    "handover": "hand_over",
    "invitation": "invitation",
    "invitation-code": "invitation_code",
    "invitation-code-digest": "invitation_code",
    "known-browser": "known_browser",
    "one-time-code": "mailed_code",
    "one-time-link": "mailed_link",
    "password-reset": "password_token",
    "personal-copy": "sealed_value",
    "recovery-codes": "recovery_code",
    "session-auth": "session",
    "support-visit": "visit_pass",
}
OPENS_NOTHING = {
    "known-browser": "says that somebody signed in here, for the count of failures",
    "lockout": "stands for an address that was typed",
    "mail": "is the number of a mail",
    "erasure records": "signs for the platform; it is verified, and opens nothing",
}
OF_THE_PLATFORM = {
    "operator-invitation": "an address of the control plane alone",
    "signup": "an address of the control plane alone",
}
ELSEWHERE = {
    "backup": "tests/provisioning/backup/test_drills.py: another firm's key",
    "backup names": "tests/provisioning/backup/test_drills.py: another firm's key",
}
LISTED = PROVED | OPENS_NOTHING | OF_THE_PLATFORM | ELSEWHERE

# Columns that recognise a secret.
DIGESTS = {
    "portal_access.Invitation.token_digest": "invitation",
    "portal_access.Invitation.code_digest": "invitation_code",
    "portal_access.OneTimeLink.token_digest": "mailed_link",
    "portal_account.EmailChange.confirm_digest": "email_confirmation",
    "portal_account.EmailChange.undo_digest": "email_undo",
    "portal_calendar.CalendarFeed.digest": "calendar_feed",
    "portal_support.SupportAccess.pass_digest": "visit_pass",
    "tenants_factors.Authenticator.sealed_seed": "authenticator_code",
    "tenants_factors.Passkey.credential_id": "passkey",
    "tenants_factors.Passkey.public_key": "passkey",
    "tenants_factors.RecoveryCode.digest": "recovery_code",
}
NO_SECRETS = {
    "tenants_audit.Seal.previous": "a link of the chain",
    "tenants_audit.Seal.rows": "a link of the chain",
    "tenants_audit.Seal.digest": "a link of the chain",
    "tenants_factors.RecoveryCodes.salt": "makes equal codes differ",
}


def test_each_purpose_is_proved_to_end_at_its_firm() -> None:
    found = purposes()

    assert {name: file for name, file in found.items() if name not in LISTED} == {}
    assert set(LISTED) <= set(found)
    assert set(PROVED.values()) <= NAMES


def test_each_column_that_recognises_a_secret_is_proved_too() -> None:
    columns = set(_binary_columns())

    assert columns - set(DIGESTS) - set(NO_SECRETS) == set()
    assert set(DIGESTS) <= columns
    assert set(DIGESTS.values()) <= NAMES


def test_each_cookie_is_proved_too() -> None:
    assert {proof for proof in COOKIES.values() if proof} <= NAMES


def _binary_columns() -> list[str]:
    """Every column of bytes in a firm's schema."""
    inside = {name.partition(".apps.")[0] for name in settings.TENANT_APPS}
    return [
        f"{model._meta.label}.{field.name}"
        for config in apps.get_app_configs()
        if config.name in inside
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    ]
