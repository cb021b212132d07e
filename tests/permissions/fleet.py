"""What each operator is answered at every address of the fleet's pages.

As in table.py; `2f` is the way to the second factor. Halfway has given the password
only. Nobody has a thing of the name `nobodys`.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tenants.models import Firm
from tenants.outbox.models import Delivery
from tests.controlplane import crowd

FLEET = """
name               thing     method anybody halfway auditor support admin

fleet:list         -         GET    in      2f      200     200     200
fleet:list         -         POST   in      2f      405     405     405
fleet:csv          -         GET    in      2f      200     200     200
fleet:csv          -         POST   in      2f      405     405     405
fleet:firm         firm      GET    in      2f      200     200     200
fleet:firm         firm      POST   in      2f      405     405     405
fleet:suspension   firm      GET    in      2f      403     200     200
fleet:suspension   firm      POST   in      2f      403     302     302
fleet:resumption   suspended GET    in      2f      403     405     405
fleet:resumption   suspended POST   in      2f      403     302     302
fleet:closing      firm      GET    in      2f      403     403     200
fleet:closing      firm      POST   in      2f      403     403     302
fleet:reopening    closing   GET    in      2f      403     405     405
fleet:reopening    closing   POST   in      2f      403     302     302
fleet:erasure      closing   GET    in      2f      403     403     200
fleet:erasure      closing   POST   in      2f      403     403     302
fleet:erasure      firm      GET    in      2f      403     403     404
fleet:plan         firm      GET    in      2f      403     403     200
fleet:plan         firm      POST   in      2f      403     403     302
fleet:backup       firm      GET    in      2f      403     405     405
fleet:backup       firm      POST   in      2f      403     302     302
fleet:export       firm      GET    in      2f      403     405     405
fleet:export       firm      POST   in      2f      403     302     302
fleet:restoration  firm      GET    in      2f      403     200     200
fleet:restoration  firm      POST   in      2f      403     302     302
domains:list       -         GET    in      2f      200     200     200
domains:list       -         POST   in      2f      405     405     405
domains:check      claim     GET    in      2f      403     405     405
domains:check      claim     POST   in      2f      403     302     302
domains:release    claim     GET    in      2f      403     200     200
domains:release    claim     POST   in      2f      403     302     302
runs:list          -         GET    in      2f      200     200     200
runs:list          -         POST   in      2f      405     405     405
runs:detail        stuck     GET    in      2f      200     200     200
runs:detail        stuck     POST   in      2f      405     405     405
runs:retry         stuck     GET    in      2f      403     405     405
runs:retry         stuck     POST   in      2f      403     302     302
runs:undoing       stuck     GET    in      2f      403     200     200
runs:undoing       stuck     POST   in      2f      403     302     302
rollouts:list      -         GET    in      2f      200     200     200
rollouts:list      -         POST   in      2f      405     405     405
rollouts:detail    rollout   GET    in      2f      200     200     200
rollouts:detail    rollout   POST   in      2f      405     405     405
backups:list       -         GET    in      2f      200     200     200
backups:list       -         POST   in      2f      405     405     405
backups:drill      -         GET    in      2f      403     405     405
backups:drill      -         POST   in      2f      403     302     302
queues:home        -         GET    in      2f      200     200     200
queues:home        -         POST   in      2f      405     405     405
queues:redelivery  failed    GET    in      2f      403     405     405
queues:redelivery  failed    POST   in      2f      403     302     302
fleet:firm         nobodys   GET    in      2f      404     404     404
runs:detail        nobodys   GET    in      2f      404     404     404
domains:check      nobodys   POST   in      2f      403     404     404
queues:redelivery  nobodys   POST   in      2f      403     404     404
"""
ENOUGH = 94  # firms of the crowd, until there is one in each state


class Fleet:
    """A crowd of firms, as rows of `public`, and their things by name."""

    def __init__(self) -> None:
        self.crowd = crowd.make(ENOUGH, at=timezone.now())
        firms = {"firm": 0, "suspended": 90, "closing": 91, "stuck": 93}
        self.firms = {name: self.crowd.firms[at] for name, at in firms.items()}

    def keys(self, thing: str) -> dict[str, Any]:
        """What the address of a thing takes."""
        if thing == "-":
            return {}
        return {"pk": self._key(thing)}

    def typed(self, name: str, thing: str) -> dict[str, Any]:
        """The fields of the form at this address."""
        firm = self.firms.get(thing) or Firm()
        confirmed = {"reason": "They asked", "typed": firm.slug}
        return {
            "fleet:suspension": confirmed,
            "fleet:closing": confirmed,
            "fleet:erasure": {**confirmed, "words": "erase now"},
            "fleet:plan": {"reason": "They grow", "plan": ""},
            "fleet:restoration": {**confirmed, "backup": self._backup()},
            "domains:release": {"reason": "They moved", "typed": self._claim().host},
        }.get(name, {})

    def _key(self, thing: str) -> Any:
        if thing == "nobodys":
            return uuid4()
        if thing == "claim":
            return self._claim().pk
        if thing == "stuck":
            return self.firms["stuck"].runs.get().pk
        if thing == "rollout":
            return self.crowd.rollout.pk
        if thing == "failed":
            return Delivery.objects.filter(failed_at__isnull=False)[0].pk
        return self.firms[thing].pk

    def _claim(self) -> Any:
        return self.firms["firm"].claims.get()

    def _backup(self) -> Any:
        return self.firms["firm"].backups.latest("started_at").pk
