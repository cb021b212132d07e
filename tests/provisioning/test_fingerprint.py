"""A replayed firm is the same as one that Django migrated: catalog, rows and rights."""

from __future__ import annotations

from django.db import connection, transaction

from provisioning import driver
from tenants import scope
from tenants.database import roles, template
from tenants.models import Firm, new_schema_name
from tests.provisioning import orders


def test_a_replayed_firm_equals_a_migrated_one() -> None:
    run = orders.place()
    driver.drive(run.pk)

    migrated = _migrated()

    assert orders.looks_of(run.firm) == migrated


CHANGES = [
    "ALTER TABLE portal_cases_case ALTER COLUMN title DROP NOT NULL",
    "ALTER TABLE portal_cases_case RENAME CONSTRAINT case_has_reference_and_title"
    " TO other",
    "DROP INDEX case_updated",
    "DELETE FROM django_migrations WHERE app = 'portal_cases'",
    "UPDATE auth_permission SET codename = 'other' WHERE id = 1",
    "GRANT UPDATE ON tenants_audit_entry TO {role}",
    "REVOKE SELECT ON portal_cases_case FROM {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {role} REVOKE INSERT ON TABLES FROM {role}",
    "CREATE TABLE another (id int)",
]


def test_the_fingerprint_sees_each_difference() -> None:
    run = orders.place()
    driver.drive(run.pk)
    before = orders.looks_of(run.firm)

    unseen = [each for each in CHANGES if _looks_after(each, run.firm) == before]

    assert unseen == []


def _looks_after(change: str, firm: Firm) -> dict[str, str]:
    schema = firm.schema_name
    with scope.as_owner(schema), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(change.format(role=f'"{schema}"'))
        looks = orders.looks_of(firm)
        transaction.set_rollback(True)
    return looks


def _migrated() -> dict[str, str]:
    schema = new_schema_name()
    with scope.as_owner(schema):
        roles.create_role(schema)
        roles.create_schema(schema)
        template.migrate_here()
        roles.grant(schema)
        return orders.fingerprint(schema)
