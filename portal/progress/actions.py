"""How a case moves on. Each is one transaction, audit, outbox and notices included."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.notifications import actions as notices
from portal.progress import events
from portal.progress.models import Stage, StageChange
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def move(*, case: Case, stage: Stage, by: User, at: datetime) -> StageChange:
    """Say that the case has come to this stage. Clients see it, and are told, when
    `HOLD` is over; what waited for that until now tells them nothing any more.

    Raises DomainError when the case is closed, is there already, or does not go there.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = _last(locked)
    _refuse(locked, stage, last)
    if last and last.can_be_taken_back(at):
        notices.withdraw(events.STAGE_CHANGED, subject=last.pk, at=at)
    change = StageChange.objects.create(case=locked, stage=stage, at=at, by=by)
    locked.touch(at)
    audit.record("case.stage_changed", locked, by=by, at=at, stage=_name(stage))
    outbox.publish("case.stage_changed", case=locked.pk, change=change.pk)
    notices.tell(events.STAGE_CHANGED, subject=change.pk, place=locked.pk, by=by, at=at)
    return change


@transaction.atomic
def take_back(*, case: Case, by: User, at: datetime) -> StageChange:
    """Undo the last move, before any client saw it. The case is where it was before.

    Raises DomainError when there is none, or its time is over.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = _last(locked)
    if last is None or not last.can_be_taken_back(at):
        raise DomainError(
            _("This can no longer be taken back. Choose the right stage instead.")
        )
    last.taken_back_at = at
    last.save(update_fields=["taken_back_at"])
    notices.withdraw(events.STAGE_CHANGED, subject=last.pk, at=at)
    locked.touch(at)
    stage = _name(last.stage)
    audit.record("case.stage_taken_back", locked, by=by, at=at, stage=stage)
    outbox.publish("case.stage_taken_back", case=locked.pk, change=last.pk)
    return last


def _last(case: Case) -> StageChange | None:
    found = StageChange.objects.standing().filter(case=case)
    return found.select_related("stage").latest_first().first()


def _refuse(case: Case, stage: Stage, last: StageChange | None) -> None:
    if not case.is_open:
        raise DomainError(_("This case is closed. Open it again first."))
    if not stage.is_active or stage.area_id != case.practice_area_id:
        raise DomainError(_("Cases of this practice area do not have that stage."))
    if last and last.stage_id == stage.pk:
        raise DomainError(_("The case is at this stage already."))


def _name(stage: Stage) -> str:
    """For the log: in the first language that has one, whoever reads it."""
    names = (stage.name_en, stage.name_nl, stage.name_fr, stage.name_de)
    return next(filter(None, names))
