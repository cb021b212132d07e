"""What is usually asked for, for each practice area, in the client's language."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.cases.models import PracticeArea
from tenants.keys import ScopedModel

LANGUAGES = ("nl", "fr", "de", "en")


def _title() -> models.CharField[str, str]:
    return models.CharField(max_length=120, blank=True, default="", db_default="")


def _items() -> models.TextField[str, str]:
    return models.TextField(blank=True, default="", db_default="")


class RequestTemplate(ScopedModel):
    """A list to start from. Items are lines: "what | what helps to find it"."""

    area = models.ForeignKey(
        PracticeArea, models.CASCADE, related_name="request_templates"
    )
    title_nl = _title()
    title_fr = _title()
    title_de = _title()
    title_en = _title()
    items_nl = _items()
    items_fr = _items()
    items_de = _items()
    items_en = _items()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(title_nl="", title_fr="", title_de="", title_en=""),
                name="request_template_has_title",
            ),
        ]

    def __str__(self) -> str:
        return self.title_in("en")

    def title_in(self, language: str) -> str:
        """In this language, or in one that is there."""
        return self._in("title", language)

    def items_in(self, language: str) -> str:
        """One on each line."""
        return self._in("items", language)

    def _in(self, name: str, language: str) -> str:
        texts = (getattr(self, f"{name}_{code}", "") for code in (language, *LANGUAGES))
        return next((text for text in texts if text), "")
