"""Folders: how the firm sorts the documents of one case."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from tenants.keys import ScopedModel


class Folder(ScopedModel):
    """A folder of a case. There are none inside of others: a name is found at a glance.

    Clients see a folder when they see a document in it. A folder shares nothing by
    itself: whoever adds to one that has shared documents is asked.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="folders")
    name = models.CharField(_("Name"), max_length=80)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "name"], name="folder_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
