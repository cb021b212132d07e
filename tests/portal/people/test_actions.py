"""Contacts: what the actions write, and what they refuse."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from portal.access.models import Invitation
from portal.people import actions
from portal.people.models import Contact
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.factories import NOW, ContactFactory


def new_contact(**fields: str) -> Contact:
    return Contact(name="Nele Claes", **{"email": "Nele@Example.com", **fields})


def test_a_new_contact_is_saved_with_who_and_when(cast: Cast, inside: Firm) -> None:
    contact = actions.create_contact(contact=new_contact(), by=cast.bart, at=NOW)

    contact.refresh_from_db()
    assert contact.email == "nele@example.com"
    assert (contact.created_by, contact.created_at) == (cast.bart, NOW)
    entry = Entry.objects.get(action="contact.created")
    assert (entry.target_id, entry.actor_id) == (contact.pk, cast.bart.pk)
    event = Event.objects.get(topic="contact.created")
    assert event.payload == {"contact": str(contact.pk)}


def test_a_change_says_which_fields_and_not_what(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory()
    contact.phone = "+32 2 555 01 20"

    actions.edit_contact(contact=contact, changed=["phone"], by=cast.bart, at=NOW)

    entry = Entry.objects.get(action="contact.edited")
    assert entry.details == {"changed": ["phone"]}
    assert Contact.objects.get(pk=contact.pk).phone == "+3225550120"


def test_an_invited_contact_gets_an_account_without_a_password(
    cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(email="nele@example.com", language="fr")

    user = actions.invite_contact(contact=contact, by=cast.bart, at=NOW)

    assert (user.email, user.role, user.language) == (
        "nele@example.com",
        Role.CLIENT,
        "fr",
    )
    assert not user.has_usable_password()
    assert Contact.objects.get(pk=contact.pk).user == user
    assert Invitation.objects.unused().filter(user=user).count() == 1
    assert Event.objects.filter(topic="access.invited").count() == 1
    assert Entry.objects.filter(action="contact.invited").count() == 1


def test_inviting_again_replaces_the_first_invitation(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory()
    first = actions.invite_contact(contact=contact, by=cast.bart, at=NOW)

    again = actions.invite_contact(contact=contact, by=cast.bart, at=NOW)

    assert again == first
    assert Invitation.objects.filter(user=first).count() == 2
    assert Invitation.objects.unused().filter(user=first).count() == 1


def test_inviting_again_follows_a_corrected_address(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(email="neel@example.com")
    first = actions.invite_contact(contact=contact, by=cast.bart, at=NOW)
    contact.email = "nele@example.com"
    actions.edit_contact(contact=contact, changed=["email"], by=cast.bart, at=NOW)

    again = actions.invite_contact(contact=contact, by=cast.bart, at=NOW)

    assert again == first
    assert User.objects.get(pk=first.pk).email == "nele@example.com"
    assert not User.objects.filter(email="neel@example.com").exists()


def test_without_an_address_there_is_no_invitation(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(email="")

    with pytest.raises(DomainError, match="e-mail address"):
        actions.invite_contact(contact=contact, by=cast.bart, at=NOW)


def test_an_address_of_the_staff_is_refused(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(email=cast.laura.email)

    with pytest.raises(DomainError, match="already has an account"):
        actions.invite_contact(contact=contact, by=cast.bart, at=NOW)

    assert Contact.objects.get(pk=contact.pk).user is None


def test_an_address_of_another_contact_is_refused(cast: Cast, inside: Firm) -> None:
    husband = ContactFactory(email=cast.sofie.email)

    with pytest.raises(DomainError, match="Sofie peeters already has portal access"):
        actions.invite_contact(contact=husband, by=cast.bart, at=NOW)


def test_a_waiting_contact_cannot_take_anothers_address(
    cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory()
    actions.invite_contact(contact=contact, by=cast.bart, at=NOW)
    contact.email = cast.laura.email

    with pytest.raises(DomainError, match="already has an account"):
        actions.invite_contact(contact=contact, by=cast.bart, at=NOW)


def test_who_signs_in_already_is_not_invited_again(cast: Cast, inside: Firm) -> None:
    cast.sofie_contact.email = "sofie@elsewhere.example"

    with pytest.raises(DomainError, match="already signs in with sofie@"):
        actions.invite_contact(contact=cast.sofie_contact, by=cast.bart, at=NOW)


@pytest.mark.parametrize(
    "fields", [{"email": "Nele@Example.com"}, {"kind": "ghost"}, {"name": ""}]
)
def test_the_database_refuses(fields: dict[str, str], cast: Cast, inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(**fields)
