"""The demo's firms come into being as every firm does: by a request and a run."""

from __future__ import annotations

from django.utils import timezone

from provisioning import actions, driver
from provisioning.demo.plan import FirmPlan
from provisioning.models import Run
from tenants import scope
from tenants.models import Firm


class NotMade(RuntimeError):  # noqa: N818  (reads as what happened)
    """A run of the demo's did not come to its end."""


def make(plan: FirmPlan) -> Firm:
    """The plan's firm, active; made unless it is there. Needs the login `owner`."""
    firm = _known(plan)
    if firm is None or not firm.is_active:
        driver.drive(_run(plan).pk)
        firm = _known(plan)
    if firm is None or not firm.is_active:
        raise NotMade(f"{plan.name}: see the errors of its run.")
    return firm


def _known(plan: FirmPlan) -> Firm | None:
    with scope.public():
        return Firm.objects.select_related("plan").filter(slug=plan.slug).first()


def _run(plan: FirmPlan) -> Run:
    with scope.public():
        unfinished = Run.objects.unfinished().filter(firm__slug=plan.slug)
        return unfinished.first() or actions.request(
            name=plan.name,
            slug=plan.slug,
            language=plan.language,
            country="BE",
            time_zone="Europe/Brussels",
            owner_name=plan.owner.name,
            owner_email=plan.owner.email,
            at=timezone.now(),
        )
