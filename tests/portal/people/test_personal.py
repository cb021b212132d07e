"""Personal data: a copy for the person, and taking the person away for good."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage

from portal.cases.models import Case
from portal.people import points
from portal.people.models import (
    Contact,
    ContactErasure,
    ContactPoint,
    Delegation,
    Means,
    Outcome,
    PersonalCopy,
)
from portal.people.personal import copies
from portal.people.points import Point
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory, DelegationFactory, PartyFactory

SignIn = Callable[..., HostClient]


def page(contact: Contact, rest: str = "personal/") -> str:
    return f"/desk/contacts/{contact.pk}/{rest}"


def made(client: HostClient, contact: Contact) -> ZipFile:
    client.post(page(contact, "personal/copies/"))
    deliver_due()
    copy = PersonalCopy.objects.latest_first().filter(contact=contact)[0]
    response = client.get(page(contact, f"personal/copies/{copy.pk}/"))
    assert response["Content-Type"] == "application/zip"
    return ZipFile(io.BytesIO(response.content))


def erase(client: HostClient, contact: Contact, **typed: Any) -> Any:
    sent = {"basis": "asked", "typed": contact.name, **typed}
    return client.post(page(contact, "erasure/"), sent)


def let_go(contact: Contact) -> None:
    """Its cases are closed, and need not be kept any more."""
    closed = Case.objects.of_contact(contact)
    for case in closed:
        case.closed_at = case.opened_at + timedelta(days=1)
        case.retain_until = date(2020, 1, 1)
        case.save()


def test_a_copy_holds_all_that_is_held(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    sofie = cast.sofie_contact
    Contact.objects.filter(pk=sofie.pk).update(notes="Pays late.", street="Kouter 1")
    points.replace(sofie, [Point(Means.PHONE, "+3225550120", "Work")])
    DelegationFactory(contact=sofie, user__name="Ria")

    archive = made(as_user(cast.laura), sofie)

    held = json.loads(archive.read("data.json"))
    assert held["contact"][0]["notes"] == "Pays late."
    assert held["account"][0]["email"] == cast.sofie.email
    assert held["points"][0]["value"] == "+32 2 555 01 20"
    assert held["delegations"][0]["name"] == "Ria"
    assert held["cases"][0]["case"] == cast.sale.reference
    assert "contact.copy_requested" in {each["action"] for each in held["log"]}
    shown = archive.read("data.html").decode()
    assert "Pays late." in shown
    assert "Kouter 1" in shown


def test_a_copy_says_nothing_of_others(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    archive = made(as_user(cast.laura), cast.sofie_contact)

    text = archive.read("data.json").decode()
    assert cast.tom.name not in text
    assert cast.laura.name not in text
    assert "Opponent" not in text


def test_a_copy_is_kept_encrypted_and_for_a_week(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    made(as_user(cast.laura), cast.sofie_contact)
    copy = PersonalCopy.objects.get()
    with default_storage.open(copy.key) as file:
        assert not file.read().startswith(b"PK")

    assert copies.remove_expired(at=copy.requested_at + timedelta(days=6)) == 0
    assert copies.remove_expired(at=copy.requested_at + timedelta(days=8)) == 1

    assert not default_storage.exists(copy.key)


def test_taking_a_copy_is_in_the_log(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    made(as_user(cast.laura), cast.sofie_contact)

    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"contact.copy_requested", "contact.copy_downloaded"} <= actions


def test_the_owner_sees_what_goes_and_what_stays(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    let_go(cast.sofie_contact)

    response = as_user(cast.olivia).get(page(cast.sofie_contact, "erasure/"))

    assert response.context["obstacles"] == []
    assert cast.sofie.email in response.content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "Still open"),
        ({"retain_until": date(2090, 1, 1)}, "Must be kept for a while"),
        ({"retain_until": date(2020, 1, 1), "legal_hold": True}, "Legal hold"),
    ],
)
def test_who_must_be_kept_is_not_erased(
    change: dict[str, Any], told: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    sale, client = cast.sale, as_user(cast.olivia)
    if change:
        let_go(cast.sofie_contact)
        Case.objects.filter(pk=sale.pk).update(
            hold_reason="court" if change.get("legal_hold") else "", **change
        )

    shown = client.get(page(cast.sofie_contact, "erasure/"))
    refused = erase(client, cast.sofie_contact)

    assert told in shown.content.decode()
    assert sale.reference in shown.content.decode()
    assert refused.status_code == 409
    assert Contact.objects.get(pk=cast.sofie_contact.pk).name == cast.sofie.name
    assert not ContactErasure.objects.exists()


def test_an_erased_contact_leaves_a_row_that_says_nothing(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    sofie = cast.sofie_contact
    let_go(sofie)
    Contact.objects.filter(pk=sofie.pk).update(notes="Pays late.", phone="+3225550120")
    points.replace(sofie, [Point(Means.EMAIL, "s@work.example")])
    DelegationFactory(contact=sofie)

    response = erase(as_user(cast.olivia), sofie)

    left = Contact.objects.get(pk=sofie.pk)
    assert response.url == "/desk/contacts/"
    assert left.erased_at is not None
    assert (left.email, left.phone, left.notes) == ("", "", "")
    assert "sofie" not in (left.name + left.search_text + left.search_name).lower()
    assert not ContactPoint.objects.exists()
    assert not Delegation.objects.filter(contact=sofie).exists()
    record = ContactErasure.objects.get()
    assert (record.outcome, record.counts["cases"]) == (Outcome.ANONYMISED, 1)


def test_its_account_ends_and_loses_its_name(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    let_go(cast.sofie_contact)
    browser = as_user(cast.sofie)

    erase(as_user(cast.olivia), cast.sofie_contact)

    user = User.objects.get(pk=cast.sofie.pk)
    assert not user.is_active
    assert "sofie" not in (user.name + user.email).lower()
    assert not Session.objects.filter(user=user).exists()
    assert browser.get("/").status_code == 302


def test_who_is_in_no_case_is_deleted(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(name="Nele Claes")
    client = as_user(cast.olivia)
    made(client, contact)
    file = PersonalCopy.objects.get().key

    erase(client, contact, typed="nele claes")
    deliver_due()

    assert not Contact.objects.filter(pk=contact.pk).exists()
    assert not default_storage.exists(file)
    record = ContactErasure.objects.get()
    assert (record.outcome, record.contact) == (Outcome.DELETED, contact.pk)
    assert "Nele" not in json.dumps(list(record.counts))
    entry = Entry.objects.get(action="contact.erased")
    assert "Nele" not in entry.target_name + json.dumps(entry.details)


def test_the_name_must_be_typed(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(name="Nele Claes")

    response = erase(as_user(cast.olivia), contact, typed="Nele")

    assert response.status_code == 422
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_who_is_erased_is_in_no_list(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    contact = PartyFactory().contact
    let_go(contact)

    erase(as_user(cast.olivia), contact)

    listed = as_user(cast.bart).get("/desk/contacts/?q=erased").context["page_obj"]
    assert contact.pk not in {each.pk for each in listed}
    for rest in ("personal/", "edit/", "erasure/"):
        assert as_user(cast.olivia).get(page(contact, rest)).status_code == 404
