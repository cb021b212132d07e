"""Days and moments in the reader's words."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def words(local: date, style: str) -> str:
    """A local day or moment, to the minute, in a style that names no zone."""
    if isinstance(local, datetime):
        # Two moments that are equal may read differently in their zones.
        local = local.replace(second=0, microsecond=0, tzinfo=None)
    return _words(local, style, get_language())


@lru_cache(maxsize=4096)
def _words(local: date, style: str, _language: str | None) -> str:
    """Lists show the same moments again and again, and Django's formatting is slow."""
    return date_format(local, style)
