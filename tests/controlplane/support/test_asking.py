"""An operator asks a firm to let him in."""

from __future__ import annotations

import pytest

from provisioning.support.models import Visit
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.controlplane.support.asking import LIST, As


def test_the_empty_list_says_what_for(as_operator: As, jan: User) -> None:
    page = as_operator(user=jan).get(LIST).content.decode()

    assert "Nobody has asked for a visit yet" in page


def test_from_a_firm_its_address_is_filled_in(
    as_operator: As, jan: User, firm: Firm
) -> None:
    page = as_operator(user=jan).get(f"{LIST}visits/new/?firm={firm.pk}")

    assert b'value="peeters"' in page.content


@pytest.mark.parametrize(
    "key", ["nonsense", "", "01900000-0000-7000-8000-0000000000ff"]
)
def test_an_unknown_firm_in_the_address_is_no_error(
    key: str, as_operator: As, jan: User
) -> None:
    assert as_operator(user=jan).get(f"{LIST}visits/new/?firm={key}").status_code == 200


def test_asking_writes_a_row_the_log_and_the_outbox(
    as_operator: As, jan: User, firm: Firm
) -> None:
    sent = {"firm": "Peeters", "reach": "settings", "reason": "The address fails"}
    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    visit = Visit.objects.get()
    assert answer.headers["Location"] == LIST
    assert (visit.firm_id, visit.operator_id) == (firm.pk, jan.pk)
    assert Entry.objects.filter(action="support.requested", actor_id=jan.pk).exists()
    assert Event.objects.get(topic="support.visit").payload == {"visit": str(visit.pk)}


@pytest.mark.parametrize(
    "change", [{"firm": "nobody"}, {"reason": ""}, {"reason": "  "}, {"reach": "all"}]
)
def test_what_is_missing_is_said_in_words(
    change: dict[str, str], as_operator: As, jan: User, firm: Firm
) -> None:
    sent = {"firm": "peeters", "reach": "settings", "reason": "x", **change}

    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    assert answer.status_code == 422
    assert b"Something needs another look" in answer.content
    assert not Visit.objects.exists()


def test_asking_twice_is_refused_in_words(
    as_operator: As, jan: User, asked: Visit
) -> None:
    sent = {"firm": "peeters", "reach": "settings", "reason": "x"}

    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    assert answer.status_code == 409
    assert b"You have asked this firm already" in answer.content


def test_the_firm_is_known_by_its_key_alone(asked: Visit) -> None:
    """What goes to the worker names a row, and nothing that somebody typed."""
    payloads = [event.payload for event in Event.objects.all()]

    assert payloads == [{"visit": str(asked.pk)}]
    with pytest.raises(scope.SecondFirm), scope.scope(asked.firm):
        pass
