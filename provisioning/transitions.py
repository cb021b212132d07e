"""In which state of a firm which kind of run may start: the whole policy, one table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from provisioning.models import RunKind
from tenants.errors import DomainError
from tenants.models import Firm, FirmState

REQUESTED, ACTIVE, SUSPENDED, CLOSING = (
    FirmState.REQUESTED,
    FirmState.ACTIVE,
    FirmState.SUSPENDED,
    FirmState.CLOSING,
)

# fmt: off
MAY_START_IN: Mapping[RunKind, tuple[FirmState, ...]] = {
    RunKind.PROVISIONING: (REQUESTED,),
    RunKind.SUSPENSION:   (ACTIVE,),
    RunKind.RESUMPTION:   (SUSPENDED,),
    RunKind.CLOSING:      (ACTIVE, SUSPENDED),
    RunKind.REOPENING:    (CLOSING,),
    RunKind.ERASURE:      (CLOSING,),
    RunKind.BACKUP:       (ACTIVE, SUSPENDED),
    RunKind.RESTORE:      (ACTIVE, SUSPENDED),
    RunKind.EXPORT:       (ACTIVE, SUSPENDED, CLOSING),
    RunKind.RECOVERY:     (ACTIVE,),
}
# fmt: on


def may_start(kind: RunKind, firm: Firm) -> bool:
    """Whether the firm's state allows this kind of run: what a page offers."""
    return FirmState(firm.state) in MAY_START_IN[kind]


def refuse(kind: RunKind, firm: Firm) -> None:
    """Raise DomainError unless the firm's state allows this kind of run."""
    if not may_start(kind, firm):
        state = FirmState(firm.state).label
        raise DomainError(
            _("This is not possible now: the firm's state is “%(state)s”.")
            % {"state": state}
        )
