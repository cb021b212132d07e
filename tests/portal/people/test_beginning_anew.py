"""Who lost the phone and the codes begins anew, by an invitation and nothing less."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone

from portal.access import accounts
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.factors import queries
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factors import app_of

SignIn = Callable[..., HostClient]
CONTACT, TEAM = "/desk/contacts/{}/", "/desk/settings/team/"


def test_a_client_begins_anew(as_user: SignIn, cast: Cast, inside: object) -> None:
    app_of(cast.sofie)
    hers, page = as_user(cast.sofie), CONTACT.format(cast.sofie_contact.pk)

    answer = as_user(cast.laura).post(f"{page}access/renewal/")
    deliver_due()

    sofie = User.objects.get(pk=cast.sofie.pk)
    assert answer.url == page
    assert not sofie.has_usable_password()
    assert not queries.has_any(sofie)
    assert hers.get("/").status_code == 302
    assert [each.to for each in mail.outbox] == [[sofie.email]]
    entry = Entry.objects.get(action="access.begun_anew")
    assert (entry.actor_id, entry.target_id) == (cast.laura.pk, sofie.pk)


def test_the_panel_offers_it_and_says_so_afterwards(
    as_user: SignIn, cast: Cast, inside: object
) -> None:
    page, browser = CONTACT.format(cast.sofie_contact.pk), as_user(cast.laura)
    assert b"access/renewal/" in browser.get(page).content

    browser.post(f"{page}access/renewal/")

    assert b"Began anew" in browser.get(page).content


def test_a_colleague_begins_anew(as_user: SignIn, cast: Cast, inside: object) -> None:
    app_of(cast.laura)
    hers, page = as_user(cast.laura), f"{TEAM}{cast.laura.pk}/renewal/"
    olivia = as_user(cast.olivia)
    assert cast.laura.email in olivia.get(page).content.decode()

    assert olivia.post(page).url == TEAM

    laura = User.objects.get(pk=cast.laura.pk)
    assert (laura.role, laura.is_active) == (Role.LAWYER, True)
    assert not laura.has_usable_password()
    assert not queries.has_any(laura)
    assert hers.get("/desk/").status_code == 302


def test_nobody_lets_himself_begin_anew(
    as_user: SignIn, cast: Cast, inside: object
) -> None:
    as_user(cast.olivia).post(f"{TEAM}{cast.olivia.pk}/renewal/")

    assert User.objects.get(pk=cast.olivia.pk).has_usable_password()


def test_a_closed_account_is_opened_and_not_begun_anew(
    cast: Cast, inside: object
) -> None:
    accounts.close(cast.sofie, by=cast.laura, at=timezone.now())

    with pytest.raises(DomainError):
        accounts.begin_anew(cast.sofie, by=cast.laura, at=timezone.now())


def test_who_comes_back_sets_up_a_new_second_factor(cast: Cast, inside: object) -> None:
    app_of(cast.sofie)

    accounts.close(cast.sofie, by=cast.laura, at=timezone.now())

    assert not queries.has_any(cast.sofie)
