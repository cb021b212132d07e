"""The stages through which cases of a practice area go, told in the client's words."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.cases.models import PracticeArea
from tenants.keys import ScopedModel

LANGUAGES = ("nl", "fr", "de", "en")
LONGEST = 3650  # days


def _name(label: str) -> models.CharField[str, str]:
    return models.CharField(label, max_length=80, blank=True, default="", db_default="")


def _meaning(label: str) -> models.TextField[str, str]:
    return models.TextField(
        label, max_length=600, blank=True, default="", db_default=""
    )


def named(path: str = "") -> Coalesce:
    """The name as `Stage.name` gives it, for a query from which `path` leads there."""
    texts = (NullIf(f"{path}name_{code}", Value("")) for code in _reader_s_order())
    return Coalesce(*texts)


def _reader_s_order() -> tuple[str, ...]:
    own = (get_language() or "en").partition("-")[0]
    known = (own,) if own in LANGUAGES else ()
    return (*known, *LANGUAGES)


class StageQuerySet(models.QuerySet["Stage"]):
    """Stages, by whether cases still come to them."""

    def active(self) -> Self:
        """Those that a case can come to."""
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        """As the firm put them."""
        return self.order_by("area", "position", "pk")


class Stage(ScopedModel):
    """A step on the way of a case. The order of an area is that of `position`."""

    area = models.ForeignKey(PracticeArea, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    name_nl = _name("Nederlands")
    name_fr = _name("Français")
    name_de = _name("Deutsch")
    name_en = _name("English")
    meaning_nl = _meaning("Nederlands")
    meaning_fr = _meaning("Français")
    meaning_de = _meaning("Deutsch")
    meaning_en = _meaning("English")
    expected_days = models.PositiveSmallIntegerField(
        _("Usual length in days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    is_active = models.BooleanField(_("In use"), default=True, db_default=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(name_nl="", name_fr="", name_de="", name_en=""),
                name="stage_has_name",
            ),
            models.CheckConstraint(
                condition=models.Q(expected_days=None)
                | models.Q(expected_days__range=(1, LONGEST)),
                name="stage_length_is_possible",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["area", "position", "id"], name="stage_area")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language; else in the first one that it has a name in."""
        return self._in_reader_s_words("name")

    @property
    def meaning(self) -> str:
        """What it means for the client, likewise; empty when nobody wrote it."""
        return self._in_reader_s_words("meaning")

    @property
    def expected_weeks(self) -> int:
        """The usual length in weeks, at least one: days would promise too much."""
        return max(1, round((self.expected_days or 0) / 7))

    def _in_reader_s_words(self, field: str) -> str:
        texts = (getattr(self, f"{field}_{code}") for code in _reader_s_order())
        return next(filter(None, texts), "")
