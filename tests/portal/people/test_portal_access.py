"""How far a contact is on the portal, and taking the access back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.access import actions as access
from portal.access.models import Invitation
from portal.people import actions
from portal.people.models import Contact
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory, UserFactory

SignIn = Callable[..., HostClient]


def invited(cast: Cast) -> Contact:
    contact = ContactFactory(email="nele@example.com")
    actions.invite_contact(contact=contact, by=cast.bart, at=timezone.now())
    return contact


def state(contact: Contact) -> str:
    return Contact.objects.with_portal_access().get(pk=contact.pk).portal_access


def test_the_way_from_none_to_active_and_back(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(email="nele@example.com")
    seen, now = [state(contact)], timezone.now()

    user = actions.invite_contact(contact=contact, by=cast.bart, at=now)
    seen.append(state(contact))
    access.note_opening(Invitation.objects.unused().get(user=user), at=now)
    seen.append(state(contact))
    access.set_password(user, "four words nobody guesses", at=now)
    seen.append(state(contact))
    actions.end_access(contact=contact, by=cast.bart, at=now)
    seen.append(state(contact))
    actions.invite_contact(
        contact=Contact.objects.get(pk=contact.pk), by=cast.bart, at=now
    )
    seen.append(state(contact))

    assert seen == ["none", "invited", "opened", "active", "revoked", "invited"]


def test_a_closed_account_is_revoked(cast: Cast, inside: Firm) -> None:
    gone = UserFactory(role=Role.CLIENT, is_active=False)

    assert state(ContactFactory(user=gone)) == "revoked"


def test_a_revoked_invitation_opens_nothing(
    cast: Cast, inside: Firm, on_firm: HostClient
) -> None:
    contact = invited(cast)
    token = Invitation.objects.get(user=contact.user).token

    actions.revoke_invitation(contact=contact, by=cast.bart, at=timezone.now())

    assert state(contact) == "revoked"
    assert on_firm.post(f"/invitation/{token}/").status_code == 404
    assert Entry.objects.filter(action="contact.invitation_revoked").count() == 1


def test_without_an_open_invitation_there_is_nothing_to_revoke(
    cast: Cast, inside: Firm
) -> None:
    with pytest.raises(DomainError, match="no invitation"):
        actions.revoke_invitation(
            contact=cast.sofie_contact, by=cast.bart, at=timezone.now()
        )


def test_who_never_had_access_has_none_to_lose(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match="no portal access"):
        actions.end_access(contact=ContactFactory(), by=cast.bart, at=timezone.now())


def test_ending_access_ends_sessions_for_good(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.sofie)
    page = f"/desk/contacts/{cast.sofie_contact.pk}/"

    as_user(cast.bart).post(f"{page}access/removal/")
    ended = browser.get("/")
    as_user(cast.bart).post(f"{page}invitation/")

    assert ended.url.startswith("/sign-in/")
    assert User.objects.get(pk=cast.sofie.pk).is_active
    assert browser.get("/").url.startswith("/sign-in/")


def test_the_panel_says_who_and_when(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    contact = invited(cast)
    access.note_opening(
        Invitation.objects.get(user=contact.user),
        at=timezone.now() + timedelta(minutes=1),
    )

    response = as_user(cast.laura).get(f"/desk/contacts/{contact.pk}/")

    found = response.context["access"]
    assert (found.state, found.invited_by) == ("opened", cast.bart.name)
    assert [entry.action for entry in found.history] == ["access.invited"]
    assert "Link opened on" in response.content.decode()


def test_a_bookkeeper_sees_no_button(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    contact = invited(cast)
    books = UserFactory(role=Role.BOOKKEEPER)

    response = as_user(books).get(f"/desk/contacts/{contact.pk}/")

    assert "invitation/removal" not in response.content.decode()
    assert as_user(books).post(f"/desk/contacts/{contact.pk}/invitation/").status_code == 403  # fmt: skip  # noqa: E501
