"""Where the things of a list lead."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse

NOTHING = UUID(int=0)


def to(name: str, pk: UUID) -> str:
    """The address of a thing's page, on the platform's host.

    Django's `reverse` looks for it anew, which in a list is a good part of the page.
    """
    return _pattern(name).replace(str(NOTHING), str(pk))


@cache
def _pattern(name: str) -> str:
    return reverse(name, settings.ROOT_URLCONF, args=[NOTHING])
