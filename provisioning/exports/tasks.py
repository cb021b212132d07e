"""From an owner's wish to a run, and back with the answer.

The desk writes its wish into the firm's schema. A consumer, in the ordinary worker,
sends it to the provisioning worker, and asks again until the wish is answered: a
message that gets lost on the way is sent anew.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from portal.subscription import actions as wishes
from portal.subscription.models import Closing, Export
from provisioning import actions
from provisioning.models import Run, RunKind
from tenants import outbox, scope
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask

ASK_AGAIN = timedelta(minutes=1)


@outbox.consumer("export.requested")
def send_export(event: Event) -> None:
    """Have the export made; ask again while it waits."""
    export = Export.objects.filter(pk=event.payload["export"]).first()
    if export and export.is_waiting:
        keys = {"firm_id": str(scope.current_firm().pk), "export_id": str(export.pk)}
        start_export.apply_async(kwargs=keys)
        outbox.publish("export.requested", hold=ASK_AGAIN, export=export.pk)


@outbox.consumer("closing.requested")
def send_closing(event: Event) -> None:
    """Have the wish to close answered; ask again while it waits."""
    wish = Closing.objects.filter(pk=event.payload["closing"]).first()
    if wish and wish.is_waiting:
        keys = {"firm_id": str(scope.current_firm().pk), "closing_id": str(wish.pk)}
        answer_closing.apply_async(kwargs=keys)
        outbox.publish("closing.requested", hold=ASK_AGAIN, closing=wish.pk)


@shared_task(name="provisioning.exports.start", base=FleetTask)
def start_export(*, firm_id: str, export_id: str) -> None:
    """Start the run, unless there is one, or another run must end first."""
    with transaction.atomic(), scope.public():
        firm = _firm(firm_id)
        known = Run.objects.filter(
            firm=firm, kind=RunKind.EXPORT, parameters__export=export_id
        )
        if not known.exists() and not _is_busy(firm):
            actions.start(
                RunKind.EXPORT,
                firm,
                by=None,
                at=timezone.now(),
                requested_by=firm.name,
                export=export_id,
            )


@shared_task(name="provisioning.exports.answer_closing", base=FleetTask)
def answer_closing(*, firm_id: str, closing_id: str) -> None:
    """Close the firm as its owner asked, or say why not. A busy firm is asked again.

    The answer and the run are one transaction: the wish is answered exactly once.
    """
    with transaction.atomic():
        with scope.public():
            firm = _firm(firm_id)
            is_busy = _is_busy(firm)
        with scope.scope(firm):
            wish = _waiting(closing_id)
        if wish is None or is_busy:
            return
        refusal = _close(firm, wish)
        with scope.scope(firm):
            wishes.answer_closing(wish, refusal=refusal, at=timezone.now())


def _close(firm: Firm, wish: Closing) -> str:
    """Start the closing; the words of a refusal, empty when there is none."""
    try:
        with scope.public(), transaction.atomic():
            actions.start(
                RunKind.CLOSING,
                firm,
                by=None,
                at=timezone.now(),
                requested_by=firm.name,
                reason=wish.reason,
            )
    except DomainError as refusal:
        return refusal.message
    return ""


def _waiting(closing_id: str) -> Closing | None:
    locked = Closing.objects.select_for_update(of=("self",))
    wish = locked.filter(pk=UUID(closing_id)).first()
    return wish if wish and wish.is_waiting else None


def _firm(firm_id: str) -> Firm:
    return Firm.objects.select_related("plan").get(pk=UUID(firm_id))


def _is_busy(firm: Firm) -> bool:
    return Run.objects.unfinished().filter(firm=firm).exists()
