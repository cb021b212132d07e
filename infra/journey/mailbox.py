"""The mails that were caught, as their receivers would read them."""

import http.client
import json
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from infra.journey.browser import OK, PATIENCE
from infra.journey.failure import Failure

POLL = 0.2
LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Mailbox:
    """The mail catcher's JSON. `timeout`: seconds until a mail must have come."""

    address: str
    timeout: float

    def link(self, *, to: str, containing: str) -> str:
        """Wait for a mail with such a link. Raises Failure when none comes."""
        end = time.monotonic() + self.timeout
        while True:
            messages = self._messages(to)
            for message in messages:
                for found in LINK.findall(str(message["text"])):
                    if containing in urlsplit(found).path:
                        return str(found)
            if time.monotonic() > end:
                subjects = [message["subject"] for message in messages]
                raise Failure(
                    expected=f"a mail to {to} with a link {containing}",
                    came=f"{subjects or 'no mail'} within {self.timeout:.0f} s",
                )
            time.sleep(POLL)

    def _messages(self, to: str) -> list[dict[str, object]]:
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        try:
            connection.request("GET", f"/api/messages?{urlencode({'to': to})}")
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status != OK:
            raise Failure(expected="the caught mails", came=str(response.status))
        messages: list[dict[str, object]] = json.loads(body)
        return messages
