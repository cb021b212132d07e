"""What one look changes in the row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from provisioning.certificates import record, schedule
from provisioning.certificates.probe import Finding, Outcome, Served
from tenants import scope
from tenants.domains import standing
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Firm
from tenants.outbox.models import Event

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOST = "portal.peeters.example"
SERVED = Finding(
    outcome=Outcome.SERVED,
    served=Served(
        issuer="Let's Encrypt", serial="4a2", names=(HOST,),
        not_before=AT - DAY, not_after=AT + 60 * DAY,
    ),
)  # fmt: skip
REFUSED = Finding(outcome=Outcome.REFUSED, reason="It has none.")
DENIED = Finding(outcome=Outcome.DENIED, reason="A CAA record forbids it.")
SLOW = Finding(outcome=Outcome.SLOW, reason="Not in time.")
AWAY = Finding(outcome=Outcome.AWAY, reason="It cannot be reached.")
UNTRUSTED = Finding(outcome=Outcome.UNTRUSTED, reason="It has expired.")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def claim(firm: Firm) -> Claim:
    """HOST is the firm's, proven."""
    with scope.public():
        made = Claim.objects.create(
            firm=firm, host=HOST, token="t", created_at=AT, verified_at=AT,
            state=ClaimState.VERIFIED,
        )  # fmt: skip
        standing.open_host(made)
    return made


def ordered(**columns: object) -> None:
    """`ask` allowed an order a moment ago."""
    with scope.public():
        Certificate.objects.create(**{  # type: ignore[misc]
            "host": HOST, "registered_domain": "peeters.example",
            "state": CertificateState.ISSUING, "ordered_at": AT, **columns,
        })  # fmt: skip


def note(finding: Finding, *, at: datetime = AT, first: bool = False) -> Certificate:
    return record.note(HOST, finding, at=at, is_first_try=first)


def test_a_certificate_is_written_down(firm: Firm) -> None:
    row = note(SERVED)

    assert (row.state, row.issuer, row.serial) == ("active", "Let's Encrypt", "4a2")
    assert row.not_after == AT + 60 * DAY
    assert row.next_probe_at == AT + DAY
    assert row.firm_id == firm.pk
    assert row.registered_domain == "peeters.example"


def test_a_denied_order_fails_and_cools_down() -> None:
    ordered()

    row = note(DENIED, first=True)

    assert (row.state, row.reason) == ("failing", "A CAA record forbids it.")
    assert row.retry_at == AT + schedule.FIRST_COOL_DOWN
    assert row.failures == 1


def test_looks_while_it_cools_down_change_nothing() -> None:
    ordered()
    retry_at = note(DENIED).retry_at

    row = note(REFUSED, at=AT + timedelta(minutes=5))

    assert (row.failures, row.retry_at) == (1, retry_at)
    assert row.next_probe_at == AT + timedelta(minutes=10)


def test_each_failure_doubles_the_pause_up_to_a_day() -> None:
    pauses = [schedule.cool_down(number, at=AT) - AT for number in (1, 2, 3, 50)]

    assert pauses == [timedelta(minutes=20), timedelta(minutes=40),
                      timedelta(minutes=80), DAY]  # fmt: skip


def test_the_first_refusal_of_a_new_host_is_not_believed() -> None:
    ordered()

    assert note(REFUSED, first=True).state == "issuing"
    assert note(REFUSED).state == "failing"


def test_a_host_that_failed_before_is_believed_at_once() -> None:
    ordered(failures=1)

    assert note(REFUSED, first=True).state == "failing"


def test_a_slow_order_may_still_come_for_some_minutes() -> None:
    ordered()

    assert note(SLOW).state == "issuing"
    row = note(SLOW, at=AT + timedelta(minutes=4))
    assert (row.state, row.reason) == ("failing", "Not in time.")


def test_without_an_order_the_reason_is_the_budget_and_nothing_cools_down() -> None:
    row = note(REFUSED)

    assert row.state == "failing"
    assert "too many were ordered" in row.reason
    assert row.retry_at is None


def test_an_edge_that_is_away_leaves_what_was_known() -> None:
    note(SERVED)

    row = note(AWAY, at=AT + DAY)

    assert (row.state, row.reason) == ("active", "It cannot be reached.")
    assert row.next_probe_at == AT + DAY + timedelta(minutes=5)


def test_an_untrusted_certificate_holds_back_no_order() -> None:
    note(SERVED)

    row = note(UNTRUSTED, at=AT + DAY)

    assert (row.state, row.reason) == ("failing", "It has expired.")
    assert row.retry_at is None


def test_success_forgets_the_failures() -> None:
    ordered()
    note(DENIED)

    row = note(SERVED, at=AT + timedelta(hours=1))

    assert (row.failures, row.retry_at, row.reason) == (0, None, "")


def test_the_firm_is_told_of_news_only(claim: Claim) -> None:
    def told() -> int:
        with scope.public():
            return Event.objects.filter(
                topic="domain.decided", payload__claim=str(claim.pk)
            ).count()

    note(SERVED)
    note(SERVED, at=AT + DAY)

    assert told() == 1


def test_a_certificate_for_hours_is_looked_at_more_often() -> None:
    assert schedule.next_look(AT, AT + timedelta(hours=12), at=AT) == (
        AT + timedelta(hours=3)
    )
