"""On the platform a password alone opens nothing that needs a permission."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls_platform
from portal.access.gate import requires
from portal.access.permissions import Permission
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors.models import Authenticator
from tests.conftest import HostClient

handler403 = urls_platform.handler403
handler404 = urls_platform.handler404


@requires(Permission.FLEET_STEER)
def secret(request: HttpRequest) -> HttpResponse:
    return HttpResponse("what only some may see")


urlpatterns = [
    *urls_platform.urlpatterns,
    path("operate/secret/", secret),
    path("api/operate/secret/", secret),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _this_host(settings: object) -> None:
    """The middleware names the URL conf of the platform by its setting."""
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]


@pytest.fixture
def halfway(on_platform: HostClient, jan: User) -> HostClient:
    """Jan's browser after the password, before the second factor."""
    on_platform.force_login(jan, backend=settings.AUTHENTICATION_BACKENDS[0])
    return on_platform


def test_a_visitor_is_led_to_the_sign_in(on_platform: HostClient) -> None:
    response = on_platform.get("/operate/secret/")

    assert response.url == "/operate/sign-in/?next=%2Foperate%2Fsecret%2F"


def test_a_password_alone_leads_to_the_second_factor(halfway: HostClient) -> None:
    response = halfway.get("/operate/secret/")

    assert response.url == "/operate/second-factor/?next=%2Foperate%2Fsecret%2F"


@pytest.mark.parametrize("address", ["/operate/", "/operate/team/", "/operate/log/"])
def test_who_has_no_second_factor_can_do_nothing_else(
    halfway: HostClient, address: str
) -> None:
    assert halfway.get(address).url.startswith("/operate/second-factor/")
    assert halfway.post(address).url == "/operate/second-factor/"


def test_a_program_is_told_so(on_platform: HostClient, halfway: HostClient) -> None:
    visitor = HostClient(settings.PLATFORM_HOST)

    assert visitor.get("/api/operate/secret/").status_code == 401
    assert halfway.get("/api/operate/secret/").status_code == 403


def test_a_proved_second_factor_opens(as_operator: Callable[..., HostClient]) -> None:
    response = as_operator(Role.SUPPORT).get("/operate/secret/")

    assert response.content == b"what only some may see"


def test_a_role_is_still_asked_for(as_operator: Callable[..., HostClient]) -> None:
    assert as_operator(Role.AUDITOR).get("/operate/secret/").status_code == 403


def test_somebody_elses_device_proves_nothing(
    halfway: HostClient, as_operator: Callable[..., HostClient]
) -> None:
    as_operator()
    other = Authenticator.objects.get()
    session = halfway.session
    session["otp_device_id"] = other.persistent_id
    session.save()

    assert halfway.get("/operate/secret/").url.startswith("/operate/second-factor/")


def test_a_closed_account_is_nobody_at_once(
    as_operator: Callable[..., HostClient], phone: Authenticator, jan: User
) -> None:
    browser = as_operator(user=jan)
    jan.is_active = False
    jan.save()

    response = browser.get("/operate/secret/")

    assert response.url.startswith("/operate/sign-in/")


def test_another_role_counts_from_the_next_page_on(
    as_operator: Callable[..., HostClient], phone: Authenticator, jan: User
) -> None:
    browser = as_operator(user=jan)
    jan.role = Role.AUDITOR
    jan.save()

    assert browser.get("/operate/secret/").status_code == 403
