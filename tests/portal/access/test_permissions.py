"""Every role against every permission, written out a second time on purpose."""

from __future__ import annotations

import pytest

from portal.access.permissions import (
    GRANTS,
    NOBODYS,
    GapInPolicy,
    Permission,
    allowed,
    refuse_gaps,
)
from tenants.accounts.roles import CLIENTS, STAFF, Role

DESK = {
    "desk.view",
    "contact.view",
    "contact.edit",
    "client.invite",
    "client.view_as",
    "case.view",
    "case.edit",
    "document.view",
    "document.upload",
    "document.share",
    "update.view",
    "update.write",
    "request.view",
    "request.edit",
    "contact.import",
    "contact.merge",
    "case.close",
    "case.conflicts",
    "case.export",
    "calendar.view",
    "calendar.edit",
}
PORTAL = {
    "portal.view",
    "portal.case.view",
    "portal.update.view",
    "portal.calendar.view",
    "portal.document.view",
    "portal.document.download",
    "portal.document.upload",
    "portal.request.view",
    "portal.request.answer",
}
OWNERS = {
    "address.edit",
    "support.grant",
    "firm.export",
    "firm.close",
    "recovery.stop",
    "contact.erase",
    "case.settings",
    "history.term",
}
EVERY_DAY = {"staff.view", "settings.view", "account"}
SECURITY = {
    "security.view",
    "history.view",
    "case.restrict",
    "case.hold",
    "contact.export",
    "contact.personal_data",
}
FLEET = {"fleet.view", "team.view", "log.view"}
STEER = {"fleet.steer", "fleet.domains", "fleet.backup", "fleet.support"}
MAY = {
    Role.OWNER: DESK
    | OWNERS
    | EVERY_DAY
    | SECURITY
    | {"staff.edit", "security.edit", "history.export"},
    Role.LAWYER: DESK | EVERY_DAY | SECURITY | {"recovery.stop"},
    Role.ASSISTANT: DESK | EVERY_DAY,
    Role.BOOKKEEPER: {
        "desk.view",
        "contact.view",
        "contact.edit",
        "case.view",
        "settings.view",
        "staff.view",
        "account",
    },
    Role.CLIENT: PORTAL | {"account"},
    Role.DELEGATE: PORTAL | {"account"},
    Role.SETTINGS_GUEST: {
        "settings.view",
        "security.view",
        "staff.view",
        "address.edit",
        "support.leave",
    },
    Role.READING_GUEST: {
        "calendar.view",
        "desk.view",
        "contact.view",
        "case.view",
        "settings.view",
        "security.view",
        "staff.view",
        "support.leave",
    },
    Role.ADMIN: FLEET
    | STEER
    | {"account", "fleet.erase", "fleet.recover", "plan.edit", "team.edit"},
    Role.SUPPORT: FLEET | STEER | {"account"},
    Role.AUDITOR: FLEET | {"account"},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_may_what_the_table_says(role: Role, permission: Permission) -> None:
    assert allowed(role, permission) == (permission in MAY[role])


@pytest.mark.parametrize("permission", Permission)
def test_no_permission_is_shared_by_staff_and_clients_but_the_account(
    permission: Permission,
) -> None:
    roles = set(GRANTS[permission])

    is_shared = bool(roles & CLIENTS) and bool(roles & STAFF)
    assert is_shared == (permission is Permission.ACCOUNT)


def test_an_unknown_role_may_nothing() -> None:
    assert not any(allowed("janitor", permission) for permission in Permission)


def test_a_permission_without_a_line_is_refused_at_import() -> None:
    grants = {key: roles for key, roles in GRANTS.items() if key != "case.edit"}

    with pytest.raises(GapInPolicy, match=r"case\.edit"):
        refuse_gaps(grants, NOBODYS)


def test_a_line_that_grants_nothing_is_refused_at_import() -> None:
    with pytest.raises(GapInPolicy, match=r"case\.edit"):
        refuse_gaps({**GRANTS, Permission.CASE_EDIT: ()}, NOBODYS)


def test_a_permission_may_be_said_to_be_nobodys() -> None:
    refuse_gaps({**GRANTS, Permission.CASE_EDIT: ()}, frozenset({Permission.CASE_EDIT}))
