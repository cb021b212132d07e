"""Puts a firm's canary into every text that its schema can hold.

A field that cannot hold one stands in OTHERWISE with the reason. A new text field is
filled by itself, and a new model without a row here fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Left
from django.utils import timezone

from tenants import scope
from tenants.accounts.models import User
from tenants.factors import actions as factors
from tenants.factors import secret
from tenants.factors.models import Authenticator, Passkey
from tenants.outbox.models import Delivery
from tests.permissions.house import House

EQUAL = "equal in both firms on purpose"
OURS = "written by the code, not by people"
HASHED = "holds no text, but what was made of one"

OTHERWISE = {
    "tenants_accounts.User.email": EQUAL,
    "tenants_accounts.User.password": EQUAL,
    "tenants_accounts.User.time_zone": OURS,
    "portal_people.Contact.email": EQUAL,
    "portal_people.Contact.enterprise_number": "ten digits, which hold no words",
    "portal_people.ImportProblem.code": OURS,
    "portal_branding.Brand.colour": OURS,
    "portal_cases.PracticeArea.slug": "a name for programs",
    "portal_cases.PracticeArea.code": "capitals and digits, which hold no words",
    "portal_security.NetworkRule.network": "a network, which holds no words",
    "portal_documents.Document.content_type": OURS,
    "portal_documents.Document.sha256": HASHED,
    "portal_documents.Version.content_type": OURS,
    "portal_documents.Version.sha256": HASHED,
    "portal_requests.Submission.sha256": HASHED,
    "portal_calendar.CalendarEntry.zone": "a name of a time zone",
    "portal_notifications.Announcement.kind": OURS,
    "portal_notifications.Letter.template": OURS,
    "tenants_outbox.Event.topic": OURS,
    "tenants_outbox.Delivery.consumer": OURS,
    "tenants_audit.Entry.action": OURS,
    "tenants_audit.Entry.target_type": OURS,
    "tenants_audit.Entry.actor_name": "append-only: filled by what the people did",
    "tenants_audit.Entry.target_name": "append-only: filled by what the people did",
    "tenants_audit.Entry.device": "append-only: filled by what the people did",
    "tenants_accounts.Session.session_key": OURS,
    "tenants_accounts.Session.session_data": HASHED,
    "tenants_accounts.Session.device": "shown to its own person, in our words",
    "sessions.Session.session_key": OURS,
    "sessions.Session.session_data": HASHED,
    **dict.fromkeys(
        (
            "otp_totp.TOTPDevice.name",
            "otp_totp.TOTPDevice.key",
            "otp_static.StaticDevice.name",
            "otp_static.StaticToken.token",
        ),
        "never written: our own tables are in tenants/factors",
    ),
    "contenttypes.ContentType.app_label": OURS,
    "contenttypes.ContentType.model": OURS,
    "axes.AccessAttempt.username": HASHED,
    **{
        f"axes.{model}.{field}": "never written, see portal/access/lockout.py"
        for model, fields in {
            "AccessAttempt": ("get_data", "post_data"),
            "AccessFailureLog": ("username",),
            "AccessLog": ("username", "session_hash"),
        }.items()
        for field in (*fields, "user_agent", "http_accept", "path_info")
    },
    "auth.Permission.name": OURS,
    "auth.Permission.codename": OURS,
    "auth.Group.name": "groups are not used: roles stand in permissions.py",
}
# Lists and trees of values, and whose words are in them.
STRUCTURES = {
    "portal_addresses.Address.report": "what DNS said, to everybody who asks",
    "portal_branding.Brand.case_words": "chosen from a list of ours",
    "portal_calendar.CalendarEntry.reminders": "numbers of days",
    "portal_calendar.CalendarRules.reminders": "numbers of days",
    "portal_documents.Sharing.before": "keys and moments",
    "portal_people.ContactErasure.counts": OURS,
    "portal_people.ContactImport.columns": OURS,
    "tenants_audit.Entry.details": "append-only: filled by what the people did",
    "tenants_audit.Seal.entries": "keys",
    "tenants_factors.Passkey.transports": OURS,
    "tenants_outbox.Event.payload": "keys and words of ours, see left_behind.py",
}
TEXTS = (models.CharField, models.TextField)
TREES = (models.JSONField, ArrayField)
# Bytes are recognised secrets, or sealed: see test_purposes.py.
WITHOUT_WORDS = (
    models.BinaryField,
    models.BooleanField,
    models.DateField,
    models.GenericIPAddressField,
    models.IntegerField,
    models.UUIDField,
    models.ForeignKey,
)
Field = tuple[type[models.Model], "models.Field[Any, Any]", str]


def plant(house: House) -> None:
    """Fill every text of the firm, of a second factor too."""
    with scope.scope(house.firm):
        _give_devices(house)
    plant_words(house)


def plant_words(house: House) -> None:
    """Fill every text of what is there."""
    with scope.scope(house.firm):
        for model, field, _label in fields():
            words = Value(f" {field.name} ")
            added = Concat(field.name, words, output_field=models.TextField())
            room = (field.max_length or 1000) - len(house.mark)
            text = Concat(Left(added, room), Value(house.mark))
            model._default_manager.exclude(
                **{f"{field.name}__contains": house.mark}
            ).update(**{field.name: text})


def missing(house: House) -> set[str]:
    """The fields in which no row holds the canary."""
    with scope.scope(house.firm):
        return {
            label
            for model, field, label in fields()
            if not model._default_manager.filter(
                **{f"{field.name}__contains": house.mark}
            ).exists()
        }


def fields() -> Iterator[Field]:
    """Every free text of a firm's schema."""
    return (each for each in texts() if each[2] not in OTHERWISE)


def texts() -> Iterator[Field]:
    """Every text of a firm's schema, with its name."""
    for model, field, label in everything():
        if isinstance(field, TEXTS) and not field.choices:
            yield model, field, label


def everything() -> Iterator[Field]:
    """Every column of a firm's schema, with its name."""
    for entry in settings.TENANT_APPS:
        config = AppConfig.create(entry)
        for model in apps.get_app_config(config.label).get_models():
            for field in model._meta.concrete_fields:
                yield model, field, f"{model._meta.label}.{field.name}"


def _give_devices(house: House) -> None:
    """Nele may be asked for a second factor; nobody else is."""
    user = User.objects.get(email="nele@example.com")
    now = timezone.now()
    device = Authenticator(user=user, name="Phone", last_period=-1, created_at=now)
    device.seal(secret.new())
    device.save()
    Passkey.objects.create(
        user=user,
        name="Key",
        rp_id=house.firm.primary_host,
        credential_id=b"equal in both",
        public_key=b"",
        sign_count=0,
        created_at=now,
    )
    factors.make_codes_unless_there(user, at=now)
    Delivery.objects.update(error="It failed")
