"""A worker is killed while it hands a mail over: the mail comes all the same, once."""

from __future__ import annotations

import signal

import pytest

from infra.journey import client, desk
from infra.journey.document import new_pdf
from infra.journey.firm import Firm
from tests.journeys.later import later
from tests.journeys.running import RunningPlatform, wait_for

pytestmark = pytest.mark.timeout(300)

WAITING = """SELECT count(*) FROM tenants_outbox_delivery
    WHERE done_at IS NULL AND consumer LIKE '%notifications.tasks.send'"""
FREE = """SELECT id FROM tenants_outbox_delivery
    WHERE done_at IS NULL AND consumer LIKE '%notifications.tasks.send'
    FOR UPDATE SKIP LOCKED"""


def test_a_mail_is_neither_lost_nor_sent_twice(
    platform: RunningPlatform, firm: Firm, mark: str
) -> None:
    email = f"sofie@{mark}.example"
    contact = desk.add_contact(firm, name="Sofie Maes", email=email)
    case = desk.open_case(firm, title="Sale", client=contact)
    document = desk.upload(firm, case=case, file=new_pdf("draft-deed.pdf"))
    desk.invite(firm, contact)
    client.enter(firm, contact, platform.mailbox)
    ((schema,),) = platform.ask(
        "public", f"SELECT schema_name FROM tenants_firm WHERE slug = '{firm.slug}'"
    )
    before = len(platform.mails(to=email))

    desk.share(firm, case=case, document=document)
    platform.signal("mail", signal.SIGSTOP)  # the worker knocks, and nobody opens
    later(platform, schema, minutes=2)
    wait_for(lambda: platform.ask(schema, WAITING) == [(1,)])
    wait_for(lambda: platform.ask(schema, FREE) == [])
    platform.kill("worker")
    platform.signal("mail", signal.SIGCONT)
    wait_for(lambda: len(platform.ask(schema, FREE)) == 1)
    assert len(platform.mails(to=email)) == before
    platform.restart("worker")
    wait_for(lambda: platform.ask(schema, WAITING) == [(0,)])

    assert len(platform.mails(to=email)) == before + 1
    assert f"/cases/{case}/" in platform.mails(to=email)[0].text
