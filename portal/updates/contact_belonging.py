"""What clients were told, for a copy of their personal data. Updates are a case's, and
stay with it: nothing of them is moved with a contact."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.cases.models import Party
from portal.people.belongings import Belonging, register
from portal.people.models import Contact
from portal.updates.models import Update


def register_updates() -> None:
    """Answer for the updates that were shared with a contact."""
    register(
        "updates",
        Belonging(
            label=gettext_lazy("Updates"),
            models=(),
            count=lambda _contact: 0,
            move=lambda _loser, _winner: None,
            collect=collect,
        ),
    )


def collect(contact: Contact) -> list[dict[str, Any]]:
    """Each one that is shown to the clients of his cases, where he is one of them."""
    parties = Party.objects.clients().filter(contact=contact, has_access=True)
    shown = Update.objects.shown(timezone.now()).filter(case__in=parties.values("case"))
    return [
        {
            "case": each.case.reference,
            "shared": each.shared_at,
            "title": each.title,
            "text": each.body,
        }
        for each in shown.select_related("case").latest_shared_first()
    ]
