"""On the platform a password alone opens nothing that needs a permission."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls_platform
from portal.access.gate import requires
from portal.access.permissions import Permission
from tenants.accounts.models import User
from tests.conftest import HostClient


@requires(Permission.FLEET_VIEW)
def secret(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the fleet")


urlpatterns = [
    *urls_platform.urlpatterns,
    path("api/operate/secret/", secret),
    path("operate/secret/", secret),
]


@pytest.fixture
def with_password_only(on_platform: HostClient, jan: User) -> HostClient:
    on_platform.force_login(jan, backend=settings.AUTHENTICATION_BACKENDS[0])
    return on_platform


pytestmark = pytest.mark.urls(__name__)


def test_a_visitor_is_led_to_the_sign_in(on_platform: HostClient) -> None:
    response = on_platform.get("/operate/account/")

    assert response.url == "/operate/sign-in/?next=%2Foperate%2Faccount%2F"
