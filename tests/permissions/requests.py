"""What the firm asks its clients for, and what they send back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.requests.models import Item, ItemState, Request, State, Submission
from tests.cast import Cast, key
from tests.factories import CaseFactory, DocumentFactory, pdf

# Of Sofie's sale: `asked` has an item that she sent and one that she has not.
LINES = """
portal:requests:list        -             GET    in   200   200 403  403   403    in
portal:requests:list        -             POST   in   405   405 403  403   403    in
portal:requests:detail      asked_for         GET    in   200   404 403  403   403    in
portal:requests:detail      asked_for         POST   in   405   405 403  403   403    in
portal:requests:detail      their_request GET    in   404   404 403  403   403    in
portal:requests:done        asked_for         GET    in   405   405 403  403   403    in
portal:requests:done        asked_for         POST   in   302   404 403  403   403    in
portal:requests:done        their_request POST   in   404   404 403  403   403    in
portal:requests:receipt     asked_for         GET    in   200   404 403  403   403    in
portal:requests:receipt     asked_for         POST   in   405   405 403  403   403    in
portal:requests:receipt     their_request GET    in   404   404 403  403   403    in
portal:requests:upload      wanted        GET    in   302   404 403  403   403    in
portal:requests:upload      wanted        POST   in   302   404 403  403   403    in
portal:requests:upload      their_item    POST   in   404   404 403  403   403    in
portal:requests:removal     sent_file     GET    in   405   405 403  403   403    in
portal:requests:removal     sent_file     POST   in   302   404 403  403   403    in
portal:requests:removal     their_file    POST   in   404   404 403  403   403    in
desk:requests:list          -             GET    in   404   404 200  200   200    in
desk:requests:list          -             POST   in   404   404 405  405   405    in
desk:requests:new           sale          GET    in   404   404 200  200   200    in
desk:requests:new           sale          POST   in   404   404 302  302   302    in
desk:requests:new           theirs        POST   in   404   404 404  404   404    in
desk:requests:detail        asked_for         GET    in   404   404 200  200   200    in
desk:requests:detail        asked_for         POST   in   404   404 405  405   405    in
desk:requests:detail        their_request GET    in   404   404 404  404   404    in
desk:requests:accept_all    asked_for         GET    in   404   404 405  405   405    in
desk:requests:accept_all    asked_for         POST   in   404   404 302  302   302    in
desk:requests:accept_all    their_request POST   in   404   404 404  404   404    in
desk:requests:remind        asked_for         GET    in   404   404 405  405   405    in
desk:requests:remind        asked_for         POST   in   404   404 302  302   302    in
desk:requests:remind        their_request POST   in   404   404 404  404   404    in
desk:requests:move          asked_for         GET    in   404   404 405  405   405    in
desk:requests:move          asked_for         POST   in   404   404 302  302   302    in
desk:requests:move          their_request POST   in   404   404 404  404   404    in
desk:requests:withdraw      asked_for         GET    in   404   404 405  405   405    in
desk:requests:withdraw      asked_for         POST   in   404   404 302  302   302    in
desk:requests:withdraw      their_request POST   in   404   404 404  404   404    in
desk:requests:resume        taken_back    GET    in   404   404 405  405   405    in
desk:requests:resume        taken_back    POST   in   404   404 302  302   302    in
desk:requests:resume        their_request POST   in   404   404 404  404   404    in
desk:requests:accept        sent_item     GET    in   404   404 405  405   405    in
desk:requests:accept        sent_item     POST   in   404   404 302  302   302    in
desk:requests:accept        their_item    POST   in   404   404 404  404   404    in
desk:requests:reject        sent_item     GET    in   404   404 405  405   405    in
desk:requests:reject        sent_item     POST   in   404   404 302  302   302    in
desk:requests:reject        their_item    POST   in   404   404 404  404   404    in
"""
GUESTS = """
desk:requests:list           -          GET    403    403
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    return {
        "asked_for": {"pk": key("asked")},
        "taken_back": {"pk": key("taken back")},
        "wanted": {"pk": key("wanted")},
        "sent_item": {"pk": key("sent item")},
        "sent_file": {"pk": key("sent file")},
        "their_request": {"pk": key(f"request of {other_mark}")},
        "their_item": {"pk": key(f"item of {other_mark}")},
        "their_file": {"pk": key(f"file of {other_mark}")},
    }


def typed(mark: str) -> dict[str, dict[str, Any]]:
    """What is sent at the addresses of requests."""
    file = SimpleUploadedFile(f"Identity {mark}.pdf", pdf())
    items = f"Identity card {mark} | front {mark}\nPayslip {mark}"
    return {
        "portal:requests:upload": {"token": uuid4(), "files": file},
        "desk:requests:new": {
            "title": f"Papers {mark}",
            "items": items,
            "message": f"Please {mark}",
            "party": "all",
        },
        "desk:requests:reject": {"reason": f"Too dark {mark}"},
        "desk:requests:move": {"due_on": "2999-01-31"},
    }


def furnish(mark: str, cast: Cast) -> None:
    """One request of the sale; one of a case of nobody else's."""
    now = timezone.now()
    asked = _asked(cast.sale, "asked", mark, cast)
    sent = Item.objects.create(
        pk=key("sent item"), request=asked, position=0, title=f"Identity {mark}",
        hint=f"Front {mark}", state=ItemState.UPLOADED, reason=f"Dark {mark}",
    )  # fmt: skip
    Item.objects.create(
        pk=key("wanted"), request=asked, position=1, title=f"Payslip {mark}"
    )
    Submission.objects.create(
        pk=key("sent file"), item=sent, document=DocumentFactory(case=cast.sale),
        file_name=f"Front {mark}.pdf", size=12, sha256="0" * 64,
        by=cast.sofie, at=now,
    )  # fmt: skip
    back = _asked(cast.sale, "taken back", mark, cast)
    back.state, back.ended_at = State.WITHDRAWN, now
    back.save(update_fields=["state", "ended_at"])
    own = CaseFactory(title=f"Own requests {mark}", responsible=cast.laura)
    other = _asked(own, f"request of {mark}", mark, cast)
    item = Item.objects.create(
        pk=key(f"item of {mark}"), request=other, position=0, title=f"Own {mark}"
    )
    Submission.objects.create(
        pk=key(f"file of {mark}"), item=item, file_name=f"Own {mark}.pdf", size=12,
        sha256="0" * 64, by=cast.laura, at=now,
    )  # fmt: skip


def _asked(case: Any, name: str, mark: str, cast: Cast) -> Request:
    return Request.objects.create(
        pk=key(name), case=case, title=f"Papers {mark}", message=f"Please {mark}",
        asked_by=cast.laura, asked_at=timezone.now(), state=State.OPEN,
    )  # fmt: skip
