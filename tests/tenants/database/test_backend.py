"""The backend follows the scope, says nothing twice, and never trusts what it set."""

from __future__ import annotations

import psycopg
import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests import stack


def whoami() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        return cursor.fetchone()


def test_a_firm_works_with_its_own_role_in_its_own_schema(firm: Firm) -> None:
    with scope.scope(firm):
        assert whoami() == (firm.schema_name, firm.schema_name)


def test_public_works_with_the_role_control(db: None) -> None:
    with scope.public():
        assert whoami() == ("control", "public")


def kill(pid: int) -> None:
    """End a connection from outside, as an outage does."""
    dsn = stack.address().superuser_dsn("postgres")
    with psycopg.connect(dsn, autocommit=True) as superuser:
        superuser.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_entering_a_firm_costs_one_statement_and_repeating_it_none(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(other_firm):
        whoami()

    with CaptureQueriesContext(connection) as switched, scope.scope(firm):
        whoami()
    with CaptureQueriesContext(connection) as repeated, scope.scope(firm):
        whoami()
        whoami()

    assert len(switched) == 2
    assert len(repeated) == 2


def test_a_rollback_is_followed_by_the_right_firm(firm: Firm, other_firm: Firm) -> None:
    with scope.scope(firm):
        whoami()
    with (
        pytest.raises(ZeroDivisionError),
        scope.scope(other_firm),
        transaction.atomic(),
    ):
        whoami()
        raise ZeroDivisionError

    with scope.scope(other_firm):
        assert whoami() == (other_firm.schema_name, other_firm.schema_name)


@pytest.mark.django_db(transaction=True)
def test_a_switch_that_was_rolled_back_is_made_again(
    firm: Firm, other_firm: Firm
) -> None:
    """With the transaction PostgreSQL takes back the role that was set in it."""
    with scope.scope(other_firm):
        whoami()
    with pytest.raises(ZeroDivisionError), scope.scope(firm), transaction.atomic():
        whoami()
        raise ZeroDivisionError

    with scope.scope(firm):
        assert whoami() == (firm.schema_name, firm.schema_name)


def test_a_failed_statement_is_followed_by_the_right_firm(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        whoami()
    with scope.scope(other_firm), pytest.raises(Error), transaction.atomic():
        connection.cursor().execute("SELECT 1/0")

    with scope.scope(other_firm):
        assert whoami()[0] == other_firm.schema_name


@pytest.mark.django_db(transaction=True)
def test_a_killed_connection_is_followed_by_the_right_firm(firm: Firm) -> None:
    with scope.scope(firm):
        whoami()
        kill(connection.connection.info.backend_pid)
        with pytest.raises(Error, match=r"terminating connection|closed"):
            whoami()
        connection.close_if_unusable_or_obsolete()

        assert whoami() == (firm.schema_name, firm.schema_name)


def test_a_table_that_a_firm_lacks_is_not_found_in_public(firm: Firm) -> None:
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('tenants_firm')")

        assert cursor.fetchone() == (None,)


def test_a_firm_looks_for_tables_in_its_own_schema_alone(firm: Firm) -> None:
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute("SHOW search_path")

        assert cursor.fetchone() == (f"{firm.schema_name}, extensions",)


def test_a_cursor_of_one_firm_does_not_answer_in_another(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        cursor = connection.cursor()
        cursor.execute("SELECT 1")

    with scope.scope(other_firm), pytest.raises(scope.SecondFirm):
        cursor.fetchone()
    with pytest.raises(scope.NoScope):
        cursor.execute("SELECT 1")


def test_a_half_read_queryset_does_not_go_on_in_another_firm(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        for number in range(3):
            User.objects.create(
                email=f"{number}@peeters.be", name="Sofie", role=Role.CLIENT
            )
        rows = User.objects.order_by("email").iterator(chunk_size=1)
        next(rows)

    with scope.scope(other_firm), pytest.raises(scope.SecondFirm):
        list(rows)


def test_a_row_of_one_firm_is_not_saved_in_another(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        User.objects.create(email="sofie@peeters.be", name="Sofie", role=Role.CLIENT)
        sofie = User.objects.get()

    with scope.scope(other_firm):
        with pytest.raises(scope.SecondFirm):
            sofie.save()
        with pytest.raises(scope.SecondFirm):
            sofie.delete()
        with pytest.raises(scope.SecondFirm):
            sofie.refresh_from_db()


def test_the_doors_of_django_tenants_are_closed(firm: Firm) -> None:
    with pytest.raises(scope.ScopeError):
        connection.set_tenant(firm)  # type: ignore[attr-defined]
    with pytest.raises(scope.ScopeError):
        connection.set_schema("public")  # type: ignore[attr-defined]


def test_stacked_statements_are_refused(firm: Firm) -> None:
    with (
        scope.scope(firm),
        pytest.raises(Error, match="multiple commands"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT %s; RESET ROLE", [1])
