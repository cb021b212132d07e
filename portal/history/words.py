"""What stands in the log, as one would say it: one table of actions.

An action that is not here stands as its code; tests/portal/history holds the table to
what the code records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: Mapping[str, Promise] = {
    "case": _("Cases"),
    "document": _("Documents"),
    "contact": _("Contacts"),
    "access": _("Signing in and invitations"),
    "account": _("Own accounts"),
    "factor": _("Second factors"),
    "staff": _("Team"),
    "delegation": _("People with access for a client"),
    "policy": _("Settings of security"),
    "network": _("IP restrictions"),
    "viewing": _("View as client"),
    "address": _("Address of the portal"),
    "support": _("Support access"),
    "history": _("This log"),
    "firm": _("The firm's data"),
}

# What is listed with another thing's group.
BELONGS = {
    "party": "case",
    "conflict": "case",
    "rules": "case",
    "area": "case",
    "stage": "case",
    "update": "case",
    "calendar": "case",
    "feed": "account",
    "closing": "firm",
    "export": "firm",
    "recovery": "support",
}

ACTIONS: Mapping[str, Promise] = {
    "access.begun_anew": _("Began again with the invitation"),
    "access.closed": _("Access was closed"),
    "access.invitation_code_failed": _("Typed a wrong code of an invitation"),
    "access.invitation_redeemed": _("Used the invitation"),
    "access.invitation_revoked": _("Took an invitation back"),
    "access.invited": _("Sent an invitation"),
    "access.link_asked": _("Asked for a link by mail"),
    "access.link_used": _("Used a link from a mail"),
    "access.locked_out": _("Has to wait after too many failures"),
    "access.password_reset": _("Chose a new password by a link"),
    "access.password_set": _("Chose a password"),
    "access.proof_failed": _("Could not prove again who it is"),
    "access.proved": _("Proved again who it is"),
    "access.reopened": _("Opened access again"),
    "access.sign_in_failed": _("Could not sign in"),
    "access.signed_in": _("Signed in"),
    "access.signed_out": _("Signed out"),
    "access.timed_out": _("Was signed out after a while"),
    "access.unlocked": _("Unlocked the account"),
    "account.email_asked": _("Asked for another e-mail address"),
    "account.email_changed": _("Changed the e-mail address"),
    "account.email_confirmed": _("Confirmed the new e-mail address"),
    "account.email_restored": _("Went back to the old e-mail address"),
    "account.password_guessed": _("Typed a wrong password on the account page"),
    "account.saved": _("Changed the own account"),
    "account.session_ended": _("Signed a device out"),
    "area.added": _("Added a practice area"),
    "area.edited": _("Changed a practice area"),
    "address.check_wanted": _("Asked to check the address"),
    "address.cleared": _("Cleared an address"),
    "address.lost": _("The address belongs to another firm"),
    "address.owned": _("The address is proven"),
    "address.platform_wanted": _("Chose the address of the platform"),
    "address.primary_wanted": _("Chose the main address"),
    "address.refused": _("An address was refused"),
    "address.released": _("The address was removed"),
    "address.removal_wanted": _("Asked to remove an address"),
    "address.suspended": _("The address was switched off, as its DNS is wrong"),
    "address.verified": _("The address is verified"),
    "address.waiting": _("The address waits for DNS"),
    "address.wanted": _("Asked for an address"),
    "calendar.added": _("Added a date"),
    "calendar.cancelled": _("Cancelled a date"),
    "calendar.changed": _("Changed a date"),
    "calendar.done": _("Marked a date as done"),
    "calendar.restored": _("Put a cancelled date back"),
    "calendar.rules": _("Changed the rules of the calendar"),
    "calendar.shared": _("Shared a date with the clients"),
    "calendar.undone": _("Marked a date as not done"),
    "calendar.unshared": _("Made a date internal"),
    "case.closed": _("Closed the case"),
    "case.edited": _("Changed the case"),
    "case.exported": _("Exported cases"),
    "case.handed_over": _("Handed a case over"),
    "case.held": _("Put a legal hold on the case"),
    "case.members": _("Changed who works on the case"),
    "case.next_update": _("Changed by when clients hear again"),
    "case.opened": _("Opened a new case"),
    "case.released": _("Ended the legal hold on the case"),
    "case.reopened": _("Opened the case again"),
    "case.sections": _("Changed what the clients of the case see"),
    "case.stage_changed": _("Moved the case to a stage"),
    "case.stage_taken_back": _("Took a stage back"),
    "case.viewed": _("Looked at the case"),
    "case.window_changed": _("Changed how long clients read the closed case"),
    "closing.requested": _("Asked to close the portal"),
    "conflict.decided": _("Looked into conflicts before opening the case"),
    "conflict.searched": _("Searched for conflicts of interest"),
    "contact.access_ended": _("Ended a client's access"),
    "contact.copy_downloaded": _("Downloaded a copy of personal data"),
    "contact.copy_made": _("A copy of personal data was made"),
    "contact.copy_requested": _("Asked for a copy of personal data"),
    "contact.created": _("Added a contact"),
    "contact.edited": _("Changed a contact"),
    "contact.erased": _("Erased a contact"),
    "contact.exported": _("Exported contacts"),
    "contact.import_checked": _("Had a file of contacts checked"),
    "contact.import_confirmed": _("Confirmed an import of contacts"),
    "contact.import_problems_taken": _("Downloaded what is wrong with a file"),
    "contact.import_stopped": _("Stopped an import of contacts"),
    "contact.import_uploaded": _("Uploaded a file of contacts"),
    "contact.imported": _("Contacts were imported"),
    "contact.merged": _("Made one contact of two"),
    "contact.invitation_revoked": _("Took an invitation back"),
    "contact.invited": _("Invited a client"),
    "delegation.changed": _("Changed what somebody may see for a client"),
    "delegation.given": _("Gave somebody access for a client"),
    "delegation.revoked": _("Ended somebody's access for a client"),
    "document.infected": _("A virus was found in a file, which was destroyed"),
    "document.downloaded": _("Downloaded the document"),
    "document.shared": _("Shared the document"),
    "document.unshared": _("Made the document internal"),
    "document.uploaded": _("Uploaded the document"),
    "export.ready": _("An export is ready"),
    "export.requested": _("Asked for an export"),
    "factor.authenticator_removed": _("Removed the authenticator app"),
    "factor.authenticator_set_up": _("Set up an authenticator app"),
    "factor.passkey_added": _("Added a passkey"),
    "factor.passkey_removed": _("Removed a passkey"),
    "factor.recovery_codes_renewed": _("Made new recovery codes"),
    "feed.made": _("Made an address for the calendar feed"),
    "feed.revoked": _("Ended the calendar feed"),
    "firm.closing_accepted": _("The wish to close was accepted"),
    "firm.closing_refused": _("The wish to close was refused"),
    "firm.closing_requested": _("Asked to close the portal"),
    "firm.export_downloaded": _("Downloaded an export"),
    "firm.export_made": _("An export was made"),
    "firm.export_removed": _("An export was removed"),
    "firm.export_requested": _("Asked for an export"),
    "firm.words_chosen": _("Chose the words for a case"),
    "firm.opened": _("The portal was opened"),
    "firm.restored": _("The data was restored from a backup"),
    "history.exported": _("Exported this log"),
    "history.removed": _("Old entries of this log were removed"),
    "history.term_chosen": _("Chose how long this log is kept"),
    "history.term_withdrawn": _("Took back a shorter term of this log"),
    "network.added": _("Allowed a network"),
    "network.refused": _("Was refused from a network that is not allowed"),
    "network.removed": _("Took an allowed network away"),
    "party.added": _("Added somebody to the case"),
    "party.changed": _("Changed somebody's part in the case"),
    "party.removed": _("Took somebody out of the case"),
    "policy.changed": _("Changed the settings of security"),
    "recovery.announced": _("A new owner was announced"),
    "recovery.cancelled": _("The new owner was cancelled"),
    "recovery.done": _("A new owner took over"),
    "recovery.stopped": _("Stopped the new owner"),
    "rules.keeping": _("Changed how long cases are read and kept"),
    "rules.numbering": _("Changed how cases are numbered"),
    "rules.updates": _("Changed after how many days clients hear again"),
    "staff.role_changed": _("Gave somebody another role"),
    "stage.added": _("Added a stage"),
    "stage.edited": _("Changed a stage"),
    "stage.moved": _("Changed the order of stages"),
    "stage.removed": _("Removed a stage"),
    "stage.suggested": _("Began with the suggested stages"),
    "support.answered": _("Answered the request for support access"),
    "support.ended": _("Ended support access"),
    "support.entered": _("Entered the portal for support"),
    "support.granted": _("Allowed support access"),
    "support.refused": _("Refused support access"),
    "support.requested": _("Asked for support access"),
    "support.viewed": _("Opened a page for support"),
    "update.edited": _("Changed an update"),
    "update.made_internal": _("Made an update internal"),
    "update.posted": _("Wrote an update"),
    "update.shared": _("Shared an update"),
    "update.taken_back": _("Took an update back"),
    "viewing.began": _("Began to view the portal as a client"),
    "viewing.ended": _("Stopped viewing the portal as a client"),
    "viewing.viewed": _("Opened a page, viewing as a client"),
}


def action(code: str) -> str:
    """The words for an action."""
    return str(ACTIONS.get(code, code))


def of_group(name: str) -> list[str]:
    """The actions of a group."""
    things = {name, *(other for other, group in BELONGS.items() if group == name)}
    return [code for code in ACTIONS if code.partition(".")[0] in things]


def details(found: Mapping[str, Any]) -> Iterator[str]:
    """The details as "name: value". Keys of other things are for programs only."""
    for name, value in found.items():
        if isinstance(value, str | int | list) and name not in {"case", "ids"}:
            yield f"{name}: {_value(value)}"


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
