"""How long the log is kept: an owner chooses, all owners are told and can stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from portal.access import proof
from portal.history import actions, queries
from portal.history.keeping import choices
from tenants.accounts.roles import Role
from tenants.audit import retention
from tenants.audit.models import Entry
from tenants.audit.terms import FOR_GOOD, Terms
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.portal.counting import statements
from tests.tenants.audit import old_logs

SignIn = Callable[..., HostClient]
TERM = "/desk/settings/history/term/"
CHANGE, WITHDRAWAL = f"{TERM}change/", f"{TERM}withdrawal/"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def term() -> Terms:
    return retention.current(at=timezone.now())


def delivered() -> list[str]:
    """To whom mails went."""
    while deliver_due():
        pass
    return sorted(each.to[0] for each in mail.outbox)


def test_a_shorter_term_is_announced_and_counts_after_a_week(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    with time_machine.travel(NOW, tick=False):
        response = as_user(cast.olivia).post(CHANGE, {"years": "2"})

        assert response.url == TERM
        assert term() == Terms(FOR_GOOD, 2, NOW + timedelta(days=7))
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        assert term() == Terms(2)


def test_all_owners_get_a_mail_and_nobody_else(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    nora = UserFactory(role=Role.OWNER, language="en")
    UserFactory(role=Role.OWNER, is_active=False)

    as_user(cast.olivia).post(CHANGE, {"years": "1"})

    assert delivered() == sorted([cast.olivia.email, nora.email])
    told = mail.outbox[0].body
    assert cast.olivia.name in told
    assert "Chosen: 1 year\n" in told
    assert f"http://{inside.primary_host}{TERM}" in told


def test_every_owner_can_take_it_back_without_a_proof(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    as_user(cast.olivia).post(CHANGE, {"years": "1"})
    delivered()
    mail.outbox.clear()
    nora = as_user(UserFactory(role=Role.OWNER))

    page = nora.get(TERM).content.decode()
    response = aged(nora).post(WITHDRAWAL)

    assert "Take it back" in page
    assert (response.status_code, term()) == (302, Terms(FOR_GOOD))
    assert cast.olivia.email in delivered()
    assert "took back" in mail.outbox[0].body


def test_a_longer_term_counts_at_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    old_logs.choose(inside, 1, days_ago=30)

    as_user(cast.olivia).post(CHANGE, {"years": "5"})

    assert term() == Terms(5)
    assert delivered() == [cast.olivia.email]
    assert "counts at once" in mail.outbox[0].body


def test_a_proof_must_be_fresh(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    olivia = aged(as_user(cast.olivia))

    asked = [olivia.get(CHANGE), olivia.post(CHANGE, {"years": "1"})]

    assert [each.url.partition("?")[0] for each in asked] == ["/account/proof/"] * 2
    assert term() == Terms(FOR_GOOD)


def aged(browser: HostClient) -> HostClient:
    """Let ten minutes pass since the last proof."""
    session = browser.session
    session[proof.KEY] -= 601
    session.save()
    return browser


@pytest.mark.parametrize("years", ["0", "3", "-1", "0.5", "", "forever"])
def test_what_is_no_choice_changes_nothing(
    as_user: SignIn, cast: Cast, inside: Firm, years: str
) -> None:
    response = as_user(cast.olivia).post(CHANGE, {"years": years})

    assert response.status_code == 422
    assert term() == Terms(FOR_GOOD)
    assert not Entry.objects.filter(action="history.term_chosen").exists()


def test_the_same_wish_twice_does_not_begin_anew(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    olivia = as_user(cast.olivia)
    olivia.post(CHANGE, {"years": "1"})

    response = olivia.post(CHANGE, {"years": "1"})

    assert response.status_code == 422
    assert "This was chosen already" in response.content.decode()


def test_there_is_nothing_to_take_back_twice(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    assert as_user(cast.olivia).post(WITHDRAWAL).status_code == 409


def test_a_lawyer_reads_it_and_changes_nothing(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    laura = as_user(cast.laura)

    page = laura.get(TERM).content.decode()

    assert "Only an owner of the firm can change this." in page
    assert CHANGE not in page
    assert laura.get(CHANGE).status_code == 403
    assert laura.post(WITHDRAWAL).status_code == 403
    assert as_user(cast.bart).get(TERM).status_code == 403


def test_the_page_says_what_goes_and_when(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    old_logs.write(inside, days_ago=800)
    old_logs.choose(inside, 5, days_ago=30)
    olivia = as_user(cast.olivia)

    now = olivia.get(TERM).content.decode()
    olivia.post(CHANGE, {"years": "2"})
    soon, log = (olivia.get(path).content.decode() for path in (TERM, TERM[:-5]))

    assert "Now: 5 years" in now
    assert "is removed in the night after" in now
    assert "Soon: 2 years" in soon
    assert "4 entries from before" in soon
    assert "less of this history is kept: 2 years" in log


def test_each_choice_says_how_much_is_older(cast: Cast, inside: Firm) -> None:
    old_logs.write(inside, days_ago=800)

    told = dict(choices(at=timezone.now()))

    assert told == {
        0: "As long as the data of your firm",
        10: "10 years: nothing is that old yet",
        5: "5 years: nothing is that old yet",
        2: "2 years: 4 entries are older",
        1: "1 year: 4 entries are older",
    }


def test_counting_ends_somewhere(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_logs.write(inside, days_ago=800)
    monkeypatch.setattr(queries, "MOST_COUNTED", 3)

    told = dict(choices(at=timezone.now()))

    assert told[1] == "1 year: more than 3 entries are older"


def test_the_pages_cost_the_same_for_few_and_for_many(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    olivia = as_user(cast.olivia)
    for path in (TERM, CHANGE):
        olivia.get(path)
    few = [statements(olivia, path) for path in (TERM, CHANGE)]
    old_logs.write(inside, days_ago=800, count=60)

    assert [statements(olivia, path) for path in (TERM, CHANGE)] == few


def test_it_stands_in_the_history_in_words(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    actions.choose_term(1, by=cast.olivia, at=timezone.now())
    actions.withdraw_term(by=cast.olivia, at=timezone.now())

    page = as_user(cast.olivia).get(TERM[:-5]).content.decode()

    assert "Chose how long this log is kept" in page
    assert "Took back a shorter term of this log" in page
