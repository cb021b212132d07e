"""A passkey is made, signs in at its own address, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants.accounts.models import User
from tenants.factors import actions
from tenants.factors.models import Passkey
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factories import NOW
from tests.passkeys import SoftPasskey
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_second_factor import recovery_form
from tests.portal.access.test_sign_in import credentials

NEW = "/account/second-factor/passkey/"
MOVED = "Your passkey was made for an earlier address of this portal."


@pytest.fixture
def key(firm: Firm, as_user: Callable[..., HostClient], sofie: User) -> SoftPasskey:
    """The passkey in Sofie's phone."""
    made = SoftPasskey(firm.primary_host)
    browser = as_user(sofie)
    answer = made.made(browser.get(NEW).context["question"])
    page = browser.post(NEW, {"name": "Phone", "answer": answer})
    assert len(page.context["codes"]) == 10
    return made


def asked(browser: HostClient, user: User) -> str:
    page = browser.post("/sign-in/", credentials(user.email, PASSWORD))
    options: str = page.context["question"]
    return options


def answer(text: str) -> dict[str, str]:
    return {"sign_in-current_step": "passkey", "passkey-answer": text}


def test_it_signs_in(on_firm: HostClient, key: SoftPasskey, sofie: User) -> None:
    proof = key.proof(asked(on_firm, sofie))

    assert on_firm.post("/sign-in/", answer(proof)).url == "/"
    assert Passkey.objects.get().transports == ["internal"]
    assert on_firm.get("/cases/").status_code == 200


def test_an_answer_works_once(
    on_firm: HostClient, key: SoftPasskey, sofie: User
) -> None:
    proof = key.proof(asked(on_firm, sofie))
    on_firm.post("/sign-in/", answer(proof))
    on_firm.post("/sign-out/")
    asked(on_firm, sofie)

    assert on_firm.post("/sign-in/", answer(proof)).status_code == 422


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"rawId": 7}', "\x00", "null"])
def test_nonsense_is_refused(
    on_firm: HostClient, key: SoftPasskey, sofie: User, said: str
) -> None:
    asked(on_firm, sofie)

    assert on_firm.post("/sign-in/", answer(said)).status_code == 422
    assert on_firm.get("/cases/").status_code == 302


def test_another_key_is_refused(
    on_firm: HostClient, key: SoftPasskey, sofie: User
) -> None:
    forged = SoftPasskey(key.host, credential=key.credential)
    proof = forged.proof(asked(on_firm, sofie))

    assert on_firm.post("/sign-in/", answer(proof)).status_code == 422


def test_a_page_that_comes_back_asks_anew(
    on_firm: HostClient, key: SoftPasskey, sofie: User
) -> None:
    forged = SoftPasskey(key.host, credential=key.credential)
    proof = forged.proof(asked(on_firm, sofie))

    page = on_firm.post("/sign-in/", answer(proof))

    assert "signature" in proof
    assert "signature" not in page.content.decode()
    assert on_firm.post("/sign-in/", answer(key.proof(page.context["question"]))).url


def test_at_a_new_address_another_way_is_asked_for(
    on_firm: HostClient, key: SoftPasskey, sofie: User
) -> None:
    Passkey.objects.update(rp_id="portal.example.be")

    page = on_firm.post("/sign-in/", credentials(sofie.email, PASSWORD))

    assert page.context["wizard"]["steps"].current == "backup"
    assert "portal.example.be" in page.content.decode()


def test_after_the_move_a_new_passkey_is_asked_for_and_works(
    on_firm: HostClient, key: SoftPasskey, sofie: User
) -> None:
    Passkey.objects.update(rp_id="portal.example.be")
    code = actions.renew_codes(sofie, at=NOW)[0]
    on_firm.post("/sign-in/", credentials(sofie.email, PASSWORD))

    assert on_firm.post("/sign-in/", recovery_form(code)).url == "/"
    assert MOVED in on_firm.get("/").content.decode()
    made = SoftPasskey(key.host)
    new = {"name": "Here", "answer": made.made(on_firm.get(NEW).context["question"])}
    assert on_firm.post(NEW, new).status_code == 302

    on_firm.post("/sign-out/")
    proof = made.proof(asked(on_firm, sofie))
    assert on_firm.post("/sign-in/", answer(proof)).url == "/"
    assert MOVED not in on_firm.get("/").content.decode()
