"""Whoever changes how one signs in, the person is told (OWASP ASVS 5.0, 6.3.7)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone

from portal.account.mails import CHANGES, PASSWORD
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors import actions
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.factors import app_of
from tests.portal.access.conftest import PASSWORD as PRESENT

NEW = "eleven purple walking chairs"


def test_of_a_new_password(
    as_user: Callable[..., HostClient], sofie: User, inside: Firm
) -> None:
    sent = {"current": PRESENT, "password": NEW}
    as_user(sofie).post("/account/password/", sent)
    deliver_due()

    [letter] = mail.outbox
    assert letter.to == [sofie.email]
    assert "Your password was changed." in letter.body
    assert "/sign-in/forgotten/" in letter.body
    assert NEW not in letter.body


def test_of_other_factors_in_the_persons_language(inside: Firm, sofie: User) -> None:
    app_of(sofie)

    actions.renew_codes(sofie, at=timezone.now())
    actions.remove_authenticator(sofie, at=timezone.now())
    deliver_due()

    said = [letter.body for letter in mail.outbox]
    assert "New recovery codes were made." in said[0]
    assert "The authenticator app was switched off." in said[1]


def test_every_change_has_words() -> None:
    source = inspect.getsource(actions)
    told = set(re.findall(r'_tell\("([\w.]+)"', source))

    assert told == CHANGES.keys() - {PASSWORD}


@pytest.mark.django_db
def test_operators_get_no_mail_of_a_firm() -> None:
    with scope.public():
        jan = UserFactory(role=Role.ADMIN)
        app_of(jan)
        actions.renew_codes(jan, at=timezone.now())
        deliver_due()

    assert mail.outbox == []
