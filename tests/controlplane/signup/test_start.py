"""The form: /signup/"""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from controlplane.signup.models import SignUp
from controlplane.signup.problems import PER_DAY
from provisioning.models import Run
from tenants.models import Firm
from tests.conftest import HostClient

pytestmark = pytest.mark.usefixtures("control")


def test_the_landing_page_leads_to_the_form(on_platform: HostClient) -> None:
    assert "/signup/" in on_platform.get("/").content.decode()


def test_an_address_that_one_had_in_mind_is_filled_in(on_platform: HostClient) -> None:
    response = on_platform.get("/signup/", {"slug": "wouters"})

    assert response.context["form"]["slug"].value() == "wouters"


def test_what_was_asked_for_is_kept(
    on_platform: HostClient, answers: dict[str, str]
) -> None:
    response = on_platform.post("/signup/", answers)

    sign_up = SignUp.objects.get()
    assert response.headers["Location"] == "/signup/sent/"
    assert sign_up.slug == "wouters"
    assert sign_up.email == "olivia@wouters.be"
    assert (sign_up.expires_at - sign_up.created_at).days == 7


def test_nothing_is_made_before_the_confirmation(
    on_platform: HostClient, answers: dict[str, str], worker: Any
) -> None:
    firms = Firm.objects.count()

    on_platform.post("/signup/", answers)
    worker()

    assert (Firm.objects.count(), Run.objects.count()) == (firms, 0)
    assert SignUp.objects.get().confirmed_at is None


def test_the_acceptance_is_recorded_with_its_versions(
    on_platform: HostClient, answers: dict[str, str]
) -> None:
    on_platform.post("/signup/", answers, REMOTE_ADDR="192.0.2.7")

    sign_up = SignUp.objects.get()
    assert sign_up.terms_version.isoformat() == "2026-11-01"
    assert sign_up.processor_agreement_version.isoformat() == "2026-11-01"
    assert sign_up.accepted_from == "192.0.2.7"
    assert sign_up.accepted_at == sign_up.created_at


@pytest.mark.parametrize("consent", ["terms", "processor_agreement"])
def test_without_consent_there_is_no_sign_up(
    on_platform: HostClient, answers: dict[str, str], consent: str
) -> None:
    del answers[consent]

    response = on_platform.post("/signup/", answers)

    assert consent in response.context["form"].errors
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "peeters"),
        ("slug", "xn--80ak6aa92e"),
        ("slug", ""),
        ("email", "olivia"),
        ("firm_name", ""),
        ("firm_name", "x" * 121),
        ("language", "ru"),
        ("country", "XX"),
        ("time_zone", "Moon/Crater"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    on_platform: HostClient, answers: dict[str, str], field: str, value: str
) -> None:
    response = on_platform.post("/signup/", {**answers, field: value})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["owner_name"].value() == "Olivia Wouters"
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("country", "chosen", "zone"),
    [
        ("BE", "", "Europe/Brussels"),
        ("FI", "", "Europe/Helsinki"),
        ("CY", "", "Asia/Nicosia"),
        ("PT", "Atlantic/Azores", "Atlantic/Azores"),
    ],
)
def test_the_time_zone_is_the_countrys_unless_one_is_chosen(
    on_platform: HostClient,
    answers: dict[str, str],
    country: str,
    chosen: str,
    zone: str,
) -> None:
    on_platform.post("/signup/", {**answers, "country": country, "time_zone": chosen})

    assert SignUp.objects.get().time_zone == zone


def test_a_double_press_is_one_sign_up_and_one_mail(
    on_platform: HostClient, answers: dict[str, str], worker: Any
) -> None:
    first = on_platform.post("/signup/", answers)
    second = on_platform.post("/signup/", answers)

    assert first.headers["Location"] == second.headers["Location"]
    assert SignUp.objects.count() == len(worker()) == 1


def test_a_correction_in_the_same_form_is_a_new_sign_up(
    on_platform: HostClient, answers: dict[str, str], worker: Any
) -> None:
    on_platform.post("/signup/", {**answers, "email": "olivia@wouter.be"})
    on_platform.post("/signup/", answers)

    assert [message.to for message in worker()] == [
        ["olivia@wouter.be"],
        ["olivia@wouters.be"],
    ]


def test_nobody_can_be_flooded_with_mails(
    on_platform: HostClient, answers: dict[str, str], worker: Any
) -> None:
    for number in range(PER_DAY + 2):
        response = on_platform.post("/signup/", {**answers, "submission": str(number)})

    assert "24 hours" in str(response.context["form"].errors["email"])
    assert len(worker()) == PER_DAY


def test_the_same_person_may_sign_a_second_firm_up(
    on_platform: HostClient, answers: dict[str, str]
) -> None:
    on_platform.post("/signup/", answers)
    response = on_platform.post("/signup/", {**answers, "slug": "wouters-gent"})

    assert response.status_code == 302
    assert SignUp.objects.count() == 2


@pytest.mark.parametrize(
    "path", ["/", "/signup/", "/signup/sent/", "/signup/progress/"]
)
def test_reading_a_page_changes_nothing(on_platform: HostClient, path: str) -> None:
    response = on_platform.get(path)

    assert response.status_code in {200, 302}
    assert "session" not in response.cookies
    assert not SignUp.objects.exists()


def test_the_page_after_the_form_names_the_mailbox(
    on_platform: HostClient, answers: dict[str, str]
) -> None:
    page = on_platform.post("/signup/", answers, follow=True).content.decode()

    assert "olivia@wouters.be" in page


def test_the_request_itself_sends_no_mail(
    on_platform: HostClient, answers: dict[str, str]
) -> None:
    on_platform.post("/signup/", answers)

    assert mail.outbox == []
