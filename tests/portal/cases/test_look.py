"""The pages of cases in a real browser: nothing sideways, nothing hard to press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portal.cases import closing_actions
from portal.cases.models import Case, PartyRole, PracticeArea
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory, ContactFactory, PartyFactory
from tests.portal.album import DESK, PHONE, Album
from tests.portal.cases.test_desk_views import rows, typed

SignIn = Callable[..., HostClient]
NEW, SETTINGS = "/desk/cases/new/", "/desk/settings/cases/"


@pytest.fixture
def album(cast: Cast, inside: Firm, as_user: SignIn) -> Album:
    """The desk's pages with something on each, and the client's."""
    found, olivia = Album(), as_user(cast.olivia)
    zoe = ContactFactory(name="Zoë Müller-Vandenbroucke")
    other = CaseFactory(
        title="Inheritance of Jeanne Vandenbroucke-Desmet, Antwerp",
        client_title="Your aunt's inheritance",
        practice_area=PracticeArea.objects.get(slug="family"),
        responsible=cast.laura,
    )
    PartyFactory(case=other, contact=zoe, role=PartyRole.OPPOSING_PARTY)
    walled = CaseFactory(responsible=cast.laura, is_restricted=True)
    PartyFactory(case=walled, contact=zoe)
    _close(cast)
    sent = typed(cast, **rows(("Zoë Müller-Vandenbroucke", "client")))
    sale, divorce = f"/desk/cases/{cast.sale.pk}/", f"/desk/cases/{cast.divorce.pk}/"
    party = cast.divorce.parties.first()
    removed = f"?tab=people&removed={zoe.pk}&role=client&access=now&access_from="
    asked = {
        "list": "/desk/cases/?state=all",
        "over": "/desk/cases/?state=over",
        "new": f"{NEW}?contact={zoe.pk}",
        "edit": f"{sale}edit/",
        "overview": f"{sale}?tab=overview",
        "window": f"{sale}window/",
        "people": f"{divorce}{removed}",
        "party": f"{divorce}parties/{party.pk}/",
        "closure": f"{divorce}closure/",
        "hold": f"{divorce}hold/",
        "settings": SETTINGS,
        "numbering": f"{SETTINGS}numbering/",
        "keeping": f"{SETTINGS}keeping/",
        "area": f"{SETTINGS}areas/new/",
        "words": f"{SETTINGS}words/",
    }
    for name, address in asked.items():
        found.keep(name, olivia.get(address))
    found.keep("new-wrong", olivia.post(NEW, {**sent, "title": ""}))
    found.keep("conflicts-new", olivia.post(NEW, sent))
    search: Any = {"name": "Zoe Muller Vandenbroucke", "role": "client"}
    found.keep("conflicts", olivia.post("/desk/cases/conflicts/", search))
    found.keep("portal-closed", as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/"))
    found.keep("portal-list", as_user(cast.sofie).get("/cases/"))
    return found


def _close(cast: Cast) -> None:
    closing_actions.close_case(
        case=cast.sale, closed_on=NOW.date(), has_end=True, read_days=365,
        by=cast.laura, at=NOW,
    )  # fmt: skip
    closing_actions.hold(case=cast.sale, reason="A claim", by=cast.laura, at=NOW)
    CaseFactory(
        title="Long ago", closed_at=NOW, closed_on=NOW.date(),
        retain_until=date(2020, 1, 1),
    )  # fmt: skip
    assert Case.objects.closed().exists()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_page_is_in_order(
    size: dict[str, int], scheme: str, album: Album
) -> None:
    assert album.problems(size, scheme) == {}
