"""From a firm's sign-up to the document in its client's hand."""

from __future__ import annotations

import pytest

from infra.journey import desk as script
from infra.journey.document import new_pdf
from infra.journey.firm import Firm
from tests.journeys import client, desk, owner
from tests.journeys.conftest import NewPerson
from tests.journeys.running import RunningPlatform

pytestmark = pytest.mark.timeout(400)


def test_from_the_sign_up_to_the_document(
    platform: RunningPlatform, person: NewPerson, mark: str
) -> None:
    olivia, firm, file = person(), f"Wouters {mark}", new_pdf("draft-deed.pdf")
    email = f"sofie@{mark}.example"

    owner.sign_up(
        olivia, platform, firm=firm, slug=f"w-{mark}", email=f"olivia@{mark}.example"
    )
    owner.come_in(olivia, firm=firm)
    contact = desk.add_contact(olivia, firm=firm, email=email)
    desk.open_case(olivia, firm=firm)
    desk.upload(olivia, file)
    desk.share(olivia, firm=firm)
    desk.invite(olivia, firm=firm, contact=contact)
    desk.look_at_lists(olivia, firm=firm)
    sofie = person(phone=True, locale="nl-BE")
    client.redeem(sofie, platform.mailbox, email=email, firm=firm)
    got = client.read(sofie, firm=firm)
    url = f"http://w-{mark}.localhost:{platform.ports.web}"
    client.sign_in_again(sofie, url=url, email=email, firm=firm)

    assert got == file.content
    assert olivia.problems + sofie.problems == []


def test_a_client_needs_no_javascript(
    platform: RunningPlatform, person: NewPerson, firm: Firm, mark: str
) -> None:
    file, email = new_pdf("draft-deed.pdf"), f"tom@{mark}.example"
    contact = script.add_contact(firm, name="Tom Claes", email=email)
    case = script.open_case(firm, title="Divorce", client=contact)
    document = script.upload(firm, case=case, file=file)
    script.share(firm, case=case, document=document)
    script.invite(firm, contact)

    tom = person(phone=True, scripts=False)
    client.redeem(tom, platform.mailbox, email=email, firm=firm.name)
    got = client.read(tom, firm=firm.name)
    client.sign_in_again(tom, url=firm.url, email=email, firm=firm.name)

    assert got == file.content
    assert tom.problems == []
