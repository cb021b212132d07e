"""The firm being made: /signup/progress/ and what the page asks while one watches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from controlplane.signup.models import SignUp
from provisioning import handover
from provisioning.models import Run, RunState
from provisioning.steps import registry
from tests.conftest import HostClient
from tests.controlplane.signup.conftest import ago

pytestmark = pytest.mark.usefixtures("control", "confirmed")
PAGE, STATE = "/signup/progress/", "/api/signup/progress/"


def test_the_steps_are_told_in_their_order(on_platform: HostClient) -> None:
    answer = on_platform.get(STATE).json()

    assert answer["state"] == "running"
    assert [step["key"] for step in answer["steps"]] == registry.names("provisioning")
    assert {step["state"] for step in answer["steps"]} == {"waiting"}
    assert (answer["message"], answer["handover"]) == ("", None)


def test_a_stopped_worker_is_told_after_some_seconds(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.WAITING, due_at=ago(seconds=11))

    answer = on_platform.get(STATE).json()
    page = on_platform.get(PAGE).content.decode()

    assert answer["state"] == "waiting"
    assert "waits for its turn" in answer["message"]
    assert "olivia@wouters.be" in page
    assert "waits for its turn" in page


def test_a_worker_that_died_on_the_way_is_told_too(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.RUNNING, due_at=ago(seconds=11))

    assert on_platform.get(STATE).json()["state"] == "waiting"


def test_a_step_that_will_be_tried_again_is_not_the_end(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.FAILED, error="boom", due_at=ago(seconds=-5))

    answer = on_platform.get(STATE)

    assert answer.json()["state"] == "waiting"
    assert b"boom" not in answer.content


def test_a_run_that_was_given_up_says_what_happens_next(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.FAILED, error="boom", due_at=None)

    answer = on_platform.get(STATE).json()
    page = on_platform.get(PAGE).content.decode()

    assert (answer["state"], answer["handover"]) == ("problem", None)
    assert "operators of the platform" in page
    assert "boom" not in page


def test_a_finished_run_hands_over_to_the_firms_host(
    on_platform: HostClient, run_is: Callable[..., None], confirmed: SignUp
) -> None:
    run_is(RunState.DONE)

    answer = on_platform.get(STATE).json()

    assert answer["state"] == "done"
    assert answer["handover"] == {
        "url": "http://wouters.localhost/welcome/",
        "token": handover.token(Run.objects.get(pk=confirmed.run_id)),
    }


def test_the_last_page_posts_the_token_without_javascript(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.DONE)

    page = on_platform.get(PAGE).content.decode()

    assert '<form method="post" action="http://wouters.localhost/welcome/">' in page
    assert '<input type="hidden" name="token" value="' in page


def test_only_that_page_may_post_to_another_host(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    before = _form_action(on_platform)
    run_is(RunState.DONE)

    assert before == "form-action 'self'"
    assert _form_action(on_platform) == "form-action 'self' http://wouters.localhost"
    assert "wouters" not in on_platform.get("/").headers["Content-Security-Policy"]


def test_the_token_is_for_the_browser_that_confirmed(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.DONE)
    stranger = HostClient(settings.PLATFORM_HOST)

    assert stranger.get(PAGE).headers["Location"] == "/signup/"
    assert stranger.get(STATE).status_code == 404


def test_the_token_is_kept_out_of_caches(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    run_is(RunState.DONE)

    for path in (PAGE, STATE):
        assert "no-store" in on_platform.get(path).headers["Cache-Control"]


def test_looking_changes_nothing(on_platform: HostClient) -> None:
    before = Run.objects.values().get()

    on_platform.get(PAGE)
    on_platform.get(STATE)

    assert Run.objects.values().get() == before


def test_looking_costs_the_same_at_any_time(
    on_platform: HostClient, run_is: Callable[..., None]
) -> None:
    on_platform.get(STATE)
    waiting = _queries(on_platform)
    run_is(RunState.DONE)

    assert _queries(on_platform) == waiting == 3  # session, sign-up, steps


def _queries(browser: HostClient) -> int:
    with CaptureQueriesContext(connection) as captured:
        browser.get(STATE)
    return len(captured)


def _form_action(browser: HostClient) -> str:
    policy = browser.get(PAGE).headers["Content-Security-Policy"]
    return next(part.strip() for part in policy.split(";") if "form-action" in part)
