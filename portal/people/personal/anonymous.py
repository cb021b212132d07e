"""Taking the person out of a contact and its account; what others rest on stays."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from portal.account.models import EmailChange
from portal.people import saving
from portal.people.models import Contact, ImportProblem
from tenants import scope
from tenants.accounts.models import Session, User

TEXTS = (
    "email", "phone", "street", "postal_code", "city", "country",
    "enterprise_number", "vat_number", "external_id", "notes",
)  # fmt: skip


def blank(contact: Contact) -> None:
    """Leave a row without a person: a case that need no longer be kept may still name
    its party by it. Saves nothing."""
    for name in TEXTS:
        setattr(contact, name, "")
    contact.name = nobody()
    saving.tidy(contact, ())


def blank_account(user: User) -> None:
    """The account of somebody who is gone: what he did is in the log under its key."""
    user.name, user.email = nobody(), f"{user.pk}@erased.invalid"
    user.save(update_fields=["name", "email"])
    Session.objects.filter(user=user).delete()
    EmailChange.objects.filter(user=user).delete()


def forget_problems(contact: Contact) -> None:
    """Lines of an import that quote the contact."""
    ImportProblem.objects.filter(contact=contact.pk).delete()


def nobody() -> str:
    """The name of who is gone, in the firm's language."""
    with translation.override(scope.current_firm().language):
        return _("Erased contact")
