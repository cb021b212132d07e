"""The pages about the history in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from portal.history import actions
from tenants import audit
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.album import DESK, PHONE, Album
from tests.tenants.audit import old_logs

SignIn = Callable[..., HostClient]
LOG = "/desk/settings/history/"


@pytest.fixture
def album(as_user: SignIn, cast: Cast, inside: Firm) -> Album:
    """A firm that keeps five years, where somebody wants two."""
    made, olivia, sofie = Album(), as_user(cast.olivia), as_user(cast.sofie)
    old_logs.write(inside, days_ago=800)
    sofie.get(
        f"/cases/{cast.sale.pk}/", REMOTE_ADDR="2001:db8:85a3:8d3:1319:8a2e:370:7348"
    )
    as_user(cast.laura).get(f"/desk/cases/{cast.sale.pk}/")
    made.keep("term, all", olivia.get(f"{LOG}term/"))
    old_logs.choose(inside, 5, days_ago=30)
    made.keep("history", olivia.get(LOG))
    made.keep("term, five years", olivia.get(f"{LOG}term/"))
    made.keep("change", olivia.get(f"{LOG}term/change/"))
    made.keep("change, wrong", olivia.post(f"{LOG}term/change/", {"years": "5"}))
    actions.choose_term(2, by=cast.olivia, at=timezone.now())
    made.keep("history, soon less", olivia.get(LOG, {"q": "laura"}))
    made.keep("term, soon two", olivia.get(f"{LOG}term/"))
    made.keep("term, for a lawyer", as_user(cast.laura).get(f"{LOG}term/"))
    audit.read(
        "document.downloaded",
        cast.memo,
        by=cast.laura,
        at=timezone.now(),
        case=str(cast.sale.pk),
    )
    made.keep("who opened", sofie.get(f"/cases/{cast.sale.pk}/history/"))
    return made


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_page_is_in_order(
    size: dict[str, int], scheme: str, album: Album
) -> None:
    assert album.problems(size, scheme) == {}
