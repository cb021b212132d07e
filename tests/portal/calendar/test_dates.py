"""What may become of a date, and what its clients hear of that."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.calendar import actions
from portal.calendar.models import CalendarEntry
from portal.cases import closing_actions
from portal.cases.models import Case
from portal.people.personal.collecting import collect
from portal.staff import actions as staff
from provisioning.exports import contents
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tests.cast import Cast
from tests.factories import UserFactory
from tests.portal.calendar.conftest import CLIENT_TITLE, NOW, TITLE, Add, Wait, entry_of

pytestmark = pytest.mark.usefixtures("inside", "clock")


def seen_by(user: object) -> int:
    return CalendarEntry.objects.visible_to(user).count()  # type: ignore[arg-type]


def test_a_date_is_internal_until_it_is_shared(add: Add, cast: Cast) -> None:
    entry = add(is_shared=False)
    assert (seen_by(cast.sofie), seen_by(cast.bart)) == (0, 1)

    actions.share(entry=entry, by=cast.laura, at=NOW)

    assert (seen_by(cast.sofie), seen_by(cast.tom)) == (1, 0)


def test_a_bookkeeper_sees_no_dates(add: Add, cast: Cast) -> None:
    add()

    assert seen_by(UserFactory(role="bookkeeper")) == 0


def test_a_wall_holds_its_dates_too(add: Add, cast: Cast) -> None:
    add()
    Case.objects.filter(pk=cast.sale.pk).update(is_restricted=True)

    assert (seen_by(cast.olivia), seen_by(cast.laura)) == (0, 1)


def test_a_slip_is_taken_back_before_anybody_was_mailed(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add()
    actions.make_internal(entry=entry, by=cast.laura, at=NOW)

    assert wait(minutes=11) == []


def test_moving_and_cancelling_a_shared_one_tells_the_clients(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add()
    assert wait(minutes=10) == [cast.sofie.email]

    entry.place = "Court of Bruges"
    entry = actions.change(entry=entry, by=cast.laura, at=timezone.now())
    assert wait(minutes=10) == [cast.sofie.email]

    actions.cancel(entry=entry, by=cast.laura, at=timezone.now())
    assert wait(minutes=10) == [cast.sofie.email]


def test_a_change_of_internal_words_tells_nobody(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add()
    wait(minutes=10)

    entry.note = entry.title = "Another strategy"
    actions.change(entry=entry, by=cast.laura, at=timezone.now())

    assert wait(minutes=11) == []


def test_a_cancelling_that_is_taken_back_in_time_tells_nobody(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add()
    wait(minutes=10)
    for act in (actions.cancel, actions.restore):
        act(entry=entry, by=cast.laura, at=timezone.now())

    assert wait(minutes=11) == []
    assert CalendarEntry.objects.get().is_awaited


def test_what_was_shared_just_now_is_still_told_after_a_slip(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add()
    for act in (actions.cancel, actions.restore):
        act(entry=entry, by=cast.laura, at=timezone.now())

    assert wait(minutes=11) == [cast.sofie.email]


def test_a_cancelled_one_is_not_changed_or_done(add: Add, cast: Cast) -> None:
    entry = actions.cancel(entry=add(), by=cast.laura, at=NOW)

    for act in (actions.change, actions.mark_done):
        with pytest.raises(DomainError, match="Put it back"):
            act(entry=entry, by=cast.laura, at=NOW)


def test_a_closed_case_gets_no_dates(add: Add, cast: Cast) -> None:
    closing_actions.close_case(case=cast.sale, by=cast.laura, at=NOW)

    with pytest.raises(DomainError, match="closed"):
        add()


def test_who_does_not_see_the_case_cannot_answer_for_a_date(
    add: Add, cast: Cast
) -> None:
    Case.objects.filter(pk=cast.sale.pk).update(is_restricted=True)

    with pytest.raises(DomainError, match="sees this case"):
        add(responsible=cast.bart)


def test_who_takes_over_a_case_takes_over_its_dates(add: Add, cast: Cast) -> None:
    entry = add()

    staff.close(member=cast.laura, successor=cast.bart, by=cast.olivia, at=NOW)

    entry.refresh_from_db()
    assert entry.responsible == cast.bart


def test_what_is_done_is_written_down(add: Add, cast: Cast) -> None:
    actions.mark_done(entry=add(), by=cast.bart, at=NOW)

    found = Entry.objects.filter(action__startswith="calendar.", target_id=cast.sale.pk)
    assert [each.action for each in found.order_by("pk")] == [
        "calendar.added",
        "calendar.done",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "party"},
        {"video_url": "http://video.example"},
        {"minutes": 0},
        {"reminders": [5]},
        {"ends_at": NOW},
        {"done_at": NOW},
    ],
)
def test_the_database_refuses_what_makes_no_sense(
    wrong: dict[str, object], cast: Cast
) -> None:
    entry = entry_of(cast, **wrong)
    entry.created_by, entry.created_at, entry.updated_at = cast.laura, NOW, NOW

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_a_copy_of_personal_data_holds_what_was_shared(add: Add, cast: Cast) -> None:
    add()
    add(is_shared=False, title="Inner")

    parts = {part.name: part.rows for part in collect(cast.sofie_contact)}

    assert [row["title"] for row in parts["calendar"]] == [CLIENT_TITLE]
    assert TITLE not in str(parts["calendar"])


def test_an_export_leaves_out_what_opens_feeds() -> None:
    feed = next(
        model
        for model in contents.exported_models()
        if model._meta.label_lower == "portal_calendar.calendarfeed"
    )

    assert "digest" not in contents.fields(feed)
