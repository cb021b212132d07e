"""Firms that only have to be there: all that a run makes in the database, at once."""

from __future__ import annotations

from django.db import transaction

from provisioning import claim
from tenants import scope
from tenants.database import roles, template
from tenants.models import Firm, FirmState


def fill(number: int) -> None:
    """Make so many firms, each in one transaction."""
    with scope.public():
        tables = template.load()
    for _each in range(number):
        with transaction.atomic():
            _make(tables)


def _make(tables: template.Template) -> None:
    firm = Firm(name="Filled", state=FirmState.ACTIVE)
    firm.slug = firm.schema_name.replace("_", "-")
    with scope.as_owner(firm.schema_name):
        roles.create_schema(firm.schema_name)
        roles.create_role(firm.schema_name)
        template.replay(tables, firm.schema_name)
    with scope.public():
        firm.save(force_insert=True)
        claim.hold(firm)
