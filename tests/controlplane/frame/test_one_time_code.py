"""A code is told where there is nothing to protect, and nowhere else."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from tenants.accounts.models import User
from tenants.factors import proving
from tenants.factors.models import Authenticator


def told(email: str) -> str:
    out = io.StringIO()
    call_command("one_time_code", email, stdout=out)
    return out.getvalue().strip()


def test_in_development_it_is_a_code_that_works(
    settings: Settings, phone: Authenticator, jan: User
) -> None:
    settings.ENVIRONMENT = "development"

    assert proving.by_app(jan, told(jan.email), at=timezone.now()) == phone


@pytest.mark.parametrize("environment", ["production", "test"])
def test_elsewhere_it_is_refused(
    settings: Settings, phone: Authenticator, jan: User, environment: str
) -> None:
    settings.ENVIRONMENT = environment

    with pytest.raises(CommandError, match="development"):
        told(jan.email)


def test_nobody_has_none(settings: Settings, control: None) -> None:
    settings.ENVIRONMENT = "development"

    with pytest.raises(CommandError, match="no authenticator"):
        told("nobody@tablinum.example")
