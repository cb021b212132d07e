"""The firm's plan, its exports and the way out, as its people see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.subscription import actions, expiry
from portal.subscription.models import Closing, Export
from tenants import scope
from tenants.audit.models import Entry
from tenants.domains.routing import hosts
from tenants.models import Firm, Plan
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]
DATA, CLOSING = "/desk/settings/data/", "/desk/settings/closing/"


@pytest.fixture
def ready(firm: Firm, cast: Cast) -> Export:
    """An export that can be downloaded."""
    with scope.scope(firm):
        export = actions.request_export(by=cast.olivia, at=NOW)
        default_storage.save(export.key, ContentFile(b"a zip file", name=export.key))
        actions.finish_export(export, size=10, sha256="ab" * 32, at=NOW)
    return export


def test_an_owner_asks_for_an_export(as_user: SignIn, cast: Cast, firm: Firm) -> None:
    as_user(cast.olivia).post(f"{DATA}exports/")

    with scope.scope(firm):
        assert Export.objects.get().requested_by == cast.olivia
        assert Event.objects.filter(topic="export.requested").count() == 1
        assert Entry.objects.filter(action="firm.export_requested").exists()


def test_a_second_press_makes_no_second_export(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    olivia = as_user(cast.olivia)
    olivia.post(f"{DATA}exports/")

    answer = olivia.post(f"{DATA}exports/", HTTP_REFERER=DATA, follow=True)

    assert "is being made already" in answer.text
    with scope.scope(firm):
        assert Export.objects.count() == 1


def test_a_lawyer_may_not_take_the_firms_data(
    as_user: SignIn, cast: Cast, ready: Export
) -> None:
    laura = as_user(cast.laura)

    assert laura.get(DATA).status_code == 403
    assert laura.get(f"{DATA}exports/{ready.pk}/file/").status_code == 403


def test_the_download_is_the_file_and_is_written_down(
    as_user: SignIn, cast: Cast, firm: Firm, ready: Export
) -> None:
    answer = as_user(cast.olivia).get(f"{DATA}exports/{ready.pk}/file/")

    assert b"".join(answer.streaming_content) == b"a zip file"
    assert answer["Content-Disposition"].startswith("attachment")
    with scope.scope(firm):
        assert Entry.objects.get(action="firm.export_downloaded").actor_id == (
            cast.olivia.pk
        )


def test_an_export_ends_with_its_time(firm: Firm, ready: Export) -> None:
    with scope.scope(firm):
        assert expiry.remove_expired(at=NOW) == 0

        assert expiry.remove_expired(at=NOW + actions.KEPT_FOR) == 1

        assert not default_storage.exists(ready.key)
        assert Export.objects.get().state == "removed"


def test_another_firms_export_is_not_found(
    as_user: SignIn, other_firm: Firm, other_cast: Cast, ready: Export
) -> None:
    answer = as_user(other_cast.olivia, at=other_firm).get(
        f"{DATA}exports/{ready.pk}/file/"
    )

    assert answer.status_code == 404


def test_closing_needs_the_firms_name(as_user: SignIn, cast: Cast, firm: Firm) -> None:
    answer = as_user(cast.olivia).post(CLOSING, {"name": "yes"})

    assert answer.status_code == 422
    assert "This is not the name of your firm" in answer.text
    with scope.scope(firm):
        assert not Closing.objects.exists()


def test_the_typed_name_asks_the_platform_to_close(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    typed = {"name": firm.name.upper(), "reason": "We retire."}
    answer = as_user(cast.olivia).post(CLOSING, typed, follow=True)

    assert "You have asked us to close your portal" in answer.text
    with scope.scope(firm):
        assert Closing.objects.get().reason == "We retire."
        assert Event.objects.filter(topic="closing.requested").count() == 1


def test_the_plan_says_how_much_is_left(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    with scope.public():
        firm.plan = Plan.objects.create(name="Tiny", staff_limit=3)
        firm.save(update_fields=["plan"])
    hosts().forget()

    page = as_user(cast.laura).get("/desk/settings/plan/").text

    assert "Your plan is Tiny." in page
    assert "3 of 3" in page
    assert "All places are taken" in page


def test_ten_exports_cost_as_many_queries_as_one(
    as_user: SignIn, cast: Cast, firm: Firm, ready: Export
) -> None:
    olivia = as_user(cast.olivia)
    olivia.get(DATA)
    few = statements(olivia, DATA)
    with scope.scope(firm):
        for _ in range(9):
            export = actions.request_export(by=cast.olivia, at=NOW)
            actions.finish_export(export, size=10, sha256="ab" * 32, at=NOW)

    assert statements(olivia, DATA) == few
