"""What each role may do, in plain words: made from the table that the gate asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from tenants.accounts.roles import Role

P = Permission
ROLES = (
    Role.OWNER,
    Role.LAWYER,
    Role.ASSISTANT,
    Role.BOOKKEEPER,
    Role.CLIENT,
    Role.DELEGATE,
)

# One line for what belongs together. A permission of a firm without a line fails
# tests/portal/security; a line whose permissions are granted differently does too.
WORDS: Mapping[tuple[Permission, ...], str | Promise] = {
    (P.ACCOUNT,): _("Manage one's own account"),
    (P.DESK_VIEW,): _("Use the desk"),
    (P.CONTACT_VIEW, P.CONTACT_EDIT): _("See and change contacts"),
    (P.CONTACT_EXPORT, P.CONTACT_PERSONAL_DATA): _(
        "Take contacts out as a file, and answer who asks for personal data"
    ),
    (P.CONTACT_ERASE,): _("Erase a contact for good"),
    (P.CONTACT_IMPORT, P.CONTACT_MERGE): _(
        "Import contacts from a file, and make one contact of two"
    ),
    (P.CLIENT_INVITE,): _("Invite clients to the portal"),
    (P.CLIENT_VIEW_AS,): _("View the portal as a client sees it"),
    (P.CASE_VIEW,): _("See cases"),
    (P.CASE_EDIT, P.CASE_CLOSE, P.CASE_CONFLICTS, P.CASE_EXPORT): _(
        "Open, change and close cases, search for conflicts"
    ),
    (P.CASE_RESTRICT, P.CASE_HOLD): _(
        "Restrict a case to named colleagues, put a legal hold on it"
    ),
    (P.CASE_SETTINGS,): _("Change how cases are numbered and kept"),
    (P.DOCUMENT_VIEW,): _("Open documents"),
    (P.DOCUMENT_UPLOAD, P.DOCUMENT_SHARE): _("Upload documents and share them"),
    (P.REQUEST_VIEW, P.REQUEST_EDIT): _("Ask clients for documents"),
    (P.UPDATE_VIEW, P.UPDATE_WRITE): _("Read and write updates of cases"),
    (P.CALENDAR_VIEW, P.CALENDAR_EDIT): _("See and change dates of cases"),
    (P.SETTINGS_VIEW, P.STAFF_VIEW): _("See settings and the team"),
    (P.STAFF_EDIT,): _("Invite colleagues, change roles, end access"),
    (P.SECURITY_VIEW,): _("See the security settings"),
    (P.SECURITY_EDIT,): _("Change the security settings"),
    (P.HISTORY_VIEW,): _("Read the history"),
    (P.HISTORY_EXPORT,): _("Take the history out as a file"),
    (P.HISTORY_TERM,): _("Choose how long the history is kept"),
    (P.ADDRESS_EDIT,): _("Change the address of the portal"),
    (P.SUPPORT_GRANT,): _("Let support in"),
    (P.RECOVERY_STOP,): _("Stop the platform from naming a new owner"),
    (P.FIRM_EXPORT, P.FIRM_CLOSE): _("Take a copy of all data, close the portal"),
    (
        P.PORTAL_VIEW,
        P.PORTAL_CASE_VIEW,
        P.PORTAL_UPDATE_VIEW,
        P.PORTAL_CALENDAR_VIEW,
    ): _("See one's own cases on the portal"),
    (P.PORTAL_DOCUMENT_VIEW, P.PORTAL_DOCUMENT_DOWNLOAD): _(
        "Read and download what was shared"
    ),
    (P.PORTAL_DOCUMENT_UPLOAD,): _("Send documents to the lawyer"),
    (P.PORTAL_REQUEST_VIEW, P.PORTAL_REQUEST_ANSWER): _(
        "Read what is asked for, and send it"
    ),
}


class Line(NamedTuple):
    """What may be done, and by which of ROLES."""

    text: str | Promise
    answers: tuple[tuple[str | Promise, bool], ...]


def lines() -> list[Line]:
    """The table, in the order of the permissions."""
    return [
        Line(text, tuple((role.label, allowed(role, group[0])) for role in ROLES))
        for group, text in WORDS.items()
    ]
