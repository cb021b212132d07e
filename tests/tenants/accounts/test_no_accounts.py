"""Nobody is there from the beginning: no default account, at the platform or a firm."""

from __future__ import annotations

from tenants import scope
from tenants.accounts.models import User
from tenants.models import Firm


def test_a_new_platform_has_no_operator(db: None) -> None:
    with scope.public():
        assert not User.objects.exists()


def test_a_new_firm_has_nobody(firm: Firm) -> None:
    with scope.scope(firm):
        assert not User.objects.exists()
