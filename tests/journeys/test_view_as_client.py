"""A lawyer looks at the portal as the client, before and after sharing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infra.journey import desk as script
from infra.journey.browser import File
from infra.journey.document import new_pdf
from infra.journey.firm import Firm
from tests.journeys.client import FILE, PAPER
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform
from tests.journeys.test_timeout import sign_in

pytestmark = pytest.mark.timeout(400)

BEGIN = "main form[action$='/view/'] button"
STOP = "form[action='/viewing/end/'] button"
NAMED = "You see the portal as Sofie Claes sees it. Nothing can be changed here."
EXPECTED = "status of 403"  # the browser notes that a page was refused


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_lawyer_sees_what_the_client_sees(
    platform: RunningPlatform,
    person: Callable[..., Person],
    firm: Firm,
    mark: str,
    *,
    phone: bool,
) -> None:
    file, ends = new_pdf("draft-deed.pdf"), f" - {firm.name}"
    case, contact = shared_with_sofie(firm, file, email=f"sofie@{mark}.example")
    olivia = person(phone=phone)
    olivia.open(f"{firm.url}{contact}")
    sign_in(olivia, firm)
    olivia.look(at=contact, ends=ends)

    olivia.follow(BEGIN)
    for page in ("/", "/cases/", "/documents/", case, f"{case}history/"):
        olivia.open(f"{firm.url}{page}")
        assert NAMED in olivia.page.locator(".banner").inner_text()
        olivia.look(at=page, ends=ends)
    olivia.open(f"{firm.url}{case}")
    olivia.follow(PAPER)
    assert olivia.download(FILE) == file.content
    olivia.follow(STOP)
    olivia.look(at=contact, ends=ends)

    assert olivia.problems == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_from_the_case_and_on_to_the_desk(
    person: Callable[..., Person], firm: Firm, mark: str, *, phone: bool
) -> None:
    ends, email = f" - {firm.name}", f"sofie@{mark}.example"
    case, _contact = shared_with_sofie(firm, new_pdf("deed.pdf"), email=email)
    olivia = person(phone=phone)
    olivia.open(f"{firm.url}/desk{case}")
    sign_in(olivia, firm)
    olivia.look(at=f"/desk{case}", ends=ends)

    olivia.follow(BEGIN)
    olivia.look(at=case, ends=ends)
    olivia.open(f"{firm.url}/desk/contacts/")
    olivia.see("main h1")
    olivia.look(at="/desk/contacts/", ends=ends)
    assert "You see the portal as Sofie Claes" in olivia.page.inner_text("main")
    olivia.follow(f"main {STOP}")

    olivia.look(at="/desk/contacts/", ends=ends)
    assert [each for each in olivia.problems if EXPECTED not in each] == []


def test_it_needs_no_javascript(
    person: Callable[..., Person], firm: Firm, mark: str
) -> None:
    email = f"sofie@{mark}.example"
    _case, contact = shared_with_sofie(firm, new_pdf("deed.pdf"), email=email)
    olivia = person(scripts=False)
    olivia.open(f"{firm.url}{contact}")
    sign_in(olivia, firm)

    olivia.follow(BEGIN)
    assert NAMED in olivia.page.locator(".banner").inner_text()
    olivia.follow(STOP)

    olivia.look(at=contact, ends=f" - {firm.name}")
    assert olivia.problems == []


def shared_with_sofie(firm: Firm, file: File, *, email: str) -> tuple[str, str]:
    """A document of a case that Sofie sees; the portal's page of the case, and the
    desk's page of the contact."""
    sofie = script.add_contact(firm, name="Sofie Claes", email=email)
    case = script.open_case(firm, title="Sale of Kerkstraat 12", client=sofie)
    document = script.upload(firm, case=case, file=file)
    script.share(firm, case=case, document=document)
    script.invite(firm, sofie)
    return f"/cases/{case}/", f"/desk/contacts/{sofie.key}/"
