"""Where a contact is that became one with another."""

from __future__ import annotations

from django.db import models

from tenants.keys import ScopedModel


class FormerContact(ScopedModel):
    """The key of a contact that is gone, for links to it that are still about."""

    contact = models.ForeignKey(
        "portal_people.Contact", models.CASCADE, related_name="former"
    )
    merged_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
