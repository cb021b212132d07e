"""The mails about a changed way in."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.account.models import EmailChange
from tenants import mail
from tenants.accounts.models import User
from tenants.links import firm_url

PASSWORD = "password"  # noqa: S105  (what was changed, and no password)
CHANGES: Mapping[str, Promise] = {
    PASSWORD: _("Your password was changed."),
    "factor.authenticator_set_up": _("An authenticator app was set up."),
    "factor.authenticator_removed": _("The authenticator app was switched off."),
    "factor.passkey_added": _("A passkey was added."),
    "factor.passkey_removed": _("A passkey was removed."),
    "factor.recovery_codes_renewed": _("New recovery codes were made."),
}


def confirm_email(change: EmailChange, *, key: str) -> None:
    """To the new address: is it yours?"""
    path = reverse(
        "account:email_confirmation", settings.FIRM_URLCONF, args=[change.confirm_token]
    )
    mail.send(
        "account/mail/confirm_email",
        to=change.new_email,
        language=change.user.language,
        context={
            "name": change.user.name,
            "url": firm_url(path),
            "until": change.confirm_until,
        },
        key=key,
    )


def email_changed(change: EmailChange, *, key: str) -> None:
    """To the old address: it was changed, and here is the way back."""
    path = reverse(
        "account:email_undo", settings.FIRM_URLCONF, args=[change.undo_token]
    )
    mail.send(
        "account/mail/email_changed",
        to=change.old_email,
        language=change.user.language,
        context={
            "name": change.user.name,
            "url": firm_url(path),
            "until": change.undo_until,
        },
        key=key,
    )


def way_in_changed(user: User, what: str, *, key: str) -> None:
    """What was changed about signing in, and what to do if it was somebody else."""
    with override(user.language):
        said = str(CHANGES[what])
    mail.send(
        "account/mail/way_in_changed",
        to=user.email,
        language=user.language,
        context={
            "name": user.name,
            "what": said,
            "url": firm_url(reverse("access:forgotten", settings.FIRM_URLCONF)),
        },
        key=key,
    )
