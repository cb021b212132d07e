"""The fleet's pages: the same people as in `sign_up`, whose first line names them.

Nobody has a thing of the name `nobodys`.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tenants.models import Firm
from tenants.outbox.models import Delivery
from tests.controlplane import crowd

LINES = """
fleet:list                 -         GET  in   in   code 200  200  200  in
fleet:list                 -         POST in   in   code 405  405  405  in
fleet:csv                  -         GET  in   in   code 200  200  200  in
fleet:csv                  -         POST in   in   code 405  405  405  in
fleet:firm                 firm      GET  in   in   code 200  200  200  in
fleet:firm                 firm      POST in   in   code 405  405  405  in
fleet:suspension           firm      GET  in   in   code 200  200  403  in
fleet:suspension           firm      POST in   in   code 302  302  403  in
fleet:resumption           suspended GET  in   in   code 405  405  403  in
fleet:resumption           suspended POST in   in   code 302  302  403  in
fleet:closing              firm      GET  in   in   code 200  403  403  in
fleet:closing              firm      POST in   in   code 302  403  403  in
fleet:reopening            closing   GET  in   in   code 405  405  403  in
fleet:reopening            closing   POST in   in   code 302  302  403  in
fleet:erasure              closing   GET  in   in   code 200  403  403  in
fleet:erasure              closing   POST in   in   code 302  403  403  in
fleet:erasure              firm      GET  in   in   code 404  403  403  in
fleet:plan                 firm      GET  in   in   code 200  403  403  in
fleet:plan                 firm      POST in   in   code 302  403  403  in
fleet:backup               firm      GET  in   in   code 405  405  403  in
fleet:backup               firm      POST in   in   code 302  302  403  in
fleet:export               firm      GET  in   in   code 405  405  403  in
fleet:export               firm      POST in   in   code 302  302  403  in
fleet:restoration          firm      GET  in   in   code 200  200  403  in
fleet:restoration          firm      POST in   in   code 302  302  403  in
domains:list               -         GET  in   in   code 200  200  200  in
domains:list               -         POST in   in   code 405  405  405  in
domains:check              claim     GET  in   in   code 405  405  403  in
domains:check              claim     POST in   in   code 302  302  403  in
domains:release            claim     GET  in   in   code 200  200  403  in
domains:release            claim     POST in   in   code 302  302  403  in
runs:list                  -         GET  in   in   code 200  200  200  in
runs:list                  -         POST in   in   code 405  405  405  in
runs:detail                stuck     GET  in   in   code 200  200  200  in
runs:detail                stuck     POST in   in   code 405  405  405  in
runs:retry                 stuck     GET  in   in   code 405  405  403  in
runs:retry                 stuck     POST in   in   code 302  302  403  in
runs:undoing               stuck     GET  in   in   code 200  200  403  in
runs:undoing               stuck     POST in   in   code 302  302  403  in
rollouts:list              -         GET  in   in   code 200  200  200  in
rollouts:list              -         POST in   in   code 405  405  405  in
rollouts:detail            rollout   GET  in   in   code 200  200  200  in
rollouts:detail            rollout   POST in   in   code 405  405  405  in
backups:list               -         GET  in   in   code 200  200  200  in
backups:list               -         POST in   in   code 405  405  405  in
backups:drill              -         GET  in   in   code 405  405  403  in
backups:drill              -         POST in   in   code 302  302  403  in
queues:home                -         GET  in   in   code 200  200  200  in
queues:home                -         POST in   in   code 405  405  405  in
queues:redelivery          failed    GET  in   in   code 405  405  403  in
queues:redelivery          failed    POST in   in   code 302  302  403  in
fleet:firm                 nobodys   GET  in   in   code 404  404  404  in
runs:detail                nobodys   GET  in   in   code 404  404  404  in
domains:check              nobodys   POST in   in   code 404  404  403  in
queues:redelivery          nobodys   POST in   in   code 404  404  403  in
"""
FIRMS = {"firm": 0, "suspended": 90, "closing": 91, "stuck": 93}
ENOUGH = 94  # firms of the crowd, until there is one in each state


class Fleet:
    """A crowd of firms, as rows of `public`, and their things by name."""

    def __init__(self) -> None:
        made = crowd.make(ENOUGH, at=timezone.now())
        self.firms = {name: made.firms[number] for name, number in FIRMS.items()}
        firm, stuck = self.firms["firm"], self.firms["stuck"]
        self.claim = firm.claims.get()
        self.backup = firm.backups.latest("started_at")
        self._keys = {
            **{name: each.pk for name, each in self.firms.items()},
            "stuck": stuck.runs.get().pk,
            "claim": self.claim.pk,
            "rollout": made.rollout.pk,
            "failed": Delivery.objects.filter(failed_at__isnull=False)[0].pk,
            "nobodys": uuid4(),
        }

    def has(self, thing: str) -> bool:
        """Whether this is one of the fleet's things."""
        return thing in self._keys

    def keys(self, thing: str) -> dict[str, Any]:
        """What the address of a thing takes."""
        return {"pk": self._keys[thing]}

    def typed(self, name: str, thing: str) -> dict[str, Any]:
        """The fields of the form at this address."""
        firm = self.firms.get(thing) or Firm()
        confirmed = {"reason": "They asked", "typed": firm.slug}
        return {
            "fleet:suspension": confirmed,
            "fleet:closing": confirmed,
            "fleet:erasure": {**confirmed, "words": "erase now"},
            "fleet:plan": {"reason": "They grow", "plan": ""},
            "fleet:restoration": {**confirmed, "backup": self.backup.pk},
            "domains:release": {"reason": "They moved", "typed": self.claim.host},
        }.get(name, {})
