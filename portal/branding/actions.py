"""What changes how the firm looks."""

from __future__ import annotations

from portal.branding.colour import parse
from portal.branding.models import Brand
from portal.branding.theme import PLATFORM_COLOUR


def seed(*, colour: str = PLATFORM_COLOUR) -> Brand:
    """Give a new firm its brand; one that is there already is left as it is.

    Raises InvalidColour when the colour is not written as #rrggbb.
    """
    brand, _ = Brand.objects.get_or_create(defaults={"colour": parse(colour)})
    return brand
