"""What inviting somebody does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portal.access import actions
from portal.access.models import Invitation, Kind
from tenants import crypto
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery, Event
from tests.portal.access.conftest import NOW, invite_tom


def test_an_invitation_makes_an_account_without_a_password(olivia: User) -> None:
    invitation = invite_tom(by=olivia)

    tom = User.objects.get(email="tom@example.com")
    assert invitation.user == tom
    assert (tom.role, tom.language, tom.name) == (Role.CLIENT, "fr", "Tom")
    assert not tom.has_usable_password()


def test_an_invitation_works_for_seven_days(olivia: User) -> None:
    invitation = invite_tom(by=olivia)

    assert invitation.expires_at - invitation.created_at == timedelta(days=7)


def test_only_the_digest_of_the_token_is_kept(olivia: User) -> None:
    invitation = invite_tom(by=olivia)

    row = Invitation.objects.values().get(pk=invitation.pk)
    assert bytes(row["token_digest"]) == crypto.digest(invitation.token)
    assert invitation.token not in str(row)


def test_inviting_again_revokes_the_earlier_invitation(olivia: User) -> None:
    earlier, later = invite_tom(by=olivia), invite_tom(by=olivia, at=NOW)

    earlier.refresh_from_db()
    assert earlier.revoked_at == NOW
    assert list(Invitation.objects.open(NOW)) == [later]
    assert earlier.token != later.token


def test_inviting_again_takes_over_name_and_language(olivia: User) -> None:
    invite_tom(by=olivia)

    again = invite_tom(by=olivia, name="Tom Jansen", language="nl")

    again.user.refresh_from_db()
    assert (again.user.name, again.user.language) == ("Tom Jansen", "nl")


@pytest.mark.parametrize("email", ["laura@example.com", " LAURA@Example.com "])
def test_an_address_with_an_account_is_refused_in_words(
    email: str, olivia: User, laura: User
) -> None:
    with pytest.raises(DomainError, match="e-mail"):
        invite_tom(by=olivia, email=email)


def test_an_invited_colleague_is_not_made_a_client(olivia: User) -> None:
    actions.invite(
        email="bart@example.com",
        name="Bart",
        role=Role.ASSISTANT,
        language="nl",
        by=olivia,
        at=NOW,
    )

    with pytest.raises(DomainError):
        invite_tom(by=olivia, email="bart@example.com")


def test_a_closed_account_is_not_invited_again(olivia: User) -> None:
    tom = invite_tom(by=olivia).user
    User.objects.filter(pk=tom.pk).update(is_active=False)

    with pytest.raises(DomainError):
        invite_tom(by=olivia)


def test_who_invited_whom_is_written_down(olivia: User) -> None:
    invitation = invite_tom(by=olivia)

    entry = Entry.objects.get(action="access.invited")
    assert (entry.actor_id, entry.target_id) == (olivia.pk, invitation.user.pk)
    assert entry.details == {"role": "client"}


def test_the_invitation_goes_out_by_mail_in_the_persons_language(
    inside: Firm, olivia: User
) -> None:
    invitation = invite_tom(by=olivia, at=olivia.joined_at)

    deliver_due()

    (sent,) = mail.outbox
    assert sent.to == ["tom@example.com"]
    assert sent.extra_headers["Content-Language"] == "fr"
    link = f"http://peeters.localhost/invitation/{invitation.token}/"
    assert link in sent.body
    assert link in str(sent.alternatives[0][0])


def test_no_secret_waits_in_the_outbox(olivia: User) -> None:
    invitation = invite_tom(by=olivia)

    event = Event.objects.get()
    assert event.payload == {"invitation": str(invitation.pk)}
    assert Delivery.objects.get().consumer.endswith("send_invitation")


def test_an_invitation_that_was_replaced_is_not_mailed(olivia: User) -> None:
    invite_tom(by=olivia, at=olivia.joined_at)
    later = invite_tom(by=olivia, at=olivia.joined_at)

    deliver_due()

    (sent,) = mail.outbox
    assert later.token in sent.body


def test_the_platform_invites_the_owner_by_itself(inside: Firm) -> None:
    invitation = invite_tom(by=None)

    assert invitation.created_by is None
    assert Entry.objects.get(action="access.invited").actor_id is None


def test_the_handover_and_the_mail_are_open_at_the_same_time(inside: Firm) -> None:
    owner = invite_tom(by=None).user

    actions.prepare_handover(owner, crypto.digest("from the platform"), at=NOW)
    actions.prepare_handover(owner, crypto.digest("from the platform"), at=NOW)

    kinds = Invitation.objects.open(NOW).values_list("kind", flat=True)
    assert sorted(kinds) == [Kind.HANDOVER, Kind.MAIL]


def test_a_new_handover_takes_the_place_of_the_earlier_one(inside: Firm) -> None:
    owner = invite_tom(by=None).user
    earlier = actions.prepare_handover(owner, crypto.digest("one"), at=NOW)

    later = actions.prepare_handover(owner, crypto.digest("two"), at=NOW)

    assert list(Invitation.objects.open(NOW).filter(kind=Kind.HANDOVER)) == [later]
    assert later != earlier


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "pigeon"},
        {"token_digest": b"short"},
        {"expires_at": NOW},
        {"redeemed_at": NOW, "revoked_at": NOW},
        {},
    ],
)
def test_the_database_refuses_an_impossible_invitation(
    wrong: dict[str, object], olivia: User
) -> None:
    tom = invite_tom(by=olivia).user
    fields = {
        "user": tom,
        "token_digest": crypto.digest("x"),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=1),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**{**fields, **wrong})
