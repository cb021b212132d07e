"""What the platform writes to a firm's owners."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from provisioning.models import Run
from provisioning.steps import closing as closing_steps
from provisioning.steps.notice import RECEIVERS
from tenants import mail
from tenants.links import platform_url


def closing(run: Run, receiver: int, *, key: str) -> None:
    """The firm is closed, and will be erased on this day; how to stop it."""
    to = run.parameters[RECEIVERS][receiver]
    context = {
        "closed_firm": run.firm.name,
        "name": to["name"],
        "asked_by": run.requested_by,
        "erase_at": closing_steps.erase_at(run),
        "contact": settings.CONTACT_MAIL,
        "url": platform_url("/"),
    }
    with timezone.override(run.firm.time_zone):
        mail.send(
            "provisioning/mail/closing",
            to=to["email"],
            language=to["language"],
            context=context,
            key=key,
        )
