"""What the three roles may do, asked by doing it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from infra.embedded import rights
from infra.embedded.stack import StackAddress
from tests import stack as running

DATABASE = "infra_rights"
Connection = psycopg.Connection[tuple[object, ...]]


@pytest.fixture(scope="module")
def stack(worker_id: str) -> Iterator[StackAddress]:
    address = running.address()
    address.prepare_database(f"{DATABASE}_{worker_id}")
    yield address
    address.drop_database(f"{DATABASE}_{worker_id}")


@pytest.fixture
def name(worker_id: str) -> str:
    return f"{DATABASE}_{worker_id}"


@pytest.fixture
def app(stack: StackAddress, name: str) -> Iterator[Connection]:
    with psycopg.connect(stack.dsn("app", name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def owner(stack: StackAddress, name: str) -> Iterator[Connection]:
    with psycopg.connect(stack.dsn("owner", name), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT set_config('role', 'owner', false)",
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT lo_create(0)",
        "SELECT pg_advisory_lock(1)",
        "CREATE TEMPORARY TABLE stolen (id int)",
        "CREATE TABLE public.stolen (id int)",
        "CREATE TABLE extensions.stolen (id int)",
        "CREATE SCHEMA stolen",
        "CREATE ROLE stolen",
        "SET ROLE owner",
        "SET ROLE postgres",
    ],
)
@pytest.mark.parametrize("role", ["app", "control"])
def test_the_application_may_not(app: Connection, role: str, statement: str) -> None:
    if role == "control":
        app.execute("SET ROLE control")

    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


def test_the_application_owns_nothing(app: Connection) -> None:
    query = """
        SELECT count(*) FROM pg_shdepend
        WHERE refobjid = (SELECT oid FROM pg_roles WHERE rolname = 'app')
        AND deptype = 'o'
    """

    assert app.execute(query).fetchone() == (0,)


def test_public_tables_are_reached_through_control_only(
    app: Connection, owner: Connection
) -> None:
    owner.execute("CREATE TABLE IF NOT EXISTS public.firm (id int)")

    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("SELECT * FROM public.firm")
    app.execute("SET ROLE control")

    assert app.execute("INSERT INTO public.firm VALUES (1) RETURNING id").fetchone()


def test_the_owner_makes_schemas_and_roles(owner: Connection) -> None:
    with owner.transaction(force_rollback=True):
        owner.execute("CREATE ROLE infra_firm NOLOGIN")
        owner.execute("CREATE SCHEMA infra_firm")
        owner.execute("GRANT infra_firm TO app WITH INHERIT FALSE, SET TRUE")


def test_the_owner_waits_ten_seconds_for_a_lock(owner: Connection) -> None:
    assert owner.execute("SHOW lock_timeout").fetchone() == ("10s",)


@pytest.mark.parametrize("login", ["app", "owner"])
def test_both_logins_are_in_utc(stack: StackAddress, name: str, login: str) -> None:
    with psycopg.connect(stack.dsn(login, name)) as connection:
        assert connection.execute("SHOW timezone").fetchone() == ("UTC",)


def test_the_application_cannot_enter_another_database(stack: StackAddress) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(stack.dsn("app", "postgres"))


def test_extensions_are_found_by_everybody(app: Connection) -> None:
    query = "SELECT extensions.unaccent('Zoë'), extensions.similarity('a', 'a')"

    assert app.execute(query).fetchone() == ("Zoe", 1.0)


def test_the_owner_can_dump(stack: StackAddress, name: str) -> None:
    dump = stack.postgres_bin / "pg_dump"
    command = [str(dump), "--schema-only", stack.dsn("owner", name)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_a_copy_has_the_same_rights(stack: StackAddress, name: str) -> None:
    stack.copy_database(name, f"{name}_copy")

    with psycopg.connect(stack.superuser_dsn(f"{name}_copy")) as connection:
        rights.verify(connection)
    with (
        psycopg.connect(stack.dsn("app", f"{name}_copy")) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TEMPORARY TABLE stolen (id int)")
    stack.drop_database(f"{name}_copy")


def test_a_right_that_came_back_is_found(stack: StackAddress, name: str) -> None:
    with psycopg.connect(stack.superuser_dsn(name)) as connection:
        connection.execute(f"GRANT EXECUTE ON FUNCTION {rights.SET_CONFIG} TO PUBLIC")

        with pytest.raises(rights.RightsError, match="app may execute set_config"):
            rights.verify(connection)
        connection.rollback()


def test_psql_runs_the_same_files(stack: StackAddress, name: str) -> None:
    """As docker-compose.yml does: passwords in PGOPTIONS, the files one by one."""
    vault = stack.vault
    options = {f"tablinum.{key}_password": text for key, text in vault.logins.items()}
    pgoptions = " ".join(f"-c{key}={text}" for key, text in options.items())
    psql = [str(stack.postgres_bin / "psql"), stack.superuser_dsn(name)]
    files = ["infra/embedded/roles.sql", "infra/embedded/database.sql"]

    done = subprocess.run(
        [*psql, "-v", "ON_ERROR_STOP=1", "-f", files[0], "-f", files[1]],
        env={"PGOPTIONS": pgoptions},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    with psycopg.connect(stack.superuser_dsn(name)) as connection:
        rights.verify(connection)


def test_psql_without_passwords_is_refused(stack: StackAddress, name: str) -> None:
    psql = [str(stack.postgres_bin / "psql"), stack.superuser_dsn(name)]

    done = subprocess.run(
        [*psql, "-v", "ON_ERROR_STOP=1", "-1", "-f", "infra/embedded/roles.sql"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "tablinum.owner_password is missing" in done.stderr
