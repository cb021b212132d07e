"""What tests of operators' pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tenants import scope
from tenants.database import template
from tenants.models import Firm


@pytest.fixture(autouse=True)
def in_public(db: None) -> Iterator[None]:
    """Operators' rows are those of the platform."""
    with scope.public():
        yield


@pytest.fixture
def well(firm: Firm, other_firm: Firm) -> Firm:
    """Peeters & Partners, with nothing that needs a person; De Vries neither."""
    Firm.objects.update(release=template.release(), created_at=timezone.now())
    firm.refresh_from_db()
    return firm
