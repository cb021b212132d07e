"""Conflicts of interest: who is found, how strong it is, and what a wall keeps back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.cases import conflicts
from portal.cases.conflicts import Found, Sought
from portal.cases.models import Case, PartyRole
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory, ContactFactory, PartyFactory
from tests.portal.cases.test_desk_views import rows, typed

SignIn = Callable[..., HostClient]
CLIENT, OPPOSING = PartyRole.CLIENT, PartyRole.OPPOSING_PARTY
NEW, SEARCH = "/desk/cases/new/", "/desk/cases/conflicts/"


def opponent(cast: Cast, name: str = "Zoë Müller", **fields: Any) -> Case:
    """A case in which somebody is the opposing party."""
    contact = ContactFactory(name=name, **fields)
    case: Case = CaseFactory(title="Muller inheritance", responsible=cast.laura)
    PartyFactory(case=case, contact=contact, role=OPPOSING)
    return case


def ask(
    user: User, name: str = "", role: PartyRole | None = CLIENT, **more: Any
) -> Found:
    return conflicts.search([Sought(name=name, role=role, **more)], user=user)


@pytest.mark.parametrize("name", ["Zoë Müller", "zoe muller", "MÜLLER Zoe"])
def test_the_same_person_on_the_other_side_is_strong(
    name: str, cast: Cast, inside: Firm
) -> None:
    case = opponent(cast)

    found = ask(cast.laura, name)

    assert [(hit.case, hit.role) for hit in found.strong] == [(case, "Opposing party")]


@pytest.mark.parametrize("name", ["Zoe Mueller", "Zoé Muler"])
def test_a_name_that_is_alike_is_weak(name: str, cast: Cast, inside: Firm) -> None:
    case = opponent(cast)

    found = ask(cast.laura, name)

    assert found.strong == []
    assert [hit.case for hit in found.weak] == [case]


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ({"email": "zoe@example.com"}, {"emails": frozenset(["zoe@example.com"])}),
        ({"phone": "+32470123456"}, {"phones": frozenset(["+32470123456"])}),
        ({"enterprise_number": "0403019261"}, {"number": "0403019261"}),
    ],
)
def test_another_name_with_the_same_number_is_the_same(
    kept: dict[str, str], asked: dict[str, Any], cast: Cast, inside: Firm
) -> None:
    case = opponent(cast, name="Somebody Else", **kept)

    found = ask(cast.laura, "Quite Different", **asked)

    assert [hit.case for hit in found.strong] == [case]


@pytest.mark.parametrize(
    ("role", "there", "is_strong"),
    [
        (CLIENT, OPPOSING, True),
        (PartyRole.CO_CLIENT, OPPOSING, True),
        (OPPOSING, CLIENT, True),
        (CLIENT, CLIENT, False),
        (OPPOSING, OPPOSING, False),
        (PartyRole.WITNESS, CLIENT, False),
        (None, OPPOSING, False),
    ],
)
def test_only_opposed_sides_are_strong(
    role: PartyRole | None,
    there: PartyRole,
    *,
    is_strong: bool,
    cast: Cast,
    inside: Firm,
) -> None:
    PartyFactory(contact=ContactFactory(name="Zoë Müller"), role=there)

    found = ask(cast.laura, "Zoë Müller", role)

    assert (len(found.strong), len(found.weak)) == (is_strong, not is_strong)


def test_a_closed_case_is_found_and_weak(cast: Cast, inside: Firm) -> None:
    case = opponent(cast)
    Case.objects.filter(pk=case.pk).update(closed_at=NOW)

    found = ask(cast.laura, "Zoë Müller")

    assert [(hit.case, hit.is_open) for hit in found.weak] == [(case, False)]


def test_of_a_walled_case_only_whom_to_ask_is_told(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    case = opponent(cast)
    Case.objects.filter(pk=case.pk).update(is_restricted=True)

    answer = as_user(cast.bart).post(SEARCH, {"name": "Zoe Muller", "role": "client"})

    shown = answer.content.decode()
    assert "A restricted case; ask Laura peeters." in shown
    assert case.title not in shown
    assert case.reference not in shown
    assert str(case.pk) not in shown


def test_a_contact_without_a_case_is_named(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(name="Zoë Müller")

    found = ask(cast.laura, "Zoe Muler")

    assert [(hit.contact, hit.case, hit.ask) for hit in found.weak] == [
        (contact, None, "")
    ]


def test_nobody_is_found_of_another_firm(
    cast: Cast, other_cast: Cast, inside: Firm
) -> None:
    hits = ask(cast.laura, "Opponent").weak

    assert hits
    assert not any("devries" in hit.contact.name for hit in hits)


def test_the_search_stands_in_the_log(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    as_user(cast.bart).post(SEARCH, {"name": "Zoë"})

    entry = Entry.objects.get(action="conflict.searched")
    assert entry.details == {"names": ["Zoë"], "strong": 0, "weak": 0}


def test_nothing_to_search_for_is_refused(cast: Cast, as_user: SignIn) -> None:
    assert as_user(cast.bart).post(SEARCH, {}).status_code == 422


def test_a_case_with_parties_is_opened_in_two_steps(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    sent = typed(cast, **rows(("tom@example.com", "client"), ("Nina New", "witness")))
    desk = as_user(cast.bart)

    asked = desk.post(NEW, sent)
    assert asked.status_code == 200
    assert not Case.objects.filter(title="Dispute").exists()

    answer = desk.post(NEW, {**sent, "seen": asked.context["found"].digest})

    case = Case.objects.get(title="Dispute")
    assert answer.url == f"/desk/cases/{case.pk}/"
    assert case in Case.objects.visible_to(cast.tom)
    names = case.parties.order_by("role").values_list("contact__name", "role")
    assert list(names) == [("Tom peeters", "client"), ("Nina New", "witness")]


def test_a_strong_conflict_asks_for_a_reason(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    opponent(cast)
    sent, desk = typed(cast, **rows(("Zoë Müller", "client"))), as_user(cast.bart)
    seen = desk.post(NEW, sent).context["found"].digest

    refused = desk.post(NEW, {**sent, "seen": seen})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"reason", "looked"}
    assert not Case.objects.filter(title="Dispute").exists()

    reason = {"reason": "Both agreed in writing", "looked": "on"}
    desk.post(NEW, {**sent, "seen": seen, **reason})

    case = Case.objects.get(title="Dispute")
    entry = Entry.objects.get(action="conflict.decided")
    assert entry.target_id == case.pk
    assert entry.details == {
        "strong": 1, "weak": 0, "reason": "Both agreed in writing",
    }  # fmt: skip


def test_what_was_added_meanwhile_is_shown_first(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    sent, desk = typed(cast, **rows(("Zoë Müller", "client"))), as_user(cast.bart)
    seen = desk.post(NEW, sent).context["found"].digest
    opponent(cast)

    answer = desk.post(NEW, {**sent, "seen": seen, "reason": "x", "looked": "on"})

    assert answer.status_code == 422
    assert "Something was added meanwhile" in answer.content.decode()
    assert not Case.objects.filter(title="Dispute").exists()


@pytest.mark.parametrize("button", ["more", "back"])
def test_the_other_buttons_keep_what_was_typed(
    button: str, cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    sent = typed(cast, **rows(("Nina New", "expert")))

    answer = as_user(cast.bart).post(NEW, {**sent, button: "1"})

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Nina New"' in shown
    assert 'value="Dispute"' in shown
    assert len(answer.context["rows"].forms) == (3 if button == "more" else 1)


@pytest.mark.parametrize(
    "who", ["nobody@example.com", "Twin", "Nina <nonsense>", "Sofie peeters"]
)
def test_a_party_that_cannot_be_is_named(
    who: str, cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    ContactFactory.create_batch(2, name="Twin")
    sent = typed(cast, **rows((who, "client"), ("Sofie peeters", "witness")))

    answer = as_user(cast.bart).post(NEW, sent)

    wrong = [bool(row.errors) for row in answer.context["rows"]]
    assert answer.status_code == 422
    assert any(wrong)


def test_adding_a_party_later_warns(cast: Cast, inside: Firm, as_user: SignIn) -> None:
    opponent(cast)

    answer = as_user(cast.bart).post(
        f"/desk/cases/{cast.sale.pk}/parties/",
        {"contact": "Zoë Müller", "role": "client"},
        follow=True,
    )

    assert "Zoë Müller is Opposing party in" in answer.content.decode()
