"""A firm that somebody asks for, and what is there of it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from provisioning import actions, driver
from provisioning.models import Run
from tenants import scope
from tenants.crypto import keystore
from tenants.database import roles
from tenants.database.fingerprint import fingerprint
from tenants.models import Domain, Firm


def place(slug: str = "dumont", *, owner_email: str = "olivia@dumont.be") -> Run:
    """Ask for Dumont & Dumont."""
    with scope.public():
        return actions.request(
            name="Dumont & Dumont",
            slug=slug,
            language="fr",
            country="BE",
            time_zone="Europe/Brussels",
            owner_name="Olivia Dumont",
            owner_email=owner_email,
            at=timezone.now(),
        )


def again(run: Run) -> Run:
    """The run as it stands now, with its firm."""
    with scope.public():
        return Run.objects.select_related("firm").get(pk=run.pk)


def states(run: Run) -> list[str]:
    """The states of its steps, in order."""
    with scope.public():
        return list(run.steps.order_by("position").values_list("state", flat=True))


def looks_of(firm: Firm) -> dict[str, str]:
    """The fingerprint of the firm's schema."""
    with scope.as_owner(firm.schema_name):
        return fingerprint(firm.schema_name)


def traces_of(firm: Firm) -> list[str]:
    """What there is of the firm, except for its own row."""
    schema = firm.schema_name
    with scope.as_owner():
        found = {
            "schema": roles.schema_exists(schema),
            "role": roles.role_exists(schema),
        }
    with scope.public():
        found["domain"] = Domain.objects.filter(tenant=firm).exists()
    found["key"] = keystore.exists(firm.pk)
    return [name for name, is_there in found.items() if is_there]


def firms_schemas() -> set[str]:
    """All schemas that a firm could have."""
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")
        return {row[0] for row in cursor.fetchall()}


def firm(slug: str = "dumont") -> Firm:
    """A firm that is ready."""
    run = place(slug, owner_email=f"olivia@{slug}.be")
    driver.drive(run.pk)
    return again(run).firm


def live(verb: str, firm: Firm, **more: Any) -> Run:
    """Have something done with a firm, to the end: `live("suspend", firm)`."""
    run = ask(verb, firm, **more)
    driver.drive(run.pk)
    return again(run)


def ask(verb: str, firm: Firm, **more: Any) -> Run:
    """The same, without anybody doing it yet."""
    given = {"by": None, "at": timezone.now(), "reason": "They asked us to.", **more}
    with scope.public():
        run: Run = getattr(actions, verb)(Firm.objects.get(pk=firm.pk), **given)
    return run


def closing(slug: str = "dumont") -> Firm:
    """A firm that is closed, and kept for thirty days."""
    return live("close", firm(slug), typed=slug).firm
