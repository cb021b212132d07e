"""How a task knows its firm: the message's header says it, the task enters the scope.

The switch happens inside `__call__`. Celery's signals would be the usual place, but
they swallow exceptions: a task whose firm is missing would run all the same.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery import Task
from celery.exceptions import Reject

from tenants import headers, scope
from tenants.models import Firm


class FirmTask(Task):  # type: ignore[type-arg]
    """The default task: works for the firm in force when it was sent.

    A message without a firm, or for a firm that is not active, is rejected.
    """

    abstract = True

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        """Send the task, with the firm in force in its header. Raises NoScope."""
        sent = {
            **headers.firm_header(scope.current_firm()),
            **kwargs.pop("headers", {}),
        }
        return super().apply_async(*args, headers=sent, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run in the scope of the firm that the message names."""
        firm = _active_firm(self._firm_id())
        with scope.scope(firm):
            return super().__call__(*args, **kwargs)

    def _firm_id(self) -> str | None:
        return (self.request.headers or {}).get(headers.FIRM)


class ControlTask(Task):  # type: ignore[type-arg]
    """A task of the control plane, in `public`."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run in the public scope."""
        with scope.public():
            return super().__call__(*args, **kwargs)


class FleetTask(Task):  # type: ignore[type-arg]
    """A task that goes from firm to firm, and enters each scope itself."""

    abstract = True


def _active_firm(firm_id: str | None) -> Firm:
    try:
        key = UUID(firm_id or "")
    except ValueError:
        raise Reject("a task without a firm", requeue=False) from None
    with scope.public():
        firm = Firm.objects.select_related("plan").filter(pk=key).first()
    if firm is None or not firm.is_active:
        raise Reject("a task for a firm that is not active", requeue=False)
    return firm
