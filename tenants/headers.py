"""The header in which a message to a worker says which firm it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.models import Firm

FIRM = "firm"


def firm_header(firm: Firm) -> dict[str, str]:
    """The header of a message for this firm."""
    return {FIRM: str(firm.pk)}
