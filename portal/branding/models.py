"""How the firm looks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel


class Brand(ScopedModel):
    """The firm's look: one row in a firm's schema, made at provisioning."""

    is_only = models.BooleanField(default=True, editable=False, unique=True)
    colour = models.CharField(_("Colour"), max_length=7)
    # By language, what the firm calls a case; see portal/branding/case_words.py.
    case_words = models.JSONField(
        default=dict, db_default=models.Value({}, output_field=models.JSONField())
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_only=True), name="brand_only_one"
            ),
            models.CheckConstraint(
                condition=models.Q(colour__regex=r"^#[0-9a-f]{6}$"),
                name="brand_colour_form",
            ),
        ]

    def __str__(self) -> str:
        return self.colour
