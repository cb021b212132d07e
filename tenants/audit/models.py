"""The audit log and its seals. The firm's role may add and read, never change them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel


class ActorKind(models.TextChoices):
    """What did it: a person, an operator who was let in, a program, or we."""

    USER = "user", _("Person")
    SUPPORT = "support", _("Tablinum support")
    TOKEN = "token", _("API token")
    SYSTEM = "system", _("Tablinum")


class Entry(ScopedModel):
    """One thing that somebody did.

    No foreign key leaves it: ON DELETE runs with the rights of the table's owner and
    would rewrite rows. Actor and target are copied as they were.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=64)  # "case.closed": thing, then what happened
    actor_kind = models.CharField(
        max_length=8, choices=ActorKind, default=ActorKind.USER, db_default="user"
    )
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=150)
    target_type = models.CharField(max_length=64)
    target_id = models.UUIDField(null=True)
    target_name = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    # Where the request came from; neither is known for work that no request started.
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=300, default="", db_default="")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-at"], name="audit_entry_at"),
            models.Index(
                fields=["target_type", "target_id", "-at"], name="audit_entry_target"
            ),
            models.Index(fields=["actor_id", "-at"], name="audit_entry_actor"),
            models.Index(fields=["action", "-at"], name="audit_entry_action"),
            # of a thing that is not the firm itself, in the operators' log
            models.Index(
                KeyTransform("firm", "details"), F("at").desc(), name="audit_entry_firm"
            ),
            # of a document or another thing of a case
            models.Index(
                KeyTransform("case", "details"), F("at").desc(), name="audit_entry_case"
            ),
            models.Index(fields=["address", "-at"], name="audit_entry_address"),
            # of the few that no person did; rows of persons pay nothing for it
            models.Index(
                fields=["actor_kind", "-at"],
                condition=Q(actor_kind__in=["support", "token", "system"]),
                name="audit_entry_kind",
            ),
            # of the case that a guest of support opened
            GinIndex(
                KeyTransform("ids", "details"),
                condition=Q(action="support.viewed"),
                name="audit_entry_guest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_name}"


class Seal(ScopedModel):
    """A batch of entries, chained to the batch before it; see `tenants.audit.chain`.

    It names its entries, because neither their keys nor their times say in which order
    they were committed.
    """

    number = models.PositiveBigIntegerField(unique=True)  # 1, 2, 3...
    layout = models.PositiveSmallIntegerField()  # which columns are covered
    previous = models.BinaryField()  # the digest of the seal before this one
    entries = ArrayField(models.UUIDField())  # in the order in which they are chained
    rows = models.BinaryField()  # one digest over all of them
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.number}"
