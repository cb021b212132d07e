"""Dates of cases, the firm's rules about them, and Sofie's calendar feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.calendar.models import CalendarEntry, CalendarFeed, CalendarRules
from tenants import crypto
from tests.cast import Cast, key

# Of Sofie's sale: a shared hearing, an internal deadline, one that is done, one that is
# off; `alien` is a date of the other firm alone.
LINES = """
portal:calendar:list        -           GET    in   200   200 403  403   403    in
portal:calendar:list        -           POST   in   405   405 403  403   403    in
desk:calendar:home          -           GET    in   404   404 200  200   200    in
desk:calendar:home          -           POST   in   404   404 405  405   405    in
desk:calendar:choose        -           GET    in   404   404 200  200   200    in
desk:calendar:choose        -           POST   in   404   404 405  405   405    in
desk:calendar:new           sale        GET    in   404   404 200  200   200    in
desk:calendar:new           sale        POST   in   404   404 302  302   302    in
desk:calendar:new           theirs      POST   in   404   404 404  404   404    in
desk:calendar:entry         hearing     GET    in   404   404 200  200   200    in
desk:calendar:entry         hearing     POST   in   404   404 302  302   302    in
desk:calendar:entry         alien       POST   in   404   404 404  404   404    in
desk:calendar:sharing       inner       GET    in   404   404 405  405   405    in
desk:calendar:sharing       inner       POST   in   404   404 302  302   302    in
desk:calendar:sharing       alien       POST   in   404   404 404  404   404    in
desk:calendar:sharing_removal hearing   GET    in   404   404 405  405   405    in
desk:calendar:sharing_removal hearing   POST   in   404   404 302  302   302    in
desk:calendar:sharing_removal alien     POST   in   404   404 404  404   404    in
desk:calendar:completion    inner       GET    in   404   404 405  405   405    in
desk:calendar:completion    inner       POST   in   404   404 302  302   302    in
desk:calendar:completion    alien       POST   in   404   404 404  404   404    in
desk:calendar:completion_removal finished GET  in   404   404 405  405   405    in
desk:calendar:completion_removal finished POST in   404   404 302  302   302    in
desk:calendar:completion_removal alien  POST   in   404   404 404  404   404    in
desk:calendar:cancellation  hearing     GET    in   404   404 405  405   405    in
desk:calendar:cancellation  hearing     POST   in   404   404 302  302   302    in
desk:calendar:cancellation  alien       POST   in   404   404 404  404   404    in
desk:calendar:cancellation_removal off  GET    in   404   404 405  405   405    in
desk:calendar:cancellation_removal off  POST   in   404   404 302  302   302    in
desk:calendar:cancellation_removal alien POST  in   404   404 404  404   404    in
desk:calendar_settings:home -           GET    in   404   404 200  200   200    in
desk:calendar_settings:home -           POST   in   404   404 405  405   405    in
desk:calendar_settings:change -         GET    in   404   404 403  403   302    in
desk:calendar_settings:change -         POST   in   404   404 403  403   302    in
feeds:home                  -           GET    in   200   200 200  200   200    in
feeds:home                  -           POST   in   405   405 405  405   405    in
feeds:address               -           GET    in   405   405 405  405   405    in
feeds:address               -           POST   in   200   200 200  200   200    in
feeds:removal               -           GET    in   405   405 405  405   405    in
feeds:removal               -           POST   in   302   302 302  302   302    in
feeds:feed                  feed        GET    200  200   200 200  200   200    200
feeds:feed                  feed        POST   405  405   405 405  405   405    405
feeds:feed                  its_feed    GET    404  404   404 404  404   404    404
"""

GUESTS = """
desk:calendar:home          -           GET    200    403
desk:calendar:choose        -           GET    403    403
desk:calendar:entry         hearing     POST   403    403
desk:calendar_settings:home -           GET    200    200
desk:calendar_settings:change -         POST   403    403
feeds:feed                  feed        GET    200    200
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    names = {
        "hearing": "hearing",
        "inner": "inner",
        "finished": "finished",
        "off": "off",
    }
    return {
        **{name: {"pk": key(f"date {of}")} for name, of in names.items()},
        "alien": {"pk": _only(other_mark)},
    }


def furnish(mark: str, cast: Cast) -> str:
    """Everything; the token of Sofie's feed."""
    now = timezone.now()
    CalendarRules.objects.create()
    date(key("date hearing"), f"Hearing {mark}", cast, kind="hearing", shared_at=now)
    date(key("date inner"), f"Inner {mark}", cast)
    date(key("date finished"), f"Done {mark}", cast, done_at=now, done_by=cast.laura)
    date(key("date off"), f"Off {mark}", cast, cancelled_at=now)
    date(_only(mark), f"Only {mark}", cast)
    return feed(key("feed"), cast).token


def date(pk: UUID, title: str, cast: Cast, **fields: Any) -> CalendarEntry:
    """A date of the sale, in two days, with all of its texts."""
    now = timezone.now()
    start = now + timedelta(days=2)
    values = {
        "case": cast.sale,
        "kind": "deadline",
        "client_title": f"Client {title}",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
        "zone": "Europe/Brussels",
        "is_whole_day": False,
        "place": f"Place {title}",
        "video_url": "https://video.example/room",
        "note": f"Note {title}",
        "responsible": cast.laura,
        "created_by": cast.laura,
        "created_at": now,
        "updated_at": now,
        **fields,
    }
    return CalendarEntry.objects.create(pk=pk, title=title, **values)


def feed(pk: UUID, cast: Cast) -> CalendarFeed:
    """Sofie's, with a key that is the same in both firms."""
    made = CalendarFeed(pk=pk, user=cast.sofie, created_at=timezone.now())
    made.digest = crypto.digest(made.token)
    made.save(force_insert=True)
    return made


def typed(mark: str) -> dict[str, dict[str, Any]]:
    """What is sent from the forms."""
    entry = {
        "kind": "appointment",
        "title": f"Talk {mark}",
        "client_title": f"Our talk {mark}",
        "day": "2026-12-18",
        "clock": "10:30",
        "minutes": "45",
        "zone": "Europe/Brussels",
        "place": f"Our office {mark}",
        "video_url": "https://video.example/talk",
        "responsible": key("Laura"),
        "reminders": ["7", "1"],
        "note": f"Bring the file {mark}",
    }
    return {
        "desk:calendar:new": {**entry, "is_shared": "on"},
        "desk:calendar:entry": entry,
        "desk:calendar_settings:change": {"reminders": ["3"], "has_feeds": "on"},
    }


def _only(mark: str) -> UUID:
    return key(f"only date {mark}")
