"""Cases: what the actions write, and what they refuse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from portal.cases import actions, closing_actions, party_actions
from portal.cases.models import Case, CaseNumber, Party, PartyRole
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.factories import NOW, CaseFactory, PartyFactory


def open_one(cast: Cast, at: datetime = NOW, **fields: str) -> Case:
    case = Case(responsible=cast.laura, **{"title": "Dispute", **fields})
    return actions.open_case(case=case, by=cast.bart, at=at)


def test_a_new_case_gets_the_next_reference_of_the_year(
    cast: Cast, inside: Firm
) -> None:
    cases = [open_one(cast) for _ in range(3)]

    assert [case.reference for case in cases] == ["2026/0001", "2026/0002", "2026/0003"]


def test_the_year_is_the_one_on_the_firms_clock(cast: Cast, inside: Firm) -> None:
    new_year_in_brussels = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert open_one(cast, at=new_year_in_brussels).reference == "2027/0001"


def test_a_number_that_somebody_typed_is_passed_over(cast: Cast, inside: Firm) -> None:
    open_one(cast, reference="2026/0001")

    assert open_one(cast).reference == "2026/0002"
    assert CaseNumber.objects.get(year=2026).last == 2


def test_a_taken_reference_is_refused_in_words(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match="reference 2026/sale"):
        open_one(cast, reference="2026/sale")

    assert not Entry.objects.filter(action="case.opened").exists()


def test_opening_writes_audit_and_event(cast: Cast, inside: Firm) -> None:
    case = open_one(cast)

    entry = Entry.objects.get(action="case.opened")
    assert (entry.target_id, entry.actor_id, entry.at) == (case.pk, cast.bart.pk, NOW)
    assert Event.objects.get(topic="case.opened").payload == {"case": str(case.pk)}
    assert (case.opened_at, case.created_by, case.is_open) == (NOW, cast.bart, True)


def test_opening_for_a_client_makes_him_party(cast: Cast, inside: Firm) -> None:
    case = Case(title="Dispute", responsible=cast.laura)

    parties = [(cast.tom_contact, PartyRole.CLIENT)]
    actions.open_case(case=case, parties=parties, by=cast.bart, at=NOW)

    assert case in Case.objects.visible_to(cast.tom)


def test_editing_tells_which_fields_changed(cast: Cast, inside: Firm) -> None:
    cast.sale.title = "Sale of two houses"

    actions.edit_case(case=cast.sale, changed=["title"], by=cast.laura, at=NOW)

    assert Case.objects.get(pk=cast.sale.pk).title == "Sale of two houses"
    assert Entry.objects.get(action="case.edited").details == {"changed": ["title"]}


def test_editing_to_a_taken_reference_is_refused(cast: Cast, inside: Firm) -> None:
    cast.sale.reference = cast.divorce.reference

    with pytest.raises(DomainError, match="Another case"):
        actions.edit_case(case=cast.sale, changed=["reference"], by=cast.laura, at=NOW)


def test_a_case_is_closed_once_and_can_be_opened_again(
    cast: Cast, inside: Firm
) -> None:
    closing_actions.close_case(case=cast.sale, by=cast.laura, at=NOW)
    with pytest.raises(DomainError, match="already closed"):
        closing_actions.close_case(case=cast.sale, by=cast.laura, at=NOW)
    assert cast.sale not in Case.objects.open()
    assert cast.sale in Case.objects.closed()

    closing_actions.reopen_case(case=cast.sale, by=cast.laura, at=NOW)
    with pytest.raises(DomainError, match="is open"):
        closing_actions.reopen_case(case=cast.sale, by=cast.laura, at=NOW)
    assert cast.sale in Case.objects.open()

    topics = set(Event.objects.values_list("topic", flat=True))
    assert topics >= {"case.closed", "case.reopened"}


def test_a_new_client_sees_the_case_and_a_removed_one_does_not(
    cast: Cast, inside: Firm
) -> None:
    party = party_actions.add_party(
        case=cast.sale,
        contact=cast.tom_contact,
        role=PartyRole.CLIENT,
        by=cast.bart,
        at=NOW,
    )
    assert cast.sale in Case.objects.visible_to(cast.tom)

    party_actions.remove_party(party=party, by=cast.bart, at=NOW)

    assert cast.sale not in Case.objects.visible_to(cast.tom)
    actions_logged = Entry.objects.order_by("pk").values_list("action", "target_id")
    assert list(actions_logged) == [
        ("party.added", cast.sale.pk),
        ("party.removed", cast.sale.pk),
    ]
    topics = Event.objects.order_by("pk").values_list("topic", flat=True)
    assert list(topics) == ["party.added", "party.removed"]


def test_the_same_party_twice_is_refused(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match="Sofie peeters is already in this case"):
        party_actions.add_party(
            case=cast.sale,
            contact=cast.sofie_contact,
            role=PartyRole.CLIENT,
            by=cast.bart,
            at=NOW,
        )


def test_an_opposing_party_sees_nothing(cast: Cast, inside: Firm) -> None:
    party_actions.add_party(
        case=cast.sale,
        contact=cast.tom_contact,
        role=PartyRole.OPPOSING_PARTY,
        by=cast.bart,
        at=NOW,
    )

    assert cast.sale not in Case.objects.visible_to(cast.tom)


@pytest.mark.parametrize(
    "fields",
    [
        {"reference": ""},
        {"title": ""},
        {"reference": "2026/sale"},
        {"closed_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_database_refuses(
    fields: dict[str, object], cast: Cast, inside: Firm
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(**fields)


@pytest.mark.parametrize("role", ["client", "ghost"])
def test_the_database_refuses_a_party(role: str, cast: Cast, inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyFactory(case=cast.sale, contact=cast.sofie_contact, role=role)

    assert Party.objects.filter(case=cast.sale).count() == 2
