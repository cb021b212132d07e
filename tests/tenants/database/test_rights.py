"""What a firm's role can reach: its own schema, and nothing else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from tenants import scope
from tenants.database import login
from tenants.models import Firm
from tests import stack

ATTACKS = [
    "SELECT * FROM {other}.tenants_accounts_user",
    "SELECT * FROM public.tenants_firm",
    "INSERT INTO {other}.django_session VALUES ('a', 'b', now())",
    "CREATE TABLE {own}.loot (id int)",
    "CREATE TEMPORARY TABLE loot (id int)",
    "CREATE TABLE public.loot (id int)",
    "CREATE FUNCTION extensions.loot() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SET ROLE owner",
    "SET SESSION AUTHORIZATION owner",
    "SELECT set_config('role', '{other}', false)",
    "SELECT query_to_xml('SELECT 1', true, false, '')",
    "SELECT table_to_xml('{other}.tenants_accounts_user', true, false, '')",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'loot')",
    "SELECT pg_read_file('PG_VERSION')",
    "COPY tenants_accounts_user TO PROGRAM 'true'",
    "UPDATE tenants_audit_entry SET action = 'nothing'",
    "DELETE FROM tenants_audit_entry",
    "TRUNCATE tenants_audit_entry",
    "ALTER TABLE tenants_audit_entry DISABLE TRIGGER ALL",
    "DELETE FROM django_migrations",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_firms_role_is_refused(attack: str, firm: Firm, other_firm: Firm) -> None:
    statement = attack.format(own=firm.schema_name, other=other_firm.schema_name)
    with (
        scope.scope(firm),
        pytest.raises(DatabaseError, match=r"permission denied|must be"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "attack", ["SELECT * FROM {other}.tenants_accounts_user", "CREATE SCHEMA loot"]
)
def test_the_role_control_reaches_no_firm(attack: str, other_firm: Firm) -> None:
    with (
        scope.public(),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack.format(other=other_firm.schema_name))


def test_the_login_alone_can_read_nothing(firm: Firm) -> None:
    with (
        scope.as_owner(firm.schema_name),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'SELECT * FROM "{firm.schema_name}".tenants_accounts_user')


def test_every_table_of_a_firm_is_in_its_schema(firm: Firm) -> None:
    tables = [
        model._meta.db_table
        for label in settings.TENANT_APPS
        for config in apps.get_app_configs()
        if config.name == label.split(".apps.")[0]
        for model in config.get_models(include_auto_created=True)
    ]

    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name"
            " WHERE to_regclass(quote_ident(%s) || '.' || name) IS NULL",
            [tables, firm.schema_name],
        )

        assert cursor.fetchall() == []
    assert len(tables) > 10


@pytest.mark.django_db(transaction=True)
def test_the_login_of_web_and_worker_is_accepted() -> None:
    login.refuse_dangerous()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["owner", "postgres"])
def test_a_login_with_rights_of_its_own_is_refused(name: str) -> None:
    address = stack.address()
    dsn = (
        address.superuser_dsn(stack.database())
        if name == "postgres"
        else address.dsn(name, stack.database())
    )
    user, _, rest = dsn.partition("://")[2].partition(":")
    connection.close()
    kept = dict(connection.settings_dict)
    connection.settings_dict.update(USER=user, PASSWORD=rest.partition("@")[0])
    try:
        with pytest.raises(ImproperlyConfigured, match="Use the login `app`"):
            login.refuse_dangerous()
    finally:
        connection.settings_dict.update(kept)
