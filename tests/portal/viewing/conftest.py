"""Laura looks at the portal as Sofie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.people.models import Contact
from tenants.accounts.models import User
from tests.cast import Cast
from tests.conftest import HostClient

Look = Callable[..., HostClient]


@pytest.fixture
def look(as_user: Callable[..., HostClient], cast: Cast) -> Look:
    """A browser that looks: `look()`, or `look(bart, tom_contact)`."""

    def begin(staff: User | None = None, contact: Contact | None = None) -> HostClient:
        browser = as_user(staff or cast.laura)
        contact = contact or cast.sofie_contact
        answer = browser.post(f"/desk/contacts/{contact.pk}/view/")
        assert (answer.status_code, answer.url) == (302, "/")
        return browser

    return begin
