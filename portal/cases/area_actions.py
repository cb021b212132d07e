"""What the firm does with its practice areas, and those with which it begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.cases.models import PracticeArea
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

# slug, code, then the names in Dutch, French, German and English. The slugs are known
# to features above (stages of a kind of case): never rename one.
DEFAULTS = (
    ("civil", "CIV", "Burgerlijk recht", "Droit civil", "Zivilrecht", "Civil law"),
    ("criminal", "CRI", "Strafrecht", "Droit pénal", "Strafrecht", "Criminal law"),
    (
        "family", "FAM",
        "Familierecht", "Droit de la famille", "Familienrecht", "Family law",
    ),
    (
        "corporate", "COR",
        "Ondernemingsrecht", "Droit des sociétés", "Gesellschaftsrecht",
        "Corporate law",
    ),
    (
        "debt-collection", "INC",
        "Incasso", "Recouvrement", "Inkasso", "Debt collection",
    ),
)  # fmt: skip


def seed() -> None:
    """Give a new firm its first areas. What is there already stays as it is."""
    PracticeArea.objects.bulk_create(
        (
            PracticeArea(
                slug=slug, code=code, name_nl=nl, name_fr=fr, name_de=de, name_en=en,
                position=position,
            )
            for position, (slug, code, nl, fr, de, en) in enumerate(DEFAULTS, start=1)
        ),
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def add_area(*, area: PracticeArea, by: User, at: datetime) -> PracticeArea:
    """Save a new area at the end of the list, under a slug that nobody has.

    Raises DomainError when another area has the code.
    """
    last = PracticeArea.objects.aggregate(last=Max("position"))["last"] or 0
    area.position, area.slug = last + 1, _free_slug(area)
    _save(area)
    audit.record("area.added", area, by=by, at=at, code=area.code)
    outbox.publish("area.added", area=area.pk)
    return area


@transaction.atomic
def edit_area(
    *, area: PracticeArea, changed: Sequence[str], by: User, at: datetime
) -> PracticeArea:
    """Save an area; `changed` names the fields that the log tells of.

    Cases keep the reference that they have. Raises DomainError when another area has
    the code.
    """
    _save(area)
    audit.record("area.edited", area, by=by, at=at, changed=sorted(changed))
    outbox.publish("area.edited", area=area.pk)
    return area


def _free_slug(area: PracticeArea) -> str:
    wish = slugify(area.name_en or area.name)[:34] or area.code.lower()
    taken = set(
        PracticeArea.objects.filter(slug__startswith=wish).values_list(
            "slug", flat=True
        )
    )
    tries = (wish, *(f"{wish}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)


def _save(area: PracticeArea) -> None:
    """Save in a savepoint, so that a taken code is a refusal and not an error."""
    try:
        with transaction.atomic():
            area.save()
    except IntegrityError:
        others = PracticeArea.objects.exclude(pk=area.pk).filter(code=area.code)
        if not others.exists():
            raise
        raise DomainError(
            _("Another practice area has the code %(code)s.") % {"code": area.code}
        ) from None
