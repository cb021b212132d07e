"""What PostgreSQL itself forbids."""

from __future__ import annotations

from django.db import connection

from tenants.database import login
from tests.isolation.preventions.sabotage import Hands, sabotage

RIGHTS = "tests/tenants/database/test_rights.py"
REFUSED = f"{RIGHTS}::test_a_firms_role_is_refused"
INJECTION = "SQL injection or a bug that names another schema"
CONTROL = "an operator who reads a firm's content from the control plane"
LOG = "an entry of the audit log that is changed or taken away"


def reading(role: str, schema: str) -> tuple[str, str]:
    """Statements that let a role read all of a schema."""
    return (
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    )


@sabotage(
    INJECTION,
    noticed_by=f"{REFUSED}[SELECT * FROM {{other}}.tenants_accounts_user]",
)
def firms_read_each_other(hands: Hands) -> None:
    """One firm's role may read another's tables."""
    hands.sql(*reading("t_peeters", "t_devries"))


@sabotage(
    INJECTION,
    noticed_by=f"{REFUSED}[SELECT set_config('role', '{{other}}', false)]",
)
def set_config_is_open(hands: Hands) -> None:
    """`set_config()` may be called, which takes any role."""
    function = "pg_catalog.set_config(text, text, boolean)"
    hands.sql(f"GRANT EXECUTE ON FUNCTION {function} TO PUBLIC")


@sabotage(INJECTION, noticed_by=f"{RIGHTS}::test_the_login_alone_can_read_nothing")
def the_login_has_rights(hands: Hands) -> None:
    """The login `app` may read by itself."""
    hands.sql(*reading("app", "t_peeters"))


@sabotage(
    "stacked statements",
    noticed_by="tests/tenants/database/test_backend.py"
    "::test_stacked_statements_are_refused",
)
def parameters_bound_by_the_client(hands: Hands) -> None:
    """Parameters are written into the text of a statement."""
    options = connection.settings_dict["OPTIONS"]
    hands.patch.setitem(options, "server_side_binding", None)
    connection.close()
    hands.after.callback(connection.close)


@sabotage(
    "a deployment that logs in with too many rights",
    noticed_by=f"{RIGHTS}::test_a_login_with_rights_of_its_own_is_refused",
)
def any_login_will_do(hands: Hands) -> None:
    """The start does not look at the login."""
    hands.replace(login.refuse_dangerous, lambda: None)


@sabotage(
    CONTROL,
    noticed_by="tests/isolation/test_control_plane.py"
    "::test_the_role_of_the_control_plane_reads_no_table_of_a_firm[SELECT * FROM]",
)
def control_reads_a_firm(hands: Hands) -> None:
    """The role `control` may read a firm's tables."""
    hands.sql(*reading("control", "t_peeters"))


@sabotage(
    LOG,
    noticed_by=[
        f"{REFUSED}[UPDATE tenants_audit_entry SET action = 'nothing']",
        f"{REFUSED}[DELETE FROM tenants_audit_entry]",
    ],
)
def the_log_can_be_changed(hands: Hands) -> None:
    """A firm's role may change and delete entries."""
    hands.sql("GRANT UPDATE, DELETE ON t_peeters.tenants_audit_entry TO t_peeters")


@sabotage(
    LOG,
    noticed_by="tests/tenants/audit/test_sealing.py"
    "::test_the_firms_role_cannot_change_a_seal",
)
def seals_can_be_changed(hands: Hands) -> None:
    """A firm's role may change and delete seals."""
    hands.sql("GRANT UPDATE, DELETE ON t_peeters.tenants_audit_seal TO t_peeters")


@sabotage(
    LOG,
    noticed_by="tests/tenants/audit/test_sealing.py"
    "::test_the_control_plane_cannot_change_its_seals_either",
)
def control_changes_its_log(hands: Hands) -> None:
    """The role `control` may delete its seals."""
    hands.sql("GRANT UPDATE, DELETE ON public.tenants_audit_seal TO control")
