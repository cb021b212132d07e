"""The one way into the audit log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from tenants import origin

if TYPE_CHECKING:
    from tenants.accounts.models import User

SYSTEM = "Tablinum"
TARGET_NAME_LENGTH = 200


def record(
    action: str,
    target: models.Model | None,
    *,
    by: User | None,
    at: datetime,
    **details: Any,
) -> None:
    """Write that `by` did `action` to `target`, in the transaction of the change.

    `by` is None for what the system does by itself. `details` must be JSON and hold no
    content of documents or messages. Raises when there is no transaction to share, and
    when staff only look with this person's eyes: they do nothing in his name.
    """
    _refuse_stranger(action, by)
    _row(action, target, by=by, at=at, details=details).save(force_insert=True)


def record_many(
    action: str,
    targets: Collection[models.Model],
    *,
    by: User | None,
    at: datetime,
    **details: Any,
) -> None:
    """The same for several things at once: a row for each, in one INSERT."""
    _refuse_stranger(action, by)
    rows = [_row(action, each, by=by, at=at, details=details) for each in targets]
    _entries().bulk_create(rows)


def read(
    action: str, target: models.Model, *, by: User, at: datetime, **details: Any
) -> None:
    """Write that somebody was shown something: `case.viewed`, `document.downloaded`.

    One INSERT, whatever the page shows, in a transaction of its own: there is no change
    to share one with. It comes before the answer, so what cannot be written is not
    shown. A guest's pages are in the log already, see `portal.support.log`. What staff
    see with a client's eyes (portal.viewing) is theirs: it counts as no receipt.
    """
    if by.viewer is not None:
        by, details = by.viewer, {**details, "as_client": by.name}
    if not by.is_guest:
        _row(action, target, by=by, at=at, details=details).save(force_insert=True)


def _refuse_stranger(action: str, by: User | None) -> None:
    if by is not None and by.viewer is not None:
        raise PermissionError(f"{action}: nothing is done in a client's name.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "audit.record() belongs into the transaction of the change."
        )


def _entries() -> models.Manager[Any]:
    """By name: this module is imported before the models are."""
    return apps.get_model("tenants_audit", "Entry")._default_manager


def _row(
    action: str,
    target: models.Model | None,
    *,
    by: User | None,
    at: datetime,
    details: dict[str, Any],
) -> models.Model:
    whence = origin.current()
    row: models.Model = _entries().model(
        at=at,
        action=action,
        actor_kind=_kind_of(by),
        actor_id=by.pk if by else None,
        actor_name=by.name if by else SYSTEM,
        target_type=target._meta.label_lower if target else "",
        target_id=target.pk if target else None,
        target_name=str(target)[:TARGET_NAME_LENGTH] if target else "",
        details=details,
        address=str(whence.address) if whence.address else None,
        device=whence.device,
    )
    return row


def _kind_of(by: User | None) -> str:
    if by is None:
        return "system"
    return "support" if by.is_guest else "user"
