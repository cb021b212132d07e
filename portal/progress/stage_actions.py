"""What the firm does with its stages, and those with which it begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.cases.models import PracticeArea
from portal.progress.first_stages import STAGES
from portal.progress.models import Stage, StageChange
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


def seed() -> None:
    """Give a new firm its first stages, in the areas that have none."""
    for area in PracticeArea.objects.filter(slug__in=STAGES, stages=None):
        _fill(area)


@transaction.atomic
def suggest(*, area: PracticeArea, by: User, at: datetime) -> None:
    """Fill an area without stages with our suggestion.

    Raises DomainError when it has some, or we have none for it.
    """
    locked = PracticeArea.objects.select_for_update().get(pk=area.pk)
    if locked.slug not in STAGES or locked.stages.exists():
        raise DomainError(_("There is no suggestion for this practice area."))
    _fill(locked)
    audit.record("stage.suggested", locked, by=by, at=at)
    outbox.publish("stage.suggested", area=locked.pk)


@transaction.atomic
def add_stage(*, stage: Stage, by: User, at: datetime) -> Stage:
    """Save a new stage at the end of its area."""
    area = PracticeArea.objects.select_for_update().get(pk=stage.area_id)
    last = area.stages.aggregate(last=Max("position"))["last"] or 0
    stage.position = last + 1
    stage.save()
    audit.record("stage.added", stage, by=by, at=at)
    outbox.publish("stage.added", stage=stage.pk)
    return stage


@transaction.atomic
def edit_stage(
    *, stage: Stage, changed: Sequence[str], by: User, at: datetime
) -> Stage:
    """Save a stage; `changed` names the fields that the log tells of. Cases that are
    or were in it show the new words."""
    stage.save()
    audit.record("stage.edited", stage, by=by, at=at, changed=sorted(changed))
    outbox.publish("stage.edited", stage=stage.pk)
    return stage


@transaction.atomic
def move_stage(*, stage: Stage, up: bool, by: User, at: datetime) -> None:
    """Let it change places with its neighbour. At the end of the list: nothing."""
    area = PracticeArea.objects.select_for_update().get(pk=stage.area_id)
    order = list(area.stages.in_order())
    here = next(index for index, each in enumerate(order) if each.pk == stage.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, each in enumerate(order, start=1):
        each.position = position
    Stage.objects.bulk_update(order, ["position"])
    audit.record("stage.moved", stage, by=by, at=at)
    outbox.publish("stage.moved", stage=stage.pk)


@transaction.atomic
def remove_stage(*, stage: Stage, by: User, at: datetime) -> None:
    """Delete a stage in which no case ever was.

    Raises DomainError when one was: then it can be taken out of use.
    """
    if StageChange.objects.filter(stage=stage).exists():
        raise DomainError(
            _("Cases were in this stage. Take it out of use instead of removing it.")
        )
    audit.record("stage.removed", stage, by=by, at=at)
    outbox.publish("stage.removed", stage=stage.pk)
    stage.delete()


def _fill(area: PracticeArea) -> None:
    Stage.objects.bulk_create(
        Stage(
            area=area,
            position=position,
            expected_days=days,
            **{f"name_{code}": name for code, (name, _meaning) in words.items()},
            **{f"meaning_{code}": meaning for code, (_name, meaning) in words.items()},
        )
        for position, (days, words) in enumerate(STAGES[area.slug], start=1)
    )
