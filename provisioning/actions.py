"""What starts a run, and what an operator does with one that is stuck. In `public`."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from provisioning import claim, journal, starting, waking
from provisioning.models import Run, RunKind, RunState
from provisioning.starting import start
from tenants import audit
from tenants.accounts.models import User, normalise_email
from tenants.domains.names import normalise
from tenants.errors import DomainError
from tenants.models import Firm, Plan

__all__ = [
    "close",
    "erase",
    "reopen",
    "request",
    "resume",
    "retry",
    "start",
    "suspend",
    "turn_back",
]


@transaction.atomic
def request(
    *,
    name: str,
    slug: str,
    language: str,
    country: str,
    time_zone: str,
    owner_name: str,
    owner_email: str,
    at: datetime,
) -> Run:
    """Ask for a new firm: takes its address and starts a run.

    The run starts at once when the broker is there, else when the outbox is swept.
    Raises DomainError when the address is taken, or cannot be one.
    """
    firm = _firm(
        Firm(
            name=name,
            slug=slug,
            language=language,
            country=country,
            time_zone=time_zone,
            plan=Plan.objects.filter(is_default=True).first(),
        )
    )
    run = starting.write(
        Run(
            firm=firm,
            owner_name=owner_name,
            owner_email=normalise_email(owner_email),
            owner_language=language,
            requested_by=owner_name,
            created_at=at,
            due_at=at,
        )
    )
    audit.record("firm.requested", firm, by=None, at=at)
    return run


def suspend(firm: Firm, *, by: User | None, at: datetime, reason: str) -> Run:
    """Close the firm's door for a while. Raises DomainError, as all of these do."""
    return start(RunKind.SUSPENSION, firm, by=by, at=at, reason=_given(reason))


def resume(firm: Firm, *, by: User | None, at: datetime, reason: str = "") -> Run:
    """Open a suspended firm again."""
    return start(RunKind.RESUMPTION, firm, by=by, at=at, reason=reason)


def close(
    firm: Firm,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    typed: str,
    requested_by: str = "",
) -> Run:
    """Close the firm for good: it is erased when the time of grace is over.

    `typed` is the firm's address, as the person wrote it to confirm.
    """
    _confirmed(firm, typed)
    return start(
        RunKind.CLOSING,
        firm,
        by=by,
        at=at,
        reason=_given(reason),
        requested_by=requested_by,
    )


def reopen(firm: Firm, *, by: User | None, at: datetime, reason: str = "") -> Run:
    """Keep a firm that was closing."""
    return start(RunKind.REOPENING, firm, by=by, at=at, reason=reason)


def erase(
    firm: Firm, *, by: User | None, at: datetime, reason: str, typed: str = ""
) -> Run:
    """Erase a closing firm. Before its day, only with the firm's address in `typed`."""
    if firm.erase_at and firm.erase_at > at and not typed:
        until = date_format(timezone.localtime(firm.erase_at), "DATE_FORMAT")
        raise DomainError(
            _("This firm is kept until %(day)s. Type its address to erase it now.")
            % {"day": until}
        )
    if typed:
        _confirmed(firm, typed)
    return start(RunKind.ERASURE, firm, by=by, at=at, reason=_given(reason))


@transaction.atomic
def retry(run: Run, *, by: User | None = None, at: datetime) -> None:
    """Take a failed run up again, whether it was given up or only waits.

    Raises DomainError when it has not failed.
    """
    if run.state not in (RunState.FAILED, RunState.UNDOING):
        raise DomainError(_("This run has not failed."))
    run.attempts, run.due_at = 0, at
    run.save(update_fields=["attempts", "due_at"])
    audit.record("firm.retried", run.firm, by=by, at=at, run=str(run.pk), kind=run.kind)
    waking.after_commit(run)


@transaction.atomic
def turn_back(run: Run, *, by: User | None, at: datetime) -> None:
    """Have an unfinished run walk back. Raises DomainError when it cannot."""
    run = Run.objects.with_steps().select_for_update(of=("self",)).get(pk=run.pk)
    journal.turn_round(run, at=at)
    audit.record(
        "firm.turned_back", run.firm, by=by, at=at, run=str(run.pk), kind=run.kind
    )
    waking.after_commit(run)


def _firm(firm: Firm) -> Firm:
    """Save the firm and its address, in a savepoint: a taken one is a refusal."""
    host = claim.host_of(firm.slug)
    if normalise(host) != host:
        raise DomainError(_("This cannot be an address."))
    try:
        with transaction.atomic():
            firm.save(force_insert=True)
            is_held = claim.hold(firm)
    except IntegrityError:
        raise _taken() from None
    if not is_held:
        raise _taken()
    return firm


def _taken() -> DomainError:
    return DomainError(_("This address is taken. Choose another one."))


def _given(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Give a reason: it is written in the log."))
    return reason.strip()


def _confirmed(firm: Firm, typed: str) -> None:
    if typed.strip() != firm.slug:
        raise DomainError(_("To confirm, type the firm's address exactly."))
