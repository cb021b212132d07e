"""What the plan of the firm in force allows. Refusals say what to do.

The plan comes with the firm from memory: `public`, where it lives, cannot be read from
inside a firm. Whoever loads a firm to enter its scope fetches its plan too.
"""

from __future__ import annotations

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tenants import scope
from tenants.errors import DomainError
from tenants.models import Plan


class LimitReached(DomainError):  # noqa: N818  (reads as what happened)
    """The firm's plan does not hold what is asked for."""


def plan() -> Plan | None:
    """The plan of the firm in force; None when nothing is limited."""
    firm = scope.current_firm()
    return firm.plan if firm.plan_id else None


def largest_file() -> int:
    """How many bytes one file may have: what the plan says, never more than what the
    platform takes."""
    limits = plan()
    most: int = settings.DOCUMENT_MAX_BYTES
    if limits is None or limits.file_limit_bytes is None:
        return most
    return min(limits.file_limit_bytes, most)


def refuse_staff(count: int) -> None:
    """Raise LimitReached unless one more person may join a firm that has `count`."""
    limits = plan()
    if limits is None or limits.staff_limit is None or count < limits.staff_limit:
        return
    raise LimitReached(
        _(
            "Your plan %(plan)s has room for %(limit)s people, and all places are "
            "taken. Ask us for a larger plan, or end somebody's access first."
        )
        % {"plan": limits.name, "limit": limits.staff_limit}
    )


def refuse_storage(used: int, added: int) -> None:
    """Raise LimitReached unless `added` bytes fit beside the `used` ones."""
    limits = plan()
    if limits is None or limits.storage_limit_bytes is None:
        return
    if used + added <= limits.storage_limit_bytes:
        return
    raise LimitReached(
        _(
            "This file does not fit: your plan %(plan)s has room for %(limit)s. Ask "
            "us for a larger plan. Nothing was stored."
        )
        % {
            "plan": limits.name,
            "limit": filesizeformat(limits.storage_limit_bytes),
        }
    )
