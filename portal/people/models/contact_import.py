"""A file of contacts on its way in: read, checked, then taken over as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel


class ImportState(models.TextChoices):
    """How far an import is."""

    MAPPING = "mapping", _("Columns to be chosen")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Ready to import")
    IMPORTING = "importing", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Not readable")
    REMOVED = "removed", _("Stopped")


WORKING = (ImportState.CHECKING, ImportState.IMPORTING)
UNFINISHED = (ImportState.MAPPING, ImportState.CHECKING, ImportState.CHECKED)


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    """Imports, by what is to be done with them."""

    def unfinished(self) -> Self:
        """Those that nobody has confirmed."""
        return self.filter(state__in=UNFINISHED)

    def old(self, before: datetime) -> Self:
        """Those of which nothing need be kept but that they were."""
        return self.filter(created_at__lt=before, forgotten_at=None).exclude(
            state=ImportState.IMPORTING
        )

    def latest_first(self) -> Self:
        """By the time at which the file came."""
        return self.order_by("-created_at", "-pk")


class ContactImport(ScopedModel):
    """One file. Its bytes lie encrypted in the storage until it is over."""

    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict)  # the number of a column: our field
    state = models.CharField(
        max_length=16, choices=ImportState, default=ImportState.MAPPING
    )
    lines = models.PositiveIntegerField(default=0)  # with something on them
    good = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # there already
    bad = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values),
                name="contact_import_state_known",
            ),
            # Two at a time would not see each other's contacts, and add some twice.
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=ImportState.IMPORTING),
                name="contact_import_one_at_a_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-created_at", "-id"], name="contact_import_created"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def key(self) -> str:
        """The name under which the bytes are stored."""
        return str(self.pk)

    @property
    def is_working(self) -> bool:
        """Whether the worker is at it."""
        return self.state in WORKING

    @property
    def is_unfinished(self) -> bool:
        """Whether it can still be stopped."""
        return self.state in UNFINISHED


class ImportProblem(ScopedModel):
    """A line that is not imported, and why; in the words of importing/problems.py."""

    job = models.ForeignKey(ContactImport, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()  # as a text editor counts them
    column = models.CharField(max_length=100, blank=True)  # its heading in the file
    value = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=24)
    is_known = models.BooleanField(default=False)  # nothing wrong: it is there already
    contact = models.UUIDField(null=True)  # the one that is there
    other_line = models.PositiveIntegerField(null=True)  # the one that says the same

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["job", "is_known", "line", "id"], name="import_problem_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.code}"
