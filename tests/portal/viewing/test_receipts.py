"""What staff see as a client is theirs: no receipt, and a line for each page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from portal.cases import portal_page as case_pages
from portal.cases.models import Case
from portal.viewing import guard
from portal.viewing.guard import NotWhileViewing
from tenants import audit
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import STOP, page, places

SignIn = Callable[..., HostClient]


def test_nothing_is_written_in_the_clients_name(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    for path in places(cast):
        assert viewer.get(path).status_code == 200
    viewer.get(f"/documents/{cast.deed.pk}/file/").getvalue()
    viewer.post(STOP)

    assert not Entry.objects.filter(actor_id=cast.sofie.pk).exists()
    assert not Session.objects.filter(user=cast.sofie).exists()
    assert User.objects.get(pk=cast.sofie.pk).last_login is None


def test_each_page_is_in_the_log_of_who_looked(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    for path in places(cast):
        viewer.get(path)

    rows = Entry.objects.filter(action="viewing.viewed").order_by("at", "pk")
    assert [(row.actor_name, row.target_name) for row in rows] == [
        ("Laura peeters", "Sofie peeters")
    ] * 5
    assert [row.details["page"] for row in rows][3] == "cases/<uuid:pk>/"
    assert rows[3].details["ids"] == [str(cast.sale.pk)]


def test_begin_and_end_are_in_the_log(look: Look, cast: Cast, inside: Firm) -> None:
    look().post(STOP)

    rows = Entry.objects.filter(action__startswith="viewing.").order_by("at", "pk")
    assert [(row.action, row.actor_name, row.target_name) for row in rows] == [
        ("viewing.began", "Laura peeters", "Sofie peeters"),
        ("viewing.ended", "Laura peeters", "Sofie peeters"),
    ]


def test_who_opened_my_file_names_who_did(
    look: Look, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    viewer.get(f"/cases/{cast.sale.pk}/")
    viewer.get(f"/documents/{cast.deed.pk}/file/").getvalue()

    answer = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/history/")

    assert [(each.who, each.what) for each in answer.context["openings"]] == [
        ("Laura peeters", "downloaded “Draft deed peeters”"),
        ("Laura peeters", "looked at it"),
    ]
    entry = Entry.objects.get(action="case.viewed")
    assert entry.details == {"as_client": "Sofie peeters"}


def test_the_log_says_it_in_words(look: Look, as_user: SignIn, cast: Cast) -> None:
    look().get("/")

    log = page(as_user(cast.olivia), "/desk/settings/history/?group=viewing")

    assert "Began to view the portal as a client" in log
    assert "Opened a page, viewing as a client" in log


def test_a_page_that_cannot_be_written_down_is_not_shown(
    look: Look, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = look()
    viewer.raise_request_exception = False

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("tenants.audit.read", fail)

    answer = viewer.get("/")
    assert answer.status_code == 500
    assert "Sale of a house" not in answer.content.decode()


def notes_that_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that keeps a receipt, as a careless feature would."""
    render = case_pages.render

    def careless(*args: Any, **kwargs: Any) -> Any:
        Case.objects.update(updated_at=timezone.now() + timedelta(days=1))
        return render(*args, **kwargs)

    monkeypatch.setattr(case_pages, "render", careless)


def test_a_page_that_would_keep_a_receipt_fails(
    look: Look, cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, before = look(), Case.objects.get(pk=cast.sale.pk).updated_at
    notes_that_it_was_read(monkeypatch)

    with pytest.raises(NotWhileViewing, match="UPDATE"), transaction.atomic():
        viewer.get(f"/cases/{cast.sale.pk}/")

    assert Case.objects.get(pk=cast.sale.pk).updated_at == before


def test_without_the_guard_it_would_be_kept(
    look: Look, cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, before = look(), Case.objects.get(pk=cast.sale.pk).updated_at
    notes_that_it_was_read(monkeypatch)
    monkeypatch.setattr(guard, "hold", lambda request: None)

    viewer.get(f"/cases/{cast.sale.pk}/")

    assert Case.objects.get(pk=cast.sale.pk).updated_at != before


@pytest.mark.parametrize(
    "sql",
    ["INSERT INTO x", "UPDATE x SET", "DELETE FROM x", "WITH a AS (INSERT INTO x",
     "TRUNCATE x", "MERGE INTO x", "COPY x FROM", "CALL x()", " \n update x",
     "SET ROLE x", 'INSERT INTO "tenants_audit_entry_old" (', "SELECTED"],
)  # fmt: skip
def test_only_questions_pass(sql: str) -> None:
    with pytest.raises(NotWhileViewing):
        passed(sql)


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1", '(SELECT "x") UNION (SELECT 2)', "SAVEPOINT x", "RELEASE SAVEPOINT x",
     'INSERT INTO "tenants_audit_entry" ("id")'],
)  # fmt: skip
def test_questions_and_rows_of_the_log_pass(sql: str) -> None:
    assert passed(sql) == sql


def passed(sql: str) -> Any:
    return guard.ask_only(lambda *args: args[0], sql, None, None, {})


def test_the_next_request_may_write_again(look: Look, cast: Cast, inside: Firm) -> None:
    viewer = look()
    viewer.get(f"/cases/{cast.sale.pk}/")
    viewer.post(STOP)

    viewer.post(f"/desk/cases/{cast.sale.pk}/closure/")

    assert not Case.objects.get(pk=cast.sale.pk).is_open


def test_nothing_is_done_in_the_name_of_who_is_looked_at(
    cast: Cast, inside: Firm
) -> None:
    cast.sofie.viewer = cast.laura

    with pytest.raises(PermissionError), transaction.atomic():
        audit.record("case.closed", cast.sale, by=cast.sofie, at=timezone.now())
