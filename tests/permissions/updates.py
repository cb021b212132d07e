"""What the firm told about its cases, and by when clients hear again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.updates.models import UpdateAttachment, UpdateRules, UpdateVersion
from tests.cast import Cast, key
from tests.factories import CaseFactory, UpdateFactory

# Of Sofie's sale: `told` is seen by her, `held` can be taken back.
LINES = """
portal:updates:list        sale         GET    in   200   404 403  403   403    in
portal:updates:list        sale         POST   in   405   405 403  403   403    in
portal:updates:list        theirs       GET    in   404   404 403  403   403    in
desk:updates:due           -            GET    in   404   404 200  200   200    in
desk:updates:due           -            POST   in   404   404 405  405   405    in
desk:updates:new           sale         GET    in   404   404 200  200   200    in
desk:updates:new           sale         POST   in   404   404 302  302   302    in
desk:updates:new           theirs       POST   in   404   404 404  404   404    in
desk:updates:edit          told         GET    in   404   404 200  200   200    in
desk:updates:edit          told         POST   in   404   404 302  302   302    in
desk:updates:edit          their_update POST   in   404   404 404  404   404    in
desk:updates:history       told         GET    in   404   404 200  200   200    in
desk:updates:history       told         POST   in   404   404 405  405   405    in
desk:updates:history       their_update GET    in   404   404 404  404   404    in
desk:updates:removal       held_update  GET    in   404   404 405  405   405    in
desk:updates:removal       held_update  POST   in   404   404 302  302   302    in
desk:updates:removal       their_update POST   in   404   404 404  404   404    in
desk:updates:share_removal told         GET    in   404   404 405  405   405    in
desk:updates:share_removal told         POST   in   404   404 302  302   302    in
desk:updates:share_removal their_update POST   in   404   404 404  404   404    in
desk:updates:next          sale         GET    in   404   404 200  200   200    in
desk:updates:next          sale         POST   in   404   404 302  302   302    in
desk:updates:next          theirs       POST   in   404   404 404  404   404    in
desk:updates:rules         -            GET    in   404   404 403  403   200    in
desk:updates:rules         -            POST   in   404   404 403  403   302    in
"""
GUESTS = """
desk:updates:due             -          GET    403    403
desk:updates:history         told       GET    403    403
desk:updates:new             sale       POST   403    403
desk:updates:rules           -          GET    403    403
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    return {
        "told": {"pk": key("told")},
        "held_update": {"pk": key("held update")},
        "their_update": {"pk": _only(other_mark)},
    }


def typed(mark: str) -> dict[str, dict[str, Any]]:
    """What is sent at the addresses of updates."""
    update = {"title": f"News {mark}", "body": f"All is **well** {mark}"}
    return {
        "desk:updates:new": {**update, "sharing": "shared", "next_on": "2999-01-31"},
        "desk:updates:edit": {**update, "sharing": "shared"},
        "desk:updates:next": {"due_on": "2999-01-31"},
        "desk:updates:rules": {"days": "14"},
    }


def furnish(mark: str, cast: Cast) -> None:
    """Two updates of the sale, one of them changed; one of a case of nobody else's."""
    now = timezone.now()
    before = now - timedelta(hours=1)
    told = UpdateFactory(
        pk=key("told"), case=cast.sale, title=f"Told {mark}", body=f"Told {mark}",
        by=cast.laura, at=before, shared_at=before,
    )  # fmt: skip
    UpdateVersion.objects.create(
        pk=key("version"), update=told, title=f"Was {mark}", body=f"Was {mark}",
        at=before, by=cast.laura,
    )  # fmt: skip
    UpdateAttachment.objects.create(update=told, document=cast.deed)
    UpdateAttachment.objects.create(update=told, document=cast.memo)
    UpdateFactory(
        pk=key("held update"), case=cast.sale, title=f"Held {mark}",
        body=f"Held {mark}", by=cast.laura, at=now, shared_at=now,
    )  # fmt: skip
    case = CaseFactory(title=f"Told of {mark}", responsible=cast.laura)
    UpdateFactory(pk=_only(mark), case=case, title=f"Only {mark}", body=f"Only {mark}")
    UpdateRules.objects.create(days=30)


def _only(mark: str) -> UUID:
    return key(f"only update {mark}")
