"""A forgotten password: the link in the mail, and a new password with it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access import accounts, actions, lockout, one_time
from portal.access.models import OneTimeLink, Purpose
from portal.access.problems import LinkDead
from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Event
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD, invite_tom, person
from tests.portal.access.test_sign_in import credentials, without_tokens

FORGOTTEN = "/sign-in/forgotten/"
NEW = "five other words nobody guesses"


def ask(browser: HostClient, email: str, **headers: str) -> Any:
    return browser.post(FORGOTTEN, {"email": email}, **headers)


def asked(user: User, *, at: datetime | None = None) -> OneTimeLink:
    at = at or datetime.now(UTC)
    return one_time.ask(Purpose.PASSWORD, user.email, at=at)


def address(link: OneTimeLink) -> str:
    return f"/sign-in/new-password/{link.token}/"


def test_the_link_in_the_mail_sets_a_new_password(
    on_firm: HostClient, firm: Firm, laura: User
) -> None:
    ask(on_firm, " Laura@Example.com ")
    deliver_due()
    link = OneTimeLink.objects.get()
    assert f"{firm.primary_host}" in mail.outbox[0].body
    assert address(link) in mail.outbox[0].body

    response = on_firm.post(address(link), {"password": NEW})

    assert response.url == "/sign-in/"
    form = credentials(laura.email, NEW)
    assert on_firm.post("/sign-in/", form).url == "/desk/"


def test_reading_the_link_does_not_use_it_up(on_firm: HostClient, laura: User) -> None:
    link = asked(laura)

    for _ in range(3):
        assert on_firm.get(address(link)).status_code == 200

    assert on_firm.post(address(link), {"password": NEW}).url == "/sign-in/"


def test_a_link_works_once(on_firm: HostClient, laura: User) -> None:
    link = asked(laura)
    on_firm.post(address(link), {"password": NEW})

    again = on_firm.post(address(link), {"password": "another password of mine"})

    assert again.status_code == 410
    laura.refresh_from_db()
    assert laura.check_password(NEW)


def test_a_bad_password_does_not_use_it_up(on_firm: HostClient, laura: User) -> None:
    link = asked(laura)

    assert on_firm.post(address(link), {"password": "short"}).status_code == 422
    assert on_firm.post(address(link), {"password": NEW}).url == "/sign-in/"


def test_it_works_for_an_hour(on_firm: HostClient, laura: User) -> None:
    link = asked(laura)

    with time_machine.travel(link.created_at + timedelta(minutes=59), tick=False):
        assert on_firm.get(address(link)).status_code == 200
    with time_machine.travel(link.expires_at, tick=False):
        assert on_firm.get(address(link)).status_code == 410


def test_all_sessions_end(
    on_firm: HostClient, laura: User, as_user: Callable[..., HostClient]
) -> None:
    elsewhere = as_user(laura)
    assert elsewhere.get("/desk/").status_code == 200

    on_firm.post(address(asked(laura)), {"password": NEW})

    assert elsewhere.get("/desk/").url.startswith("/sign-in/")
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_every_other_link_stops_working(on_firm: HostClient, laura: User) -> None:
    first, second = asked(laura), asked(laura)

    on_firm.post(address(second), {"password": NEW})

    assert on_firm.get(address(first)).status_code == 410


def test_it_ends_the_wait_after_too_many_failures(
    on_firm: HostClient, laura: User
) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        lockout.count(laura.email, at=datetime.now(UTC))

    on_firm.post(address(asked(laura)), {"password": NEW})

    form = credentials(laura.email, NEW)
    assert on_firm.post("/sign-in/", form).url == "/desk/"


def test_it_is_written_down_and_the_person_is_told(
    on_firm: HostClient, laura: User
) -> None:
    on_firm.post(address(asked(laura)), {"password": NEW})
    deliver_due()

    assert Entry.objects.get(action="access.password_reset").actor_id == laura.pk
    assert "was changed" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == [laura.email]


def test_who_has_an_account_or_not_gets_the_same_page_for_the_same_work(
    on_firm: HostClient, laura: User
) -> None:
    ask(on_firm, "warm@example.com")  # the host's firm is known from here on
    with CaptureQueriesContext(connection) as mine:
        known = ask(on_firm, laura.email)
    with CaptureQueriesContext(connection) as theirs:
        unknown = ask(on_firm, "nobody@example.com")

    assert without_tokens(known, "laura") == without_tokens(unknown, "nobody")
    assert [each["sql"][:30] for each in mine] == [each["sql"][:30] for each in theirs]
    assert Event.objects.filter(topic="access.link_asked").count() == 3


def test_an_address_of_nobody_is_not_kept(on_firm: HostClient, laura: User) -> None:
    ask(on_firm, "nobody@example.com")

    kept = (*OneTimeLink.objects.values(), *Event.objects.values())
    assert "nobody@" not in str((*kept, *Entry.objects.values()))


@pytest.mark.parametrize("who", ["closed", "invited", "nobody"])
def test_who_may_not_sign_in_gets_no_mail(
    who: str, on_firm: HostClient, laura: User, sofie: User
) -> None:
    User.objects.filter(pk=sofie.pk).update(is_active=False)
    invite_tom(by=laura)
    Event.objects.all().delete()
    email = {"closed": sofie.email, "invited": "tom@example.com"}.get(who, "x@y.be")

    ask(on_firm, email)
    deliver_due()

    assert not mail.outbox


def test_an_account_gets_five_mails_an_hour(on_firm: HostClient, laura: User) -> None:
    for number in range(one_time.MOST_FOR_ACCOUNT + 2):
        response = ask(on_firm, laura.email, REMOTE_ADDR=f"198.51.100.{number}")
        assert response.status_code == 200
    deliver_due()

    assert len(mail.outbox) == one_time.MOST_FOR_ACCOUNT


def test_a_network_cannot_mail_the_whole_office(
    on_firm: HostClient, laura: User, sofie: User
) -> None:
    for number in range(one_time.MOST_FOR_NETWORK):
        ask(on_firm, f"guess{number}@example.com", REMOTE_ADDR="198.51.100.7")
    ask(on_firm, laura.email, REMOTE_ADDR="198.51.100.7")
    ask(on_firm, sofie.email, REMOTE_ADDR="198.51.100.8")
    deliver_due()

    assert [sent.to for sent in mail.outbox] == [[sofie.email]]


def test_only_a_digest_is_kept(laura: User) -> None:
    link = asked(laura)

    row = OneTimeLink.objects.values().get()
    assert bytes(row["token_digest"]) == crypto.digest(link.token)
    assert link.token not in str(row)
    assert link.code not in str(row)


def test_a_link_of_one_firm_is_none_at_another(
    on_other_firm: HostClient, laura: User
) -> None:
    assert on_other_firm.get(address(asked(laura))).status_code == 410


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é" * 43])
def test_an_invented_link_is_none(token: str, on_firm: HostClient) -> None:
    assert on_firm.get(f"/sign-in/new-password/{token}/").status_code == 410


def test_a_forged_host_is_not_in_the_mail(
    on_firm: HostClient, firm: Firm, laura: User
) -> None:
    ask(on_firm, laura.email, HTTP_X_FORWARDED_HOST="evil.example")
    deliver_due()

    assert "evil.example" not in str(mail.outbox[0].message())
    assert ask(on_firm, laura.email, HTTP_HOST="evil.example").status_code == 404


@pytest.mark.parametrize("email", ["", "nobody", "a" * 260 + "@example.com"])
def test_what_is_no_address_is_told_so(email: str, on_firm: HostClient) -> None:
    assert ask(on_firm, email).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_parallel_redemptions_exactly_one_counts(firm: Firm) -> None:
    with scope.scope(firm):
        laura = person(Role.LAWYER, email="laura@example.com")
        link = asked(laura)

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: _redeem(firm, link, number), range(8)))

    assert sum(won) == 1


def _redeem(firm: Firm, link: OneTimeLink, number: int) -> bool:
    try:
        with scope.scope(firm):
            one_time.set_password(
                OneTimeLink.objects.get(pk=link.pk),
                f"{PASSWORD} {number}",
                at=datetime.now(UTC),
            )
    except LinkDead:
        return False
    finally:
        connection.close()
    return True


def test_a_link_does_not_outlive_the_end_of_access(
    on_firm: HostClient, laura: User, olivia: User
) -> None:
    link = asked(laura)
    accounts.close(laura, by=olivia, at=datetime.now(UTC))
    accounts.reopen(laura, by=olivia, at=datetime.now(UTC))

    assert on_firm.post(address(link), {"password": NEW}).status_code == 410


def test_a_link_does_not_outlive_another_password(
    on_firm: HostClient, laura: User
) -> None:
    link = asked(laura)
    actions.set_password(laura, NEW, at=datetime.now(UTC))

    assert on_firm.get(address(link)).status_code == 410
