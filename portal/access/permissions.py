"""Who may do what: the whole policy, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tenants.accounts.roles import GUESTS, Role


class Permission(StrEnum):
    """What a view declares that it needs: the thing, then what is done to it."""

    ACCOUNT = "account"

    DESK_VIEW = "desk.view"
    CONTACT_VIEW = "contact.view"
    CONTACT_EDIT = "contact.edit"
    CONTACT_EXPORT = "contact.export"
    CONTACT_IMPORT = "contact.import"
    CONTACT_MERGE = "contact.merge"
    CONTACT_PERSONAL_DATA = "contact.personal_data"
    CONTACT_ERASE = "contact.erase"
    CLIENT_INVITE = "client.invite"
    CLIENT_VIEW_AS = "client.view_as"
    CASE_VIEW = "case.view"
    CASE_EDIT = "case.edit"
    DOCUMENT_VIEW = "document.view"
    DOCUMENT_UPLOAD = "document.upload"
    DOCUMENT_SHARE = "document.share"
    UPDATE_VIEW = "update.view"
    UPDATE_WRITE = "update.write"
    REQUEST_VIEW = "request.view"
    REQUEST_EDIT = "request.edit"

    CALENDAR_VIEW = "calendar.view"
    CALENDAR_EDIT = "calendar.edit"

    CASE_RESTRICT = "case.restrict"
    CASE_CLOSE = "case.close"
    CASE_HOLD = "case.hold"
    CASE_CONFLICTS = "case.conflicts"
    CASE_EXPORT = "case.export"
    CASE_SETTINGS = "case.settings"
    HISTORY_VIEW = "history.view"
    HISTORY_EXPORT = "history.export"
    HISTORY_TERM = "history.term"

    STAFF_VIEW = "staff.view"
    STAFF_EDIT = "staff.edit"

    SETTINGS_VIEW = "settings.view"
    SECURITY_VIEW = "security.view"
    SECURITY_EDIT = "security.edit"
    ADDRESS_EDIT = "address.edit"
    SUPPORT_GRANT = "support.grant"
    SUPPORT_LEAVE = "support.leave"
    RECOVERY_STOP = "recovery.stop"
    FIRM_EXPORT = "firm.export"
    FIRM_CLOSE = "firm.close"

    PORTAL_VIEW = "portal.view"
    PORTAL_CASE_VIEW = "portal.case.view"
    PORTAL_UPDATE_VIEW = "portal.update.view"
    PORTAL_CALENDAR_VIEW = "portal.calendar.view"
    PORTAL_DOCUMENT_VIEW = "portal.document.view"
    PORTAL_DOCUMENT_DOWNLOAD = "portal.document.download"
    PORTAL_DOCUMENT_UPLOAD = "portal.document.upload"
    PORTAL_REQUEST_VIEW = "portal.request.view"
    PORTAL_REQUEST_ANSWER = "portal.request.answer"

    FLEET_VIEW = "fleet.view"
    FLEET_STEER = "fleet.steer"
    FLEET_ERASE = "fleet.erase"
    FLEET_DOMAINS = "fleet.domains"
    FLEET_BACKUP = "fleet.backup"
    FLEET_SUPPORT = "fleet.support"
    FLEET_RECOVER = "fleet.recover"
    PLAN_EDIT = "plan.edit"
    TEAM_VIEW = "team.view"
    TEAM_EDIT = "team.edit"
    LOG_VIEW = "log.view"


P = Permission
OWNER, LAWYER, ASSISTANT = Role.OWNER, Role.LAWYER, Role.ASSISTANT
BOOKKEEPER = Role.BOOKKEEPER
CLIENT, DELEGATE = Role.CLIENT, Role.DELEGATE
SETTER, READER = Role.SETTINGS_GUEST, Role.READING_GUEST
ADMIN, SUPPORT, AUDITOR = Role.ADMIN, Role.SUPPORT, Role.AUDITOR
# A guest's account is his visit's, not his own.
EVERYBODY = tuple(role for role in Role if role not in GUESTS)

# fmt: off
GRANTS: Mapping[Permission, tuple[Role, ...]] = {
    P.ACCOUNT:                  EVERYBODY,

    # The desk: the firm's own people. A reading guest sees pages; files stay closed.
    P.DESK_VIEW:                (OWNER, LAWYER, ASSISTANT, BOOKKEEPER, READER),
    P.CONTACT_VIEW:             (OWNER, LAWYER, ASSISTANT, BOOKKEEPER, READER),
    P.CONTACT_EDIT:             (OWNER, LAWYER, ASSISTANT, BOOKKEEPER),
    P.CONTACT_EXPORT:           (OWNER, LAWYER),
    P.CONTACT_IMPORT:           (OWNER, LAWYER, ASSISTANT),
    P.CONTACT_MERGE:            (OWNER, LAWYER, ASSISTANT),
    P.CONTACT_PERSONAL_DATA:    (OWNER, LAWYER),
    P.CONTACT_ERASE:            (OWNER,),
    P.CLIENT_INVITE:            (OWNER, LAWYER, ASSISTANT),
    P.CLIENT_VIEW_AS:           (OWNER, LAWYER, ASSISTANT),
    P.CASE_VIEW:                (OWNER, LAWYER, ASSISTANT, BOOKKEEPER, READER),
    P.CASE_EDIT:                (OWNER, LAWYER, ASSISTANT),
    P.CASE_CLOSE:               (OWNER, LAWYER, ASSISTANT),
    P.CASE_RESTRICT:            (OWNER, LAWYER),
    P.CASE_HOLD:                (OWNER, LAWYER),
    P.CASE_CONFLICTS:           (OWNER, LAWYER, ASSISTANT),
    P.CASE_EXPORT:              (OWNER, LAWYER, ASSISTANT),
    P.DOCUMENT_VIEW:            (OWNER, LAWYER, ASSISTANT),
    P.DOCUMENT_UPLOAD:          (OWNER, LAWYER, ASSISTANT),
    P.DOCUMENT_SHARE:           (OWNER, LAWYER, ASSISTANT),
    P.UPDATE_VIEW:              (OWNER, LAWYER, ASSISTANT),
    P.UPDATE_WRITE:             (OWNER, LAWYER, ASSISTANT),
    P.REQUEST_VIEW:             (OWNER, LAWYER, ASSISTANT),
    P.REQUEST_EDIT:             (OWNER, LAWYER, ASSISTANT),
    P.CALENDAR_VIEW:            (OWNER, LAWYER, ASSISTANT, READER),
    P.CALENDAR_EDIT:            (OWNER, LAWYER, ASSISTANT),

    # The firm's settings, each with its own page.
    P.SETTINGS_VIEW:            (OWNER, LAWYER, ASSISTANT, BOOKKEEPER, SETTER, READER),
    P.STAFF_VIEW:               (OWNER, LAWYER, ASSISTANT, BOOKKEEPER, SETTER, READER),
    P.STAFF_EDIT:               (OWNER,),
    P.SECURITY_VIEW:            (OWNER, LAWYER, SETTER, READER),
    P.SECURITY_EDIT:            (OWNER,),
    P.HISTORY_VIEW:             (OWNER, LAWYER),
    P.HISTORY_EXPORT:           (OWNER,),
    P.HISTORY_TERM:             (OWNER,),
    P.CASE_SETTINGS:            (OWNER,),
    P.ADDRESS_EDIT:             (OWNER, SETTER),
    P.SUPPORT_GRANT:            (OWNER,),
    P.SUPPORT_LEAVE:            (SETTER, READER),
    P.RECOVERY_STOP:            (OWNER, LAWYER),
    P.FIRM_EXPORT:              (OWNER,),
    P.FIRM_CLOSE:               (OWNER,),

    # The portal: the firm's clients, each with his own cases (see `visible_to`).
    P.PORTAL_VIEW:              (CLIENT, DELEGATE),
    P.PORTAL_CASE_VIEW:         (CLIENT, DELEGATE),
    P.PORTAL_UPDATE_VIEW:       (CLIENT, DELEGATE),
    P.PORTAL_CALENDAR_VIEW:     (CLIENT, DELEGATE),
    P.PORTAL_DOCUMENT_VIEW:     (CLIENT, DELEGATE),
    P.PORTAL_DOCUMENT_DOWNLOAD: (CLIENT, DELEGATE),
    P.PORTAL_DOCUMENT_UPLOAD:   (CLIENT, DELEGATE),
    P.PORTAL_REQUEST_VIEW:      (CLIENT, DELEGATE),
    P.PORTAL_REQUEST_ANSWER:    (CLIENT, DELEGATE),

    # The control plane: operators. None of these opens anything inside a firm.
    P.FLEET_VIEW:               (ADMIN, SUPPORT, AUDITOR),
    P.FLEET_STEER:              (ADMIN, SUPPORT),
    P.FLEET_ERASE:              (ADMIN,),
    P.FLEET_DOMAINS:            (ADMIN, SUPPORT),
    P.FLEET_BACKUP:             (ADMIN, SUPPORT),
    P.FLEET_SUPPORT:            (ADMIN, SUPPORT),
    P.FLEET_RECOVER:            (ADMIN,),
    P.PLAN_EDIT:                (ADMIN,),
    P.TEAM_VIEW:                (ADMIN, SUPPORT, AUDITOR),
    P.TEAM_EDIT:                (ADMIN,),
    P.LOG_VIEW:                 (ADMIN, SUPPORT, AUDITOR),
}
# fmt: on

# Granted to no role on purpose, until the feature that needs it is there.
NOBODYS: frozenset[Permission] = frozenset()


class GapInPolicy(RuntimeError):  # noqa: N818  (reads as what is wrong)
    """A permission without a line in the table, or a line that grants nothing."""


def allowed(role: str, permission: Permission) -> bool:
    """Whether a person with this role may do this."""
    return role in GRANTS[permission]


def refuse_gaps(
    grants: Mapping[Permission, tuple[Role, ...]], nobodys: frozenset[Permission]
) -> None:
    """Raise GapInPolicy unless every permission is granted, or said to be nobody's."""
    granted = {permission for permission, roles in grants.items() if roles}
    for permission in Permission:
        if (permission in granted) == (permission in nobodys):
            raise GapInPolicy(f"{permission} must be in GRANTS, or else in NOBODYS.")


refuse_gaps(GRANTS, NOBODYS)
