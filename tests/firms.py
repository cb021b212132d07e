"""The two firms of every test: equal in all that could be mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import transaction

from portal.branding import actions as branding
from portal.cases import area_actions as areas
from portal.progress import stage_actions as stages
from portal.requests import lists
from tenants import scope
from tenants.crypto import keystore
from tenants.database import roles, template
from tenants.models import Domain, Firm, FirmState

PEETERS = UUID("01900000-0000-7000-8000-00000000000a")
DEVRIES = UUID("01900000-0000-7000-8000-00000000000b")


@contextmanager
def undone() -> Iterator[None]:
    """Within a transaction: whatever happens inside, in any firm, did not happen."""
    with scope.public():
        point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.set_rollback(False)
        with scope.public():
            transaction.savepoint_rollback(point)


def make_both() -> None:
    """Make Peeters & Partners and De Vries Advocaten, active and without people."""
    make(PEETERS, "Peeters & Partners", "peeters", "t_peeters", colour="#1f5a4a")
    make(DEVRIES, "De Vries Advocaten", "devries", "t_devries", colour="#f2b705")


def make(key: UUID, name: str, slug: str, schema: str, *, colour: str) -> None:
    """Make an active firm, past the provisioning worker."""
    host = f"{slug}.{settings.PLATFORM_HOST}"
    with scope.public():
        firm = Firm.objects.create(
            pk=key, name=name, slug=slug, schema_name=schema, primary_host=host,
            state=FirmState.ACTIVE, language="nl",
        )  # fmt: skip
        Domain.objects.create(domain=host, tenant=firm, is_primary=True)
        loaded = template.load()
    with transaction.atomic(), scope.as_owner(schema):
        roles.create_role(schema)
        roles.create_schema(schema)
        template.replay(loaded, schema)
    keystore.create(key)
    with scope.scope(firm):
        branding.seed(colour=colour)
        areas.seed()
        stages.seed()
        lists.seed()
