"""Two contacts become one: nothing is lost, and nobody sees more by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from portal.cases.models import Case, Party, PartyRole
from portal.people import belongings, duplicates, merge_actions
from portal.people.models import Contact, ContactPoint, Delegation, Means
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import (
    NOW,
    CaseFactory,
    ClientFactory,
    ContactFactory,
    DelegationFactory,
    PartyFactory,
)

SignIn = Callable[..., HostClient]


def merge(cast: Cast, winner: Contact, loser: Contact, **choices: str) -> Contact:
    return merge_actions.merge(
        winner=winner, loser=loser, choices=choices, by=cast.bart, at=NOW
    )


def address(winner: Contact, loser: Contact) -> str:
    return f"/desk/contacts/{winner.pk}/merge/{loser.pk}/"


def test_all_that_hangs_on_a_contact_is_answered_for() -> None:
    answered = {model for each in belongings.known().values() for model in each.models}

    hanging = {each.related_model for each in Contact._meta.related_objects}

    assert hanging <= answered, "register it: see portal/people/belongings.py"


def test_what_one_has_comes_to_the_other(cast: Cast, inside: Firm) -> None:
    winner = ContactFactory(name="Jan Maes", email="jan@example.com", notes="One.")
    loser = ContactFactory(
        name="J. Maes", email="j.maes@work.example", phone="+3225550120",
        street="Veldstraat 1", notes="Two.",
    )  # fmt: skip
    party = PartyFactory(contact=loser)
    delegation = DelegationFactory(contact=loser)

    merged = merge(cast, winner, loser)

    merged.refresh_from_db()
    party.refresh_from_db()
    delegation.refresh_from_db()
    assert (merged.name, merged.email) == ("Jan Maes", "jan@example.com")
    assert (merged.phone, merged.street) == ("+3225550120", "Veldstraat 1")
    assert merged.notes == "One.\n\nTwo."
    assert [str(each) for each in merged.points.all()] == ["j.maes@work.example"]
    assert party.contact == delegation.contact == merged
    assert not Contact.objects.filter(pk=loser.pk).exists()
    assert Contact.objects.matching("j.maes@work").get() == merged


def test_where_both_differ_one_chooses(cast: Cast, inside: Firm) -> None:
    winner = ContactFactory(name="Jan Maes", email="old@example.com")
    loser = ContactFactory(name="Jan Maes-Claes", email="new@example.com")

    merged = merge(cast, winner, loser, name="loser", email="loser")

    assert (merged.name, merged.email) == ("Jan Maes-Claes", "new@example.com")
    assert [each.value for each in merged.points.all()] == ["old@example.com"]


def test_the_same_part_in_a_case_is_one_and_gives_no_access(
    cast: Cast, inside: Firm
) -> None:
    winner, loser, case = ContactFactory(), ContactFactory(), CaseFactory()
    kept = PartyFactory(case=case, contact=winner, has_access=False)
    PartyFactory(case=case, contact=loser, has_access=True)
    PartyFactory(case=case, contact=loser, role=PartyRole.WITNESS)

    merge(cast, winner, loser)

    parties = {each.role: each for each in Party.objects.filter(case=case)}
    assert parties[PartyRole.CLIENT] == kept
    assert parties[PartyRole.CLIENT].has_access is False
    assert parties[PartyRole.WITNESS].contact == winner


def test_who_looks_for_both_looks_once(cast: Cast, inside: Firm) -> None:
    winner, loser = ContactFactory(), ContactFactory()
    kept = DelegationFactory(contact=winner)
    DelegationFactory(contact=loser, user=kept.user)

    merge(cast, winner, loser)

    assert list(Delegation.objects.filter(user=kept.user)) == [kept]


def test_the_account_comes_along(cast: Cast, inside: Firm) -> None:
    winner = ContactFactory()

    merge(cast, winner, cast.sofie_contact)

    assert list(Contact.objects.visible_to(cast.sofie)) == [winner]
    assert cast.sale in Case.objects.visible_to(cast.sofie)


def test_of_two_accounts_one_is_chosen_and_the_other_closed(
    cast: Cast, inside: Firm
) -> None:
    winner = ContactFactory(user=ClientFactory())
    other = winner.user

    with pytest.raises(DomainError, match="Choose whose account stays"):
        merge(cast, winner, cast.sofie_contact)
    merge(cast, winner, cast.sofie_contact, account="loser")

    assert Contact.objects.get(pk=winner.pk).user == cast.sofie
    assert not User.objects.get(pk=other.pk).is_active


def test_a_refused_merge_changes_nothing(cast: Cast, inside: Firm) -> None:
    winner = ContactFactory(user=ClientFactory())
    before = Party.objects.filter(contact=cast.sofie_contact).count()

    with pytest.raises(DomainError):
        merge(cast, winner, cast.sofie_contact)

    assert Party.objects.filter(contact=cast.sofie_contact).count() == before


def test_nothing_is_lost_that_nobody_answers_for(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    winner, loser = ContactFactory(), PartyFactory().contact
    known = {k: v for k, v in belongings.known().items() if k != "cases"}
    monkeypatch.setattr(belongings, "_known", known)

    with pytest.raises(DomainError, match="would be lost"):
        merge(cast, winner, loser)


def test_the_page_says_what_comes_along_and_asks_for_the_name(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    winner = ContactFactory(name="Sofie P.", email="sofie.p@example.com")
    loser, client = cast.sofie_contact, as_user(cast.bart)
    page = address(winner, loser)

    shown = client.get(page)
    wrong = client.post(page, {"name": "winner", "email": "winner", "typed": "Sofie"})
    done = client.post(
        page, {"name": "winner", "email": "loser", "typed": "SOFIE peeters"}
    )

    assert [each.count for each in shown.context["movings"]] == [1]
    assert wrong.status_code == 422
    assert done.url == f"/desk/contacts/{winner.pk}/"
    assert Contact.objects.get(pk=winner.pk).email == cast.sofie.email


def test_the_address_of_who_is_gone_leads_to_who_stays(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    first, second, third = ContactFactory(), ContactFactory(), ContactFactory()
    merge(cast, second, first)
    merge(cast, third, second)

    for gone in (first, second):
        response = as_user(cast.bart).get(f"/desk/contacts/{gone.pk}/")
        assert response.url == f"/desk/contacts/{third.pk}/"


def test_it_is_in_the_log(cast: Cast, inside: Firm) -> None:
    winner, loser = ContactFactory(), ContactFactory(name="J. Maes")

    merge(cast, winner, loser)

    entry = Entry.objects.get(action="contact.merged")
    assert (entry.target_id, entry.details["merged"]) == (winner.pk, str(loser.pk))


def test_who_may_be_the_same_is_proposed(cast: Cast, inside: Firm) -> None:
    contact = ContactFactory(name="Sofie Vermeulen", email="sofie@example.org")
    same = {
        ContactFactory(name="S.V.", email="sofie@example.org"),
        ContactFactory(name="Sophie Vermeulen", email=""),
        ContactPoint.objects.create(
            contact=ContactFactory(name="Other"),
            means=Means.EMAIL,
            value="sofie@example.org",
        ).contact,
    }
    ContactFactory(name="Piet Vermeulen", email="")

    assert set(duplicates.of(contact)) == same


def test_those_who_share_a_value_are_listed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    twins = [
        ContactFactory(email="twin@example.com", phone="+3225550120") for _ in "12"
    ]
    client = as_user(cast.bart)

    groups = client.get("/desk/contacts/duplicates/").context["groups"]
    keys = "&".join(f"contact={each.pk}" for each in twins)
    chosen = client.get(f"/desk/contacts/duplicates/?chosen=1&{keys}")

    assert [{each.pk for each in group.contacts} for group in groups] == [
        {each.pk for each in twins}
    ]
    assert chosen.url == address(*twins)


def test_days_of_access_stay(cast: Cast, inside: Firm) -> None:
    winner = ContactFactory()
    day = date(2027, 1, 1)
    party = PartyFactory(access_from=day, added_at=timezone.now())

    merge(cast, winner, party.contact)

    party.refresh_from_db()
    assert (party.contact, party.access_from) == (winner, day)
