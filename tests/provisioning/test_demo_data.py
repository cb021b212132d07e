"""The demo's two firms: made by real runs, filled by real actions, once."""

from __future__ import annotations

import io
import json
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from portal.access.models import Invitation, Kind
from portal.branding import queries as branding
from portal.cases.models import Case
from portal.documents.models import Document
from portal.people.models import Contact
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Domain, Firm


@pytest.fixture
def _nobody() -> None:
    """The firms of the other tests have the same addresses."""
    with scope.public():
        Domain.objects.all().delete()
        Firm.objects.all().delete()


@pytest.mark.usefixtures("_nobody")
def test_two_firms_with_equal_keys_are_made_once() -> None:
    made = _demo_data()
    before = [_inside(firm) for firm in _firms()]

    assert _demo_data() == made

    peeters, devries = before
    assert [_inside(firm) for firm in _firms()] == before
    assert devries["keys"] - peeters["keys"] == set()
    assert [one["colour"] for one in before] == ["#1f5a4a", "#f2b705"]
    assert [one["open"] for one in before] == [{True, False}] * 2
    assert [one["waiting"] for one in before] == [1, 1]
    assert all(one["pages"] >= 2 for one in before)
    assert made["firms"][0]["address"] == "http://peeters.localhost/"
    for firm, shown in zip(_firms(), made["firms"], strict=True):
        _everybody_gets_in(firm, shown["signins"])


def test_production_refuses(settings: Settings) -> None:
    settings.ENVIRONMENT = "production"

    with pytest.raises(CommandError, match="production"):
        _demo_data()


def _demo_data() -> dict[str, Any]:
    output = io.StringIO()
    call_command("demo_data", "--json", stdout=output)
    return dict(json.loads(output.getvalue().splitlines()[-1]))


def _firms() -> list[Firm]:
    with scope.public():
        return list(Firm.objects.order_by("-slug"))


def _inside(firm: Firm) -> dict[str, Any]:
    with scope.scope(firm):
        return {
            "keys": _keys(),
            "colour": branding.current().colour,
            "open": {case.is_open for case in Case.objects.all()},
            "waiting": Invitation.objects.unused().filter(kind=Kind.MAIL).count(),
            "pages": min(map(_pages, Document.objects.filter(file_name__iregex="pdf"))),
            "audit": Entry.objects.count(),
        }


def _keys() -> set[UUID]:
    """Of everything but the owner, whose account comes with the firm."""
    return {
        row.pk
        for model in (Contact, Case, Document, User)
        for row in model._default_manager.all()
        if getattr(row, "role", "") != "owner"
    }


def _pages(document: Document) -> int:
    with default_storage.open(document.key) as file:
        return len(PdfReader(file).pages)


def _everybody_gets_in(firm: Firm, sign_ins: list[dict[str, str]]) -> None:
    with scope.scope(firm):
        for one in sign_ins:
            request = HttpRequest()
            user = authenticate(
                request, username=one["email"], password=one["password"]
            )
            assert isinstance(user, User)
            assert user.role == one["role"]
