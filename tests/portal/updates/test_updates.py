"""Updates are internal or shared; a sharing is taken back before anybody is told."""

from __future__ import annotations

import pytest
import time_machine
from django.core import mail

from portal.cases import closing_actions
from portal.updates import actions
from portal.updates.contact_belonging import collect
from portal.updates.models import NextUpdate, Update, UpdateVersion
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import DocumentFactory, UserFactory
from tests.portal.updates.conftest import (
    LATER,
    NOW,
    SECOND,
    Post,
    deliver_everything,
)

pytestmark = pytest.mark.usefixtures("inside")


def seen_by(user: User, at: object = LATER) -> list[Update]:
    return list(Update.objects.visible_to(user, at))  # type: ignore[arg-type]


def test_clients_see_what_is_shared_when_the_hold_is_over(
    cast: Cast, told: Update
) -> None:
    assert seen_by(cast.sofie, LATER - SECOND) == []
    assert seen_by(cast.sofie) == [told]
    assert seen_by(cast.tom) == []


def test_an_internal_update_is_for_staff_alone(cast: Cast, post: Post) -> None:
    note = post()

    assert seen_by(cast.sofie) == []
    assert seen_by(cast.bart, NOW) == [note]
    for role in ("bookkeeper", "reading_guest"):
        assert seen_by(UserFactory(role=role)) == []


def test_clients_are_told_once_and_nothing_of_it(
    cast: Cast, told: Update, clock: time_machine.Coordinates
) -> None:
    clock.move_to(LATER - SECOND)
    deliver_everything()
    assert mail.outbox == []

    clock.move_to(LATER + SECOND)
    deliver_everything()

    assert [each.to for each in mail.outbox] == [[cast.sofie.email]]
    sent = mail.outbox[0].subject + str(mail.outbox[0].body)
    assert "notary" not in sent
    assert cast.sale.portal_title not in sent


@pytest.mark.parametrize("undo", ["take_back", "make_internal"])
def test_what_is_undone_in_time_tells_nobody_and_moves_no_day(
    undo: str, cast: Cast, told: Update, clock: time_machine.Coordinates
) -> None:
    day = NextUpdate.objects.get(case=cast.sale).was_on

    getattr(actions, undo)(update=told, by=cast.laura, at=LATER - SECOND)
    clock.move_to(LATER + SECOND)
    deliver_everything()

    assert mail.outbox == []
    assert seen_by(cast.sofie) == []
    assert NextUpdate.objects.get(case=cast.sale).due_on == day


def test_what_clients_saw_can_be_made_internal_and_not_taken_back(
    cast: Cast, told: Update
) -> None:
    with pytest.raises(DomainError, match="make it internal"):
        actions.take_back(update=told, by=cast.laura, at=LATER)

    actions.make_internal(update=told, by=cast.laura, at=LATER)

    assert seen_by(cast.sofie) == []
    assert seen_by(cast.laura) == [told]


def test_sharing_an_internal_one_later_is_held_and_its_undo_keeps_it(
    cast: Cast, post: Post
) -> None:
    note = post()
    actions.edit(update=note, attachments=[], is_shared=True, by=cast.laura, at=LATER)
    assert seen_by(cast.sofie, LATER) == []

    actions.take_back(update=note, by=cast.laura, at=LATER + SECOND)

    assert [each.is_shared for each in seen_by(cast.laura)] == [False]


def test_a_change_keeps_what_was_said_and_who_said_it(cast: Cast, told: Update) -> None:
    before, told.body = told.body, "The notary has **another** date."
    actions.edit(update=told, attachments=[], is_shared=True, by=cast.bart, at=LATER)

    version = UpdateVersion.objects.get(update=told)
    assert (version.body, version.by, version.at) == (before, cast.laura, NOW)
    assert (told.changed_at, told.edited_by) == (LATER, cast.bart)


def test_saving_without_a_change_keeps_no_version(cast: Cast, told: Update) -> None:
    actions.edit(update=told, attachments=[], is_shared=True, by=cast.bart, at=LATER)

    assert not UpdateVersion.objects.exists()
    assert Entry.objects.filter(action="update.edited").count() == 0


def test_a_closed_case_takes_internal_updates_only(cast: Cast, post: Post) -> None:
    closing_actions.close_case(case=cast.sale, by=cast.laura, at=NOW)

    post("For the archive.")
    with pytest.raises(DomainError, match="closed"):
        post(is_shared=True)

    assert Update.objects.count() == 1


def test_a_document_of_another_case_cannot_be_attached(cast: Cast, post: Post) -> None:
    with pytest.raises(DomainError, match="same case"):
        post(attachments=[DocumentFactory(case=cast.divorce)])

    assert not Update.objects.exists()


def test_a_copy_of_personal_data_has_what_the_client_was_told(
    cast: Cast, told: Update, post: Post, clock: time_machine.Coordinates
) -> None:
    post("Never for clients.")
    assert collect(cast.sofie_contact) == []

    clock.move_to(LATER)

    assert [each["text"] for each in collect(cast.sofie_contact)] == [told.body]
    assert collect(cast.tom_contact) == []


def test_what_is_done_is_written_down_without_the_text(
    cast: Cast, told: Update, inside: Firm
) -> None:
    entry = Entry.objects.get(action="update.posted")

    assert (entry.actor_id, entry.target_id) == (cast.laura.pk, cast.sale.pk)
    assert entry.details == {"ids": [str(told.pk)], "is_shared": True}
