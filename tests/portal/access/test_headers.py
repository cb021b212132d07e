"""What a browser is told with each page: what it may run, show, keep and send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.conftest import HostClient


@pytest.fixture
def page(as_user: Callable[..., HostClient], cast: Cast) -> dict[str, str]:
    """The heads of a page behind the gate."""
    return dict(as_user(cast.sofie).get("/cases/").headers)


def test_a_page_runs_nothing_but_our_own_files(page: dict[str, str]) -> None:
    rules = page["Content-Security-Policy"].split("; ")

    assert "default-src 'none'" in rules
    assert "script-src 'self'" in rules
    assert "style-src 'self'" in rules
    assert not any("unsafe" in rule or "http" in rule for rule in rules)


def test_a_page_stands_in_no_frame(page: dict[str, str]) -> None:
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_page_tells_no_other_site_where_one_was(page: dict[str, str]) -> None:
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_for_the_server_alone(on_firm: HostClient) -> None:
    on_firm.get("/sign-in/")
    on_firm.post("/sign-in/by-mail/", {"email": "nobody@example.com"})
    on_firm.post("/language/", {"language": "fr"})
    on_firm.post("/sign-in/", {"sign_in-current_step": "auth"})

    kept = list(on_firm.cookies.values())

    assert {each.key for each in kept} >= {"csrf", "language"}
    assert [each.key for each in kept if not each["httponly"]] == []
    assert {each["samesite"] for each in kept} == {"Lax"}


def test_over_https_cookies_belong_to_the_host() -> None:
    """`__Host-` (RFC 6265bis, 4.1.3.2): Secure, no Domain, the whole path."""
    source = (settings.ROOT / "platform/config/settings.py").read_text()

    for name in ("session", "csrf"):
        assert f'"__Host-{name}" if HTTPS else "{name}"' in source
