"""Who of the firm works on a case, and what its clients see of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from portal.policy.models import Section
from tenants.keys import ScopedModel


class Member(ScopedModel):
    """A person of the firm who works on a case, besides who is responsible for it."""

    case = models.ForeignKey(
        "portal_cases.Case", models.CASCADE, related_name="members"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    added_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "user"], name="member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.case}"


class CaseSection(ScopedModel):
    """Whether the clients of one case see a section, against the firm's own rule."""

    case = models.ForeignKey(
        "portal_cases.Case", models.CASCADE, related_name="sections"
    )
    section = models.CharField(max_length=16, choices=Section)
    is_shown = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "section"], name="case_section_once"
            ),
            models.CheckConstraint(
                condition=models.Q(section__in=Section.values),
                name="case_section_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.case}"
