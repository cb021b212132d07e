"""Stages of a firm, and where its cases stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.cases.models import PracticeArea
from portal.progress.models import Stage, StageChange
from tests.cast import Cast, key
from tests.factories import CaseFactory

# Sofie's sale is at `here` and may come to `there`; `moved` can be taken back.
LINES = """
desk:progress:stage         sale        GET    in   404   404 302  302   302    in
desk:progress:stage         sale        POST   in   404   404 302  302   302    in
desk:progress:stage         theirs      POST   in   404   404 404  404   404    in
desk:progress:stage_removal moved       GET    in   404   404 405  405   405    in
desk:progress:stage_removal moved       POST   in   404   404 302  302   302    in
desk:progress:stage_removal theirs      POST   in   404   404 404  404   404    in
desk:stages:list            -           GET    in   404   404 200  200   200    in
desk:stages:list            -           POST   in   404   404 405  405   405    in
desk:stages:new             area        GET    in   404   404 403  403   200    in
desk:stages:new             area        POST   in   404   404 403  403   302    in
desk:stages:new             their_area  POST   in   404   404 403  403   404    in
desk:stages:suggestion      bare_area   GET    in   404   404 403  403   405    in
desk:stages:suggestion      bare_area   POST   in   404   404 403  403   302    in
desk:stages:suggestion      their_area  POST   in   404   404 403  403   404    in
desk:stages:edit            there       GET    in   404   404 403  403   200    in
desk:stages:edit            there       POST   in   404   404 403  403   302    in
desk:stages:edit            their_stage POST   in   404   404 403  403   404    in
desk:stages:place           there       GET    in   404   404 403  403   405    in
desk:stages:place           there       POST   in   404   404 403  403   302    in
desk:stages:place           their_stage POST   in   404   404 403  403   404    in
desk:stages:removal         unused      GET    in   404   404 403  403   405    in
desk:stages:removal         unused      POST   in   404   404 403  403   302    in
desk:stages:removal         their_stage POST   in   404   404 403  403   404    in
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    names = ("moved", "here", "there", "unused")
    return {
        **{name: {"pk": key(name)} for name in names},
        "bare_area": {"pk": key("bare area")},
        "their_stage": {"pk": _only(other_mark)},
    }


def furnish(mark: str, cast: Cast) -> None:
    """Stages of the firm's own area, one area without, a case that just moved."""
    area = PracticeArea.objects.get(pk=key("area"))
    for name in ("here", "there", "unused"):
        _stage(key(name), f"{name} {mark}", area)
    _stage(_only(mark), f"only {mark}", area)
    PracticeArea.objects.filter(slug="corporate").delete()
    PracticeArea.objects.create(
        pk=key("bare area"), slug="corporate", code="BARE", name_nl=f"Bare {mark}"
    )
    cast.sale.practice_area = area
    cast.sale.save(update_fields=["practice_area"])
    moved = CaseFactory(
        pk=key("moved"), title=f"Moved {mark}", practice_area=area,
        responsible=cast.laura,
    )  # fmt: skip
    now = timezone.now()
    for case, at in ((cast.sale, now - timedelta(hours=1)), (moved, now)):
        StageChange.objects.create(
            case=case, stage_id=key("here"), at=at, by=cast.laura
        )


def _stage(pk: UUID, name: str, area: PracticeArea) -> None:
    words = {
        f"{field}_{code}": f"{field} {name}"
        for field in ("name", "meaning")
        for code in ("nl", "fr", "de", "en")
    }
    position = area.stages.count() + 1
    Stage.objects.create(pk=pk, area=area, position=position, **words)


def _only(mark: str) -> UUID:
    return key(f"only stage {mark}")
