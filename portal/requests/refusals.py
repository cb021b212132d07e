"""What the worker does when a file was refused."""

from __future__ import annotations

from uuid import UUID

from portal.requests import answers
from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer("document.infected")
def ask_again(event: Event) -> None:
    """Let the item for which it was sent ask again."""
    answers.refuse(document=UUID(event.payload["document"]))
