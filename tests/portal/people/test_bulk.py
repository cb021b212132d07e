"""Inviting several contacts at once."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from portal.access.models import Invitation
from portal.people import actions, bulk
from portal.people.models import Contact
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]
PAGE = "/desk/contacts/invitations/"


def address(*contacts: Contact) -> str:
    return f"{PAGE}?" + "&".join(f"contact={each.pk}" for each in contacts)


def test_the_page_says_who_is_invited_and_who_not(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    nele, waiting = ContactFactory(), ContactFactory()
    actions.invite_contact(contact=waiting, by=cast.bart, at=timezone.now())
    hindered = [
        ContactFactory(email=""),
        ContactFactory(email=cast.laura.email),
        ContactFactory(email="twin@example.com"),
        ContactFactory(email="twin@example.com"),
        waiting,
        cast.sofie_contact,
    ]

    response = as_user(cast.bart).get(address(nele, *hindered))

    assert [each.contact for each in response.context["ready"]] == [nele]
    assert {each.contact for each in response.context["hindered"]} == set(hindered)
    assert not Invitation.objects.filter(user__contact=nele).exists()


def test_one_press_invites_all_of_them_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    chosen = [ContactFactory().pk for _ in range(3)]
    browser = as_user(cast.bart)

    response = browser.post(PAGE, {"contact": chosen}, follow=True)
    browser.post(PAGE, {"contact": chosen})

    assert "3 invitations go out." in response.content.decode()
    assert Invitation.objects.filter(user__contact__in=chosen).count() == 3


def test_one_who_cannot_be_invited_keeps_nobody_out(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    chosen = [ContactFactory(email="").pk, ContactFactory(name="Nele").pk]

    response = as_user(cast.bart).post(PAGE, {"contact": chosen}, follow=True)

    words = response.content.decode()
    assert "1 invitation goes out." in words
    assert "has no e-mail address" in words


def test_all_that_a_search_finds_can_be_invited(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    claes = ContactFactory(name="Nele Claes")
    ContactFactory(name="Wim")

    response = as_user(cast.bart).get(f"{PAGE}?all=1&q=claes")

    assert [each.contact for each in response.context["ready"]] == [claes]


def test_no_more_than_a_batch_at_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    for _ in range(bulk.MOST + 1):
        ContactFactory()

    response = as_user(cast.bart).get(f"{PAGE}?all=1")

    assert len(response.context["ready"]) + len(response.context["hindered"]) == 200
    assert response.context["is_cut"]


def test_the_page_costs_the_same_for_one_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.bart)
    few = statements(browser, address(ContactFactory()))

    assert statements(browser, address(*[ContactFactory() for _ in range(30)])) == few


def test_keys_of_nothing_choose_nobody(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.bart).get(f"{PAGE}?contact=7&contact=&contact={inside.pk}")

    assert response.status_code == 200
    assert response.context["ready"] == []
