"""Every page that an operator reads, by a name: with one firm, run and rollout."""

from __future__ import annotations

from controlplane.fleet.filters import TABS
from tenants.models import FirmState
from tests.controlplane.crowd import Crowd


def of(crowd: Crowd) -> dict[str, str]:
    """The addresses, with query strings where these make other queries."""
    firm = next(each for each in crowd.firms if each.state == FirmState.ACTIVE)
    run = firm.runs.latest("created_at")
    claim = next(each for each in crowd.firms if each.claims.exists()).claims.first()
    return {
        **{f"fleet {tab}": f"/operate/?state={tab}" for tab in TABS},
        "fleet by attention": "/operate/?state=all&sort=-attention",
        "fleet filtered": "/operate/?state=all&q=p&release=current&backup=fresh"
        "&certificate=active&activity=quiet&page=1",
        "fleet csv": "/operate/fleet.csv?state=all",
        "firm": f"/operate/firms/{firm.pk}/",
        "suspension": f"/operate/firms/{firm.pk}/suspension/",
        "closing": f"/operate/firms/{firm.pk}/closing/",
        "restoration": f"/operate/firms/{firm.pk}/restoration/",
        "plan": f"/operate/firms/{firm.pk}/plan/",
        "runs stuck": "/operate/runs/",
        "runs all": "/operate/runs/?state=all",
        "run": f"/operate/runs/{run.pk}/",
        "undoing": f"/operate/runs/{run.pk}/undoing/",
        "domains": "/operate/domains/",
        "domains all": "/operate/domains/?state=all",
        "release": f"/operate/domains/{claim.pk}/release/",
        "migrations": "/operate/migrations/",
        "migration": f"/operate/migrations/{crowd.rollout.pk}/",
        "backups": "/operate/backups/",
        "backups all": "/operate/backups/?state=all",
        "queues": "/operate/queues/",
        "support": "/operate/support/",
        "plans": "/operate/plans/",
        "team": "/operate/team/",
        "log": "/operate/log/",
    }
