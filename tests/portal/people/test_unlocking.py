"""A contact who typed too many wrong passwords, and the office that helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from portal.access import lockout
from tenants.audit.models import Entry
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory

SignIn = Callable[..., HostClient]


def lock(email: str) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        lockout.count(email, at=datetime.now(UTC))


def test_the_contact_page_says_who_has_to_wait(
    as_user: SignIn, cast: Cast, inside: object
) -> None:
    page = f"/desk/contacts/{cast.sofie_contact.pk}/"
    assert b"unlocking" not in as_user(cast.laura).get(page).content

    lock(cast.sofie.email)

    assert b"unlocking" in as_user(cast.laura).get(page).content


def test_staff_unlock_and_it_is_written_down(
    as_user: SignIn, cast: Cast, inside: object
) -> None:
    lock(cast.sofie.email)

    as_user(cast.bart).post(f"/desk/contacts/{cast.sofie_contact.pk}/access/unlocking/")

    now = datetime.now(UTC)
    assert lockout.account_waits_until(cast.sofie, at=now) is None
    entry = Entry.objects.get(action="access.unlocked")
    assert (entry.actor_id, entry.target_id) == (cast.bart.pk, cast.sofie.pk)


def test_a_contact_without_an_account_has_nothing_to_unlock(
    as_user: SignIn, cast: Cast, inside: object
) -> None:
    wim = ContactFactory(name="Wim")

    page = f"/desk/contacts/{wim.pk}/access/unlocking/"

    assert as_user(cast.laura).post(page).status_code == 409
    assert not Entry.objects.filter(action="access.unlocked").exists()
