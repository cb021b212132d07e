"""What changes how the firm looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.branding.colour import parse
from portal.branding.models import Brand
from portal.branding.theme import PLATFORM_COLOUR
from tenants import audit, outbox
from tenants.accounts.models import User


def seed(*, colour: str = PLATFORM_COLOUR) -> Brand:
    """Give a new firm its brand; one that is there already is left as it is.

    Raises InvalidColour when the colour is not written as #rrggbb.
    """
    brand, _ = Brand.objects.get_or_create(defaults={"colour": parse(colour)})
    return brand


@transaction.atomic
def choose_case_words(words: Mapping[str, str], *, by: User, at: datetime) -> Brand:
    """Call a case by these words of `case_words.CHOICES`, by language."""
    brand = Brand.objects.select_for_update().get_or_create(
        defaults={"colour": parse(PLATFORM_COLOUR)}
    )[0]
    if brand.case_words == dict(words):
        return brand
    before, brand.case_words = brand.case_words, dict(words)
    brand.save(update_fields=["case_words"])
    after = brand.case_words
    audit.record("firm.words_chosen", brand, by=by, at=at, before=before, after=after)
    outbox.publish("firm.words_chosen")
    return brand
