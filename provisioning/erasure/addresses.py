"""The firm's addresses: 404 at once, free for others, and forgotten by the edge."""

from __future__ import annotations

from provisioning import claim
from provisioning.certificates import removal
from provisioning.erasure import inventory
from provisioning.models import Run
from tenants import scope
from tenants.domains.models import Claim, Hold


def let_go(run: Run) -> None:
    """No host leads here, none is claimed, and none is held for the firm."""
    with scope.public():
        claim.let_go(run.firm)
        Claim.objects.filter(firm=run.firm).delete()
        Hold.objects.filter(firm=run.firm).delete()


def forget_certificates(run: Run) -> None:
    """After the step before is committed: then nothing orders a new certificate."""
    for host in inventory.of(run)["hosts"]:
        removal.forget(host)
