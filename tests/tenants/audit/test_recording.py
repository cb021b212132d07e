"""The audit log is written with the change, and only read afterwards."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from tenants import audit, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm


def test_an_entry_keeps_who_and_what_as_they_were(firm: Firm) -> None:
    with scope.scope(firm), transaction.atomic():
        laura = User.objects.create(
            email="laura@peeters.be", name="Laura Peeters", role=Role.LAWYER
        )
        audit.record("user.renamed", laura, by=laura, at=timezone.now(), old="Laura")
        laura.delete()

        entry = Entry.objects.get()
    assert (entry.actor_name, entry.target_name) == ("Laura Peeters", "Laura Peeters")
    assert entry.target_type == "tenants_accounts.user"
    assert entry.details == {"old": "Laura"}


def test_an_entry_of_a_change_that_failed_is_not_kept(firm: Firm) -> None:
    with scope.scope(firm):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            audit.record("case.closed", None, by=None, at=timezone.now())
            raise ZeroDivisionError

        assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_without_a_transaction_is_refused(firm: Firm) -> None:
    with scope.scope(firm), pytest.raises(transaction.TransactionManagementError):
        audit.record("case.closed", None, by=None, at=timezone.now())
