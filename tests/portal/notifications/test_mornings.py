"""Mornings all over the world, against what must hold for each of them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from portal.notifications import mornings

NINE = time(9)
ZONES = ["Pacific/Kiritimati", "Asia/Tokyo", "Europe/Brussels", "America/New_York",
         "Pacific/Pago_Pago", "Asia/Kathmandu"]  # fmt: skip


START = datetime(2026, 1, 1, tzinfo=UTC)


@given(
    moment=st.timedeltas(timedelta(), timedelta(days=730)).map(START.__add__),
    days=st.integers(0, 30),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    off=st.timedeltas(timedelta(days=-2), timedelta(days=2)),
)
def test_no_zone_is_outside_of_what_holds_everywhere(
    moment: datetime, days: int, zone: ZoneInfo, off: timedelta
) -> None:
    due = mornings.due_in(zone, moment=moment, days_before=days, hour=NINE)

    assert mornings.before_anywhere(moment, days_before=days) <= due <= moment
    at = due + off
    is_over = mornings.is_over_everywhere(moment, days_before=days, hour=NINE, at=at)
    assert not (is_over and at < due)
