"""The pages about support: the same people as in `sign_up`, whose head names them.

`own_visit` is the reader's, `visit` the colleague's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from provisioning.support.models import Recovery, Visit, VisitScope, VisitState
from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient

LINES = """
support:list               -         GET  in   in   code 200  200  200  in
support:list               -         POST in   in   code 405  405  405  in
support:new                -         GET  in   in   code 200  200  403  in
support:new                -         POST in   in   code 302  302  403  in
support:entry              own_visit GET  in   in   code 200  200  403  in
support:entry              own_visit POST in   in   code 302  302  403  in
support:entry              visit     GET  in   in   code 404  404  403  in
support:entry              visit     POST in   in   code 404  404  403  in
support:end                visit     GET  in   in   code 405  405  403  in
support:end                visit     POST in   in   code 302  302  403  in
support:end                laura     POST in   in   code 404  404  403  in
support:recovery_new       -         GET  in   in   code 200  403  403  in
support:recovery_new       -         POST in   in   code 302  403  403  in
support:recovery_confirmation recovery GET in  in   code 200  403  403  in
support:recovery_confirmation recovery POST in in   code 302  403  403  in
support:recovery_confirmation laura  GET  in   in   code 404  403  403  in
support:recovery_confirmation laura  POST in   in   code 404  403  403  in
support:recovery_cancellation recovery GET in  in   code 405  403  403  in
support:recovery_cancellation recovery POST in in   code 302  403  403  in
support:recovery_cancellation laura  POST in   in   code 404  403  403  in
"""
REASON = "It does not open"


class Support:
    """A visit that is in force, and a recovery that waits. In `public`."""

    def __init__(self, colleague: User) -> None:
        now = timezone.now()
        firms = {firm.slug: firm for firm in Firm.objects.all()}
        self.visit = Visit.objects.create(
            firm=firms["peeters"],
            operator=colleague,
            scope=VisitScope.READING,
            reason=REASON,
            state=VisitState.GRANTED,
            requested_at=now,
            answered_at=now,
            until=now + timedelta(hours=1),
        )
        self.recovery = Recovery.objects.create(
            firm=firms["devries"],
            owner_name="Nora",
            owner_email="nora@example.be",
            reason=REASON,
            requested_by=colleague,
            requested_at=now,
        )

    def keys(self) -> dict[str, dict[str, Any]]:
        """What the addresses of these things take."""
        visit, recovery = {"pk": self.visit.pk}, {"pk": self.recovery.pk}
        return {"visit": visit, "own_visit": visit, "recovery": recovery}

    def prepare(self, thing: str, browser: HostClient) -> None:
        """Make the visit the reader's own."""
        if thing == "own_visit" and (reader := browser.session.get(SESSION_KEY)):
            Visit.objects.filter(pk=self.visit.pk).update(operator_id=reader)


TYPED: dict[str, dict[str, Any]] = {
    "support:new": {"firm": "peeters", "reach": "reading", "reason": REASON},
    "support:recovery_new": {
        "firm": "peeters",
        "owner_name": "Nora",
        "owner_email": "nora@example.be",
        "reason": REASON,
    },
    "support:recovery_confirmation": {"typed": "devries"},
}
