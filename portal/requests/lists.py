"""The lists of documents with which a firm begins."""

from __future__ import annotations

from portal.cases.models import PracticeArea
from portal.requests.first_lists import LISTS
from portal.requests.models import RequestTemplate


def seed() -> None:
    """Give a firm its first lists, in the areas that have none."""
    found = PracticeArea.objects.filter(slug__in=LISTS, request_templates=None)
    RequestTemplate.objects.bulk_create(_made(area) for area in found)


def _made(area: PracticeArea) -> RequestTemplate:
    template = RequestTemplate(area=area)
    for language, (title, items) in LISTS[area.slug].items():
        setattr(template, f"title_{language}", title)
        setattr(template, f"items_{language}", "\n".join(items))
    return template
