"""The firm's first address: a name under the platform's own, held since the request."""

from __future__ import annotations

from provisioning import claim
from provisioning.models import Run
from tenants import scope


def do(run: Run) -> None:
    """Make sure of the address, and build the firm's links from it."""
    with scope.public():
        claim.hold(run.firm)


def undo(run: Run) -> None:
    """Lead no host to the firm any more."""
    with scope.public():
        claim.let_go(run.firm)
