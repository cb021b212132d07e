"""The forms of the second step: set up, given when signing in, and given anew."""

from __future__ import annotations

from typing import Any

from portal.access import proof
from tenants.factors import actions, queries
from tests.factories import NOW
from tests.factors import app_of, code_of, code_on
from tests.passkeys import SoftPasskey
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials
from tests.portal.mistakes.asked import Asked, Form, Mistake, Stage
from tests.portal.mistakes.getting_in import lock, wrong

SET_UP, PROOF = "/account/second-factor/", "/account/proof/"
TOKEN, BACKUP = "token-otp_token", "backup-otp_token"
ASK, WRONG = "Fill this in: Code", "This code is wrong or no longer works."
WAIT, NO_PASSKEY = "Too many wrong codes. Wait a moment", "The passkey did not answer"
NO_NAME, LATER = "Fill this in: Name of the device", 10**9
NOT_NOW, ANSWER = "Type the one that your app shows now.", "passkey-answer"
LONG = "Ensure this value has at most 20000 characters"


def after_password(stage: Stage, step: str) -> Asked:
    """The page of a step, with the first one done."""
    browser, user = stage.visitor(), stage.sofie()
    browser.post("/sign-in/", credentials(user.email, PASSWORD))
    right = {"sign_in-current_step": step}
    if step == "backup":
        browser.post("/sign-in/", {**right, "wizard_goto_step": step})
    return Asked(browser=browser, url="/sign-in/", right=right)


def code(stage: Stage) -> Asked:
    app = app_of(stage.sofie())
    asked = after_password(stage, "token")
    return with_right(asked, **{TOKEN: code_on(app)})


def recovery(stage: Stage) -> Asked:
    app_of(stage.sofie())
    codes = actions.make_codes_unless_there(stage.cast.sofie, at=NOW)
    asked = after_password(stage, "backup")
    return with_right(asked, **{BACKUP: codes[0] if codes else "gone"})


def passkey(stage: Stage) -> Asked:
    made = key_of(stage)
    browser, user = stage.visitor(), stage.sofie()
    page = browser.post("/sign-in/", credentials(user.email, PASSWORD))
    right = {
        "sign_in-current_step": "passkey",
        "passkey-answer": made.proof(page.context["question"]),
    }
    return Asked(browser=browser, url="/sign-in/", right=right)


def new_app(stage: Stage) -> Asked:
    browser, url = stage.as_user(stage.sofie()), f"{SET_UP}app/"
    secret = browser.get(url).context["secret"]
    return Asked(browser=browser, url=url, right={"code": code_of(secret)})


def new_passkey(stage: Stage) -> Asked:
    browser, url = stage.as_user(stage.sofie()), f"{SET_UP}passkey/"
    answer = SoftPasskey(stage.firm.primary_host).made(
        browser.get(url).context["question"]
    )
    return Asked(browser=browser, url=url, right={"name": "Phone", "answer": answer})


def proof_by_password(stage: Stage) -> Asked:
    browser = stage.as_user(stage.sofie())
    session = browser.session
    session[proof.KEY] = 0
    session.save()
    return Asked(browser=browser, url=PROOF, right={"password": PASSWORD})


def proof_by_code(stage: Stage) -> Asked:
    app, browser = app_of(stage.sofie()), stage.as_user(stage.sofie())
    return Asked(browser=browser, url=PROOF, right={"otp_token": code_on(app)})


def key_of(stage: Stage) -> SoftPasskey:
    """The passkey in Sofie's phone."""
    made = SoftPasskey(stage.firm.primary_host)
    browser, url = stage.as_user(stage.sofie()), f"{SET_UP}passkey/"
    answer = made.made(browser.get(url).context["question"])
    browser.post(url, {"name": "Phone", "answer": answer})
    return made


def with_right(asked: Asked, **right: Any) -> Asked:
    return Asked(browser=asked.browser, url=asked.url, right={**asked.right, **right})


def use_up(stage: Stage) -> None:
    """Every code of the app is older than the last that was used."""
    app = app_of(stage.sofie())
    app.last_period = LATER
    app.save()


def lock_sofie(stage: Stage) -> None:
    """She failed too often to be heard now."""
    lock(stage.cast.sofie.email)


def fail(stage: Stage) -> None:
    """Type so many wrong codes that one has to wait for a while."""
    app_of(stage.sofie())
    actions.make_codes_unless_there(stage.cast.sofie, at=NOW)
    kept = queries.of(stage.cast.sofie)
    for device in (kept.authenticator, kept.codes):
        assert device is not None
        for _ in range(7):  # 64 seconds
            device.throttle_increment()


def of_codes(at: str, *more: Mistake) -> tuple[Mistake, ...]:
    """What goes wrong with the code of an app, or of a recovery sheet."""
    return (
        wrong("nothing", ASK, at, ""),
        wrong("letters", WRONG, at, "abcdef"),
        wrong("a wrong code", WRONG, at, "000000"),
        Mistake(name="after many wrong ones", told=WAIT, at=at, meanwhile=fail),
        *more,
    )


FORMS = (
    Form(
        name="code of the app",
        open=code,
        mistakes=of_codes(
            TOKEN,
            Mistake(name="a used code", told=WRONG, at=TOKEN, meanwhile=use_up),
        ),
    ),
    Form(
        name="recovery code",
        open=recovery,
        mistakes=of_codes(BACKUP),
    ),
    Form(
        name="passkey",
        open=passkey,
        mistakes=(
            Mistake(name="no answer", told=NO_PASSKEY, typed={ANSWER: ""}),
            Mistake(name="nonsense", told=NO_PASSKEY, typed={ANSWER: "{}"}),
            Mistake(name="a long answer", told=LONG, typed={ANSWER: "x" * 20_001}),
            Mistake(
                name="too many tries", told="There were too many tries.",
                status=429, meanwhile=lock_sofie,
            ),
        ),
    ),
    Form(
        name="new app",
        open=new_app,
        mistakes=(
            wrong("nothing", ASK, "code", ""),
            wrong("letters", NOT_NOW, "code", "abcdef"),
            wrong("one short", NOT_NOW, "code", "12345"),
            wrong("a wrong code", NOT_NOW, "code", "000000"),
        ),
    ),
    Form(
        name="new passkey",
        open=new_passkey,
        mistakes=(
            wrong("no name", NO_NAME, "name", ""),
            wrong("a long name", "at most 64 characters", "name", "phone" * 13),
            Mistake(name="no answer", told="did not answer", typed={"answer": ""}),
            Mistake(name="nonsense", told="was not made", typed={"answer": "{}"}),
        ),
    ),
    Form(
        name="proof by password",
        open=proof_by_password,
        mistakes=(
            wrong("nothing", "Fill this in: Present password", "password", ""),
            wrong("a wrong one", "not your present password", "password", "geese"),
            wrong("a bad paste", "Null characters", "password", "geese\0"),
            Mistake(
                name="too many tries", told="There were too many tries.",
                status=429, meanwhile=lock_sofie,
            ),
        ),
    ),
    Form(name="proof by code", open=proof_by_code, mistakes=of_codes("otp_token")),
)  # fmt: skip
