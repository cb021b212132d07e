"""The desk's page: the firm's people read, the owner decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.support import arrival
from portal.support.arrival import Asked
from portal.support.models import (
    AccessState,
    NoticeState,
    RecoveryNotice,
    SupportAccess,
)
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.keys import uuid7
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.counting import statements

PAGE = "/desk/settings/support/"
As = Callable[..., HostClient]


@pytest.fixture
def access(firm: Firm, cast: Cast) -> SupportAccess:
    """Jan asks to read the desk."""
    with scope.scope(firm):
        return bring()


def bring(**fields: object) -> SupportAccess:
    facts = {
        "pk": uuid7(),
        "operator_id": uuid7(),
        "operator_name": "Jan Willems",
        "operator_language": "en",
        "reach": "reading",
        "reason": "The documents do not open",
        "at": timezone.now(),
    }
    return arrival.bring(Asked(**{**facts, **fields}))


def announce(**fields: object) -> RecoveryNotice:
    now = timezone.now()
    return RecoveryNotice.objects.create(
        owner_name="Nora New",
        owner_email="nora@example.be",
        reason="The owner died",
        requested_by_name="Jan Willems",
        confirmed_by_name="Lena Vos",
        announced_at=now,
        due_at=now + timedelta(hours=72),
        **fields,
    )


def test_the_empty_page_says_what_will_appear(as_user: As, cast: Cast) -> None:
    page = as_user(cast.bart).get(PAGE).content.decode()

    assert "Nobody is visiting, and nobody asks" in page


def test_the_page_says_in_plain_words_what_stays_closed(
    as_user: As, cast: Cast, access: SupportAccess
) -> None:
    page = as_user(cast.olivia).get(PAGE).content.decode()

    assert "Jan Willems of Tablinum support asks to come in" in page
    assert "The documents do not open" in page
    assert "No file can be opened or downloaded" in page


@pytest.mark.parametrize(("hours", "length"), [(1, 1), (8, 8), (24, 24), (72, 72)])
def test_an_owner_allows_it_for_as_long_as_chosen(
    hours: int, length: int, as_user: As, cast: Cast, access: SupportAccess, firm: Firm
) -> None:
    answer = as_user(cast.olivia).post(f"{PAGE}{access.pk}/grant/", {"hours": hours})

    assert answer.status_code == 302
    with scope.scope(firm):
        access.refresh_from_db()
        assert access.state == AccessState.GRANTED
        assert access.until - access.answered_at == timedelta(hours=length)
        assert access.answered_by_name == cast.olivia.name
        assert Entry.objects.filter(action="support.granted").exists()
        assert Event.objects.filter(topic="support.answered").exists()


@pytest.mark.parametrize("hours", ["", "2", "9000", "forever"])
def test_another_length_is_refused_in_words(
    hours: str, as_user: As, cast: Cast, access: SupportAccess, firm: Firm
) -> None:
    answer = as_user(cast.olivia).post(f"{PAGE}{access.pk}/grant/", {"hours": hours})

    assert answer.status_code == 422
    assert b"Something needs another look" in answer.content
    with scope.scope(firm):
        access.refresh_from_db()
        assert access.state == AccessState.REQUESTED


def test_an_owner_refuses(
    as_user: As, cast: Cast, access: SupportAccess, firm: Firm
) -> None:
    browser = as_user(cast.olivia)
    browser.post(f"{PAGE}{access.pk}/refusal/")

    with scope.scope(firm):
        access.refresh_from_db()
        assert access.state == AccessState.REFUSED
    assert f"Refused by {cast.olivia.name}" in browser.get(PAGE).content.decode()


def test_a_request_is_answered_once(
    as_user: As, cast: Cast, access: SupportAccess
) -> None:
    browser = as_user(cast.olivia)
    browser.post(f"{PAGE}{access.pk}/refusal/")

    again = browser.post(f"{PAGE}{access.pk}/grant/", {"hours": 1})
    assert again.status_code == 409


@pytest.mark.parametrize("who", ["laura", "bart"])
@pytest.mark.parametrize("verb", ["grant", "refusal", "end"])
def test_only_an_owner_decides(
    who: str, verb: str, as_user: As, cast: Cast, access: SupportAccess
) -> None:
    browser = as_user(getattr(cast, who))

    answer = browser.post(f"{PAGE}{access.pk}/{verb}/", {"hours": 1})
    assert answer.status_code == 403
    assert b"Allow the visit" not in browser.get(PAGE).content


def test_everybody_at_the_firm_sees_who_is_visiting(
    as_user: As, cast: Cast, access: SupportAccess
) -> None:
    as_user(cast.olivia).post(f"{PAGE}{access.pk}/grant/", {"hours": 1})

    for who in (cast.olivia, cast.laura, cast.bart):
        page = as_user(who).get("/desk/cases/").content.decode()
        assert "Jan Willems of Tablinum support may visit this desk until" in page
    assert "Tablinum support" not in as_user(cast.sofie).get("/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("olivia", 302), ("laura", 302), ("bart", 403), ("sofie", 404)]
)
def test_an_owner_or_a_lawyer_stops_a_recovery(
    who: str, status: int, as_user: As, cast: Cast, firm: Firm
) -> None:
    with scope.scope(firm):
        notice = announce()
    browser = as_user(getattr(cast, who))

    answer = browser.post(f"{PAGE}recovery/{notice.pk}/stop/")

    assert answer.status_code == status
    with scope.scope(firm):
        notice.refresh_from_db()
    is_stopped = notice.state == NoticeState.STOPPED
    assert is_stopped == (status == 302)


def test_a_recovery_is_told_on_every_page_of_the_desk(
    as_user: As, cast: Cast, firm: Firm
) -> None:
    with scope.scope(firm):
        announce()

    page = as_user(cast.bart).get("/desk/").content.decode()
    told = as_user(cast.bart).get(PAGE).content.decode()

    assert "make Nora New an owner of this firm" in page
    assert "An owner or a lawyer can stop this" in told
    assert all(word in told for word in ("Jan Willems", "Lena Vos", "The owner died"))


def test_thirty_visits_cost_no_more_statements_than_one(
    as_user: As, cast: Cast, access: SupportAccess, firm: Firm
) -> None:
    browser = as_user(cast.olivia)
    browser.get(PAGE)
    few = statements(browser, PAGE)

    with scope.scope(firm):
        for number in range(30):
            bring(operator_name=f"Operator {number}")
            announce(state=NoticeState.DONE, ended_at=timezone.now())

    assert statements(browser, PAGE) == few
    assert few <= 9


def test_the_database_refuses_a_grant_without_an_end(
    access: SupportAccess, firm: Firm
) -> None:
    access.state = AccessState.GRANTED
    access.answered_at = datetime(2026, 11, 23, tzinfo=UTC)

    with scope.scope(firm), pytest.raises(Exception, match="access_granted_has_end"):
        access.save()


def test_a_guests_address_takes_no_mail_and_no_other_account(
    access: SupportAccess, firm: Firm
) -> None:
    with scope.scope(firm):
        access.state, access.answered_at = AccessState.GRANTED, timezone.now()
        access.until = timezone.now() + timedelta(hours=1)
        access.save()
        asked = Asked(
            pk=access.pk, operator_id=access.operator_id, operator_name="J" * 150,
            operator_language="en", reach="reading", reason="x", at=timezone.now(),
        )  # fmt: skip
        arrival.admit(access, asked)
        arrival.admit(access, asked)

        guests = User.objects.filter(role="reading_guest")
        assert [user.email for user in guests] == [f"{access.pk}@support.invalid"]
        assert guests[0].name.startswith("Jan Willems (Tablinum support)")
