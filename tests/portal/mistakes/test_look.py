"""The pages of access in a real browser: with errors on screen, and as they are met.

Each form is shown with its first mistake, the one that leaves the most errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from portal.access import one_time
from portal.access.models import Purpose
from portal.account import actions as account
from portal.policy.models import Policy
from portal.security.models import NetworkRule, Who
from tests.factories import NOW, DelegationFactory
from tests.portal.album import DESK, PHONE, Album
from tests.portal.mistakes import getting_in, second_step
from tests.portal.mistakes.asked import Stage
from tests.portal.mistakes.test_mistakes import FORMS

DESK_PAGES = {
    "what clients see": "/desk/settings/portal/access/",
    "team": "/desk/settings/team/",
    "roles": "/desk/settings/roles/",
    "history": "/desk/settings/history/",
    "history, nothing fits": "/desk/settings/history/?q=nothing",
    "contacts": "/desk/contacts/",
    "contact": "/desk/contacts/{stage.cast.sofie_contact.pk}/",
    "overview of a case": "/desk/cases/{stage.cast.sale.pk}/?tab=overview",
    "several invitations": "/desk/contacts/invitations/?all=1",
    "no invitations": "/desk/contacts/invitations/",
}
CLIENT_PAGES = {
    "account": "/account/",
    "second steps": "/account/second-factor/",
    "who opened my file": "/cases/{stage.cast.sale.pk}/history/",
    "sign out": "/sign-out/",
}
VISITOR_PAGES = {
    "sign in, as it is met": "/sign-in/",
    "unknown invitation": "/invitation/nonsense/",
    "dead link": "/sign-in/new-password/nonsense/",
    "dead change of address": "/account/email/nonsense/",
}


@pytest.fixture
def album(stage: Stage) -> Album:
    """Every page once."""
    made = Album()
    for form in FORMS:
        with undone():
            answer = form.open(stage).send(form.mistakes[0].typed)
            made.keep(f"{form.name}, wrong", answer)
    for keep in (as_met, answered, from_mails, shut):
        with undone():
            keep(made, stage)
    return made


def as_met(made: Album, stage: Stage) -> None:
    """What one reads."""
    DelegationFactory(contact=stage.cast.sofie_contact, created_by=stage.cast.olivia)
    owner, client = stage.as_user(stage.cast.olivia), stage.as_user(stage.sofie())
    client.get(f"/cases/{stage.cast.sale.pk}/")
    for browser, pages in (
        (owner, DESK_PAGES), (client, CLIENT_PAGES), (stage.visitor(), VISITOR_PAGES),
    ):  # fmt: skip
        for name, path in pages.items():
            page = browser.get(path.format(stage=stage))
            assert b"We cannot find this page" not in page.content
            made.keep(name, page)


def answered(made: Album, stage: Stage) -> None:
    """What comes after a form that was right."""
    made.keep("mail is on its way", getting_in.forgotten(stage).send({}))
    made.keep("recovery codes", second_step.new_app(stage).send({}))


def from_mails(made: Album, stage: Stage) -> None:
    """What stands behind the links of mails."""
    now, sofie, reader = datetime.now(UTC), stage.cast.sofie, stage.visitor()
    Policy.objects.create(has_sign_in_links=True)
    link = one_time.ask(Purpose.SIGN_IN, sofie.email, at=now)
    change = account.ask_for_email(sofie, "sofie@new.example", at=now)
    invitation = f"/invitation/{getting_in.invited(stage).token}/"
    confirm = f"/account/email/{change.confirm_token}/"
    undo = f"/account/email/undo/{change.undo_token}/"
    made.keep("invitation", reader.get(invitation))
    made.keep("sign-in link", reader.get(f"/sign-in/by-mail/{link.token}/"))
    made.keep("confirm address", reader.get(confirm))
    made.keep("confirmed address", reader.post(confirm))
    made.keep("undo address", reader.get(undo))
    made.keep("undone address", reader.post(undo))
    reader.post(invitation)
    made.keep("used invitation", stage.visitor().get(invitation))


def shut(made: Album, stage: Stage) -> None:
    """What clients meet where the firm has closed something."""
    client = stage.as_user(stage.sofie())
    policy = Policy.objects.create(shows_documents=False)
    made.keep("section closed", client.get("/documents/"))
    policy.is_portal_open = False
    policy.save()
    made.keep("portal closed", client.get("/"))
    NetworkRule.objects.create(
        who=Who.CLIENTS, network="203.0.113.0/24", created_by=stage.cast.olivia,
        created_at=NOW,
    )  # fmt: skip
    made.keep("network refused", client.get("/"))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves nothing in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.timeout(300)  # some fifty pages, with every rule of axe
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_page_of_access_can_be_used_by_everybody(
    album: Album, size: dict[str, int], scheme: str
) -> None:
    assert album.problems(size, scheme) == {}
