"""Practice areas: what kind of work a case is, in the firm's own words."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel

LANGUAGES = ("nl", "fr", "de", "en")


def _name(label: str) -> models.CharField[str, str]:
    return models.CharField(label, max_length=80, blank=True, default="", db_default="")


class PracticeAreaQuerySet(models.QuerySet["PracticeArea"]):
    """Areas, by whether new cases can have them."""

    def active(self) -> Self:
        """Those that are offered for new cases."""
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        """As the firm put them."""
        return self.order_by("position", "pk")


class PracticeArea(ScopedModel):
    """A kind of work. `slug` is for programs and never changes; `code` is for numbers
    such as `FAM-26-014`."""

    slug = models.SlugField(max_length=40, unique=True, editable=False)
    code = models.CharField(_("Short code"), max_length=8, unique=True)
    name_nl = _name("Nederlands")
    name_fr = _name("Français")
    name_de = _name("Deutsch")
    name_en = _name("English")
    position = models.PositiveSmallIntegerField(_("Place in the list"), default=0)
    is_active = models.BooleanField(_("Offered for new cases"), default=True)

    objects = PracticeAreaQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z0-9]{1,8}$"),
                name="practice_area_code_form",
            ),
            models.CheckConstraint(
                condition=~models.Q(name_nl="", name_fr="", name_de="", name_en=""),
                name="practice_area_has_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """In all languages in which it has one."""
        found = (getattr(self, f"name_{code}", "") for code in LANGUAGES)
        return list(filter(None, found))

    @property
    def name(self) -> str:
        """In the reader's language; else in the first one that it has a name in."""
        own = (get_language() or "en").partition("-")[0]
        names = (getattr(self, f"name_{code}", "") for code in (own, *LANGUAGES))
        return next(filter(None, names), self.code)
