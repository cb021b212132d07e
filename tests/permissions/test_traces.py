"""What people do leaves a trace in the firm's log: every form, every case, every file.

A new address is held to it by its line in the table. What needs no trace is named below
with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from tests.isolation.rounds import Rounds
from tests.permissions.answers import WAYS, Answer
from tests.permissions.table import Line

PEOPLE = ("nele", "sofie", "laura", "olivia")
LED_ON = {"302", *WAYS.values()}
# Features whose pages about one thing are "who opened my file".
CONTENT = ("cases:", "documents:", "invoices:", "messages:")

SENT_WITHOUT_A_TRACE = {
    "access:language": "the language of a browser; it is asked for in passing",
    "account:still_here": "keeps a session going, as every page does",
    "factors:app": "begins to set one up; the code that ends it is written down",
    "factors:passkey": "begins to set one up; the key that ends it is written down",
    "portal:home": "leads staff to their desk",
    "viewing:end": "nobody looks with a client's eyes here",
    "desk:people:invitations": "nobody was ticked; each invitation writes its own",
    "desk:addresses:look": "asks DNS and changes nothing",
}
READ_WITHOUT_A_TRACE = {
    "branding:theme": "the firm's colours",
    "feeds:feed": "programs come every few hours; the feed says when, to the hour",
    "desk:documents:page": "an image; the page that shows it is written down",
    "portal:documents:page": "an image; the page that shows it is written down",
    "portal:history:case": "tells who looked, and nothing of the case",
}


@dataclass
class Asked:
    """What was answered, and whether it was written to the log for anybody."""

    answers: dict[Line, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    traced: set[Line] = field(default_factory=set)

    def untraced(self) -> list[Line]:
        """Lines that gave somebody something, and wrote nothing for anybody."""
        return [line for line in self.answers if line not in self.traced]


@pytest.fixture
def asked(db: None, rounds: Rounds) -> Asked:
    """Every address, by a visitor, a client, a lawyer and an owner, each undone."""
    found = Asked()
    for one in map(rounds, PEOPLE):
        found.traced |= one.traced
        for line, answer in one.answers.items():
            if answer.mark[0] in "23":
                found.answers[line].append(answer)
    return found


@pytest.mark.timeout(300)
def test_everything_leaves_a_trace(asked: Asked) -> None:
    untraced = asked.untraced()

    sent = {line.name for line in untraced if line.method != "GET"}
    read = {line.name for line in untraced if _must_be_read_in_the_log(line, asked)}
    assert sent == set(SENT_WITHOUT_A_TRACE)
    assert read == set(READ_WITHOUT_A_TRACE)


def _must_be_read_in_the_log(line: Line, asked: Asked) -> bool:
    """Whether this shows one case or what is in it, or hands out a file."""
    shown = [each for each in asked.answers[line] if each.mark not in LED_ON]
    if line.method != "GET" or not shown:
        return False
    is_content = line.thing != "-" and any(part in line.name for part in CONTENT)
    is_file = any(b"text/html" not in each.head for each in shown)
    return is_content or is_file or line.name == "portal:history:case"
