"""A case from the conflict that was found to the client who reads where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from infra.embedded.mailcatcher.mailbox import Message
from infra.journey import desk as script
from infra.journey.desk import Person as Contact
from infra.journey.firm import Firm
from tests.journeys import case, client
from tests.journeys.conftest import NewPerson
from tests.journeys.later import later
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform, wait_for
from tests.journeys.test_timeout import schema_of, sign_in

pytestmark = pytest.mark.timeout(500)

HOLD = 11  # minutes, and a little
TWO_DAYS = 2 * 24 * 60


@dataclass
class Story:
    """The clock and the mails of one firm, and of one of its clients."""

    platform: RunningPlatform
    schema: str
    email: str

    @property
    def mails(self) -> list[Message]:
        """What she got so far, the newest first."""
        return self.platform.mails(to=self.email)

    def goes_on(self, *, minutes: int, mails: int) -> None:
        """Let time pass, and the worker send what is due by then."""
        later(self.platform, self.schema, minutes=minutes)
        wait_for(lambda: len(self.mails) >= mails)


def test_the_client_knows_where_his_case_stands(
    platform: RunningPlatform, person: NewPerson, firm: Firm, mark: str
) -> None:
    """One mail for each thing that happened, none for what was taken back."""
    sofie, wim = (
        script.add_contact(
            firm, name=name, email=f"{name.split()[0].lower()}@{mark}.example"
        )
        for name in ("Sofie Maes", "Wim Claes")
    )
    script.open_case(firm, title="Claes against the city", client=wim)
    story = Story(platform, schema_of(platform, firm), sofie.email)
    olivia = person()
    olivia.open(f"{firm.url}/desk/cases/new/")
    sign_in(olivia, firm)

    case.open_against(olivia, opponent=wim.name, client=sofie.name, firm=firm.name)
    reader = invited(firm, sofie, olivia, story, person(phone=True, scripts=False))
    case.set_first_stage(olivia)
    story.goes_on(minutes=HOLD, mails=2)
    case.move_on(olivia)
    case.take_back(olivia)
    case.share_update(olivia)
    story.goes_on(minutes=HOLD, mails=3)
    case.set_deadline(olivia, in_days=8)
    story.goes_on(minutes=HOLD, mails=4)
    story.goes_on(minutes=TWO_DAYS, mails=5)

    case.read_in_french(reader, firm=firm)
    assert len(story.mails) == 5  # the invitation, and one for each
    assert [each for mail in story.mails[:-1] for each in case.told(mail)] == []
    assert olivia.problems + reader.problems == []


def invited(
    firm: Firm, sofie: Contact, olivia: Person, story: Story, reader: Person
) -> Person:
    """Sofie, who reads French, has chosen a password."""
    case.speak_french(olivia, firm=firm, contact=sofie.key)
    script.invite(firm, sofie)
    mailbox = story.platform.mailbox
    client.redeem(reader, mailbox, email=sofie.email, firm=firm.name)
    return reader
