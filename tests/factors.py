"""Second factors for tests."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tenants.accounts.models import User
from tenants.factors import queries, secret
from tenants.factors.models import Authenticator
from tenants.factors.secret import SECONDS, Secret

NEVER = -1  # no code was used yet


def app_of(user: User) -> Authenticator:
    """The person's authenticator app; made without a line in the log unless there."""
    kept = queries.of(user).authenticator
    if kept is not None:
        return kept
    made = Authenticator(
        user=user, name="app", last_period=NEVER, created_at=timezone.now()
    )
    made.seal(secret.new())
    made.save(force_insert=True)
    return made


def code_on(app: Authenticator, *, wrong: int = 0, periods: int = 0) -> str:
    """What the app shows, now or some periods off."""
    return code_of(app.secret, wrong=wrong, periods=periods)


def code_of(secret: Secret, *, wrong: int = 0, periods: int = 0) -> str:
    """The code of a seed, made wrong by so much."""
    moment = timezone.now() + timedelta(seconds=SECONDS * periods)
    return f"{(int(secret.code(at=moment)) + wrong) % 10**6:06d}"
