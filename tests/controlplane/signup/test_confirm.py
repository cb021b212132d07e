"""The link of the mail: /signup/confirm/<token>/"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from controlplane.signup import actions, links
from controlplane.signup.models import SignUp
from controlplane.signup.problems import LinkUsed
from controlplane.signup.tasks import forget
from provisioning.models import Run
from tenants import crypto, scope
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.controlplane.signup.conftest import ago

pytestmark = pytest.mark.usefixtures("control")


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "nl"), ("fr", "fr"), ("de", "de"), ("en", "en")]
)
def test_the_mail_is_in_the_language_that_was_chosen(
    requested: Callable[..., SignUp], worker: Any, language: str, word: str
) -> None:
    requested(language=language)

    (message,) = worker()

    assert message.to == ["olivia@wouters.be"]
    assert message.extra_headers["Content-Language"] == word
    assert f'lang="{word}"' in message.alternatives[0].content


def test_a_repeated_delivery_carries_the_same_link(
    requested: Callable[..., SignUp],
) -> None:
    sign_up = requested()

    assert links.token(sign_up.pk) == links.token(sign_up.pk)
    assert crypto.digest(links.token(sign_up.pk)) == bytes(sign_up.token_digest)


def test_opening_the_link_shows_a_button_and_changes_nothing(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    sign_up = requested()

    response = on_platform.get(link())

    sign_up.refresh_from_db()
    assert b'method="post"' in response.content
    assert sign_up.confirmed_at is None
    assert "session" not in response.cookies
    assert not Run.objects.exists()


def test_the_button_asks_for_the_firm(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    sign_up = requested(language="fr", time_zone="Europe/Paris")

    response = on_platform.post(link())

    sign_up.refresh_from_db()
    run = Run.objects.select_related("firm").get()
    assert response.headers["Location"] == "/signup/progress/"
    assert sign_up.run_id == run.pk
    assert (run.firm.slug, run.firm.language) == ("wouters", "fr")
    assert run.firm.time_zone == "Europe/Paris"
    assert run.owner_email == "olivia@wouters.be"
    assert Entry.objects.filter(action="signup.confirmed").exists()


def test_the_link_works_once(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    requested()
    path = link()
    on_platform.post(path)

    again = HostClient(settings.PLATFORM_HOST).post(path)

    assert again.status_code == 410
    assert again.context["problem"] == "used"
    assert Run.objects.count() == 1


def test_a_second_press_in_the_same_browser_leads_on(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    requested()
    path = link()
    on_platform.post(path)

    assert on_platform.post(path).headers["Location"] == "/signup/progress/"
    assert Run.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_makes_nothing(
    requested: Callable[..., SignUp],
    link: Callable[[], str],
    on_platform: HostClient,
    method: str,
) -> None:
    requested(at=ago(days=7, seconds=1))

    response = getattr(on_platform, method)(link())

    assert response.status_code == 410
    assert response.context["problem"] == "expired"
    assert not Run.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é", "../../x"])
def test_an_unknown_link_is_not_found(on_platform: HostClient, token: str) -> None:
    response = on_platform.post(f"/signup/confirm/{token}/")

    assert response.status_code == 404


def test_an_address_taken_meanwhile_is_asked_for_again(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    requested()
    path = link()
    Firm.objects.create(name="Wouters Gent", slug="wouters")

    read, pressed = on_platform.get(path), on_platform.post(path)

    assert read.status_code == pressed.status_code == 409
    assert b"wouters-law" in pressed.content
    assert not Run.objects.exists()


def test_another_address_can_be_chosen_without_typing_all_again(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    sign_up = requested()
    path = link()
    Firm.objects.create(name="Wouters Gent", slug="wouters")

    response = on_platform.post(path, {"slug": "Wouters-Law"})

    sign_up.refresh_from_db()
    assert response.headers["Location"] == "/signup/progress/"
    assert sign_up.slug == "wouters-law"
    assert Run.objects.get().firm.slug == "wouters-law"


def test_a_look_alike_taken_meanwhile_counts_too(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> None:
    requested()
    Firm.objects.create(name="Wouters Gent", slug="wouter5")

    assert on_platform.post(link()).status_code == 409


def test_what_nobody_confirms_is_forgotten(requested: Callable[..., SignUp]) -> None:
    old, fresh = requested(), requested(email="tom@example.com")
    SignUp.objects.filter(pk=old.pk).update(
        created_at=ago(days=9), expires_at=ago(days=2)
    )

    with time_machine.travel(timezone.now(), tick=True):
        deleted = forget()

    assert deleted == 1
    assert list(SignUp.objects.all()) == [fresh]


@pytest.mark.django_db(transaction=True)
def test_parallel_presses_make_one_firm(requested: Callable[..., SignUp]) -> None:
    sign_up = requested()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(_press, [sign_up] * 16))

    assert answers.count("made") == 1
    assert answers.count("used") == 15
    assert Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_firms_with_one_address_the_first_gets_it(
    requested: Callable[..., SignUp],
) -> None:
    rivals = [requested(email=f"rival{number}@example.com") for number in range(4)]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(_press, rivals))

    assert sorted(answers) == ["made", "taken", "taken", "taken"]
    assert Firm.objects.filter(slug="wouters").count() == 1


def _press(sign_up: SignUp) -> str:
    """Confirm in a thread of its own, as a web process would."""
    with scope.public():
        try:
            actions.confirm(sign_up, slug=sign_up.slug, at=timezone.now())
        except LinkUsed:
            return "used"
        except actions.AddressTaken:
            return "taken"
        finally:
            connection.close()
    return "made"
