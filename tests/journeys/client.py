"""What a client does on a phone: come in, read, come back."""

from __future__ import annotations

from infra.journey.firm import PASSWORD
from infra.journey.mailbox import Mailbox
from tests.journeys.person import Person

SUBMIT = "main form[method=post] button:not([type=button])"
PAPER = "main a[href^='/documents/0']"
FILE = "main a[href^='/documents/'][href$='/file/']"


def redeem(sofie: Person, mailbox: Mailbox, *, email: str, firm: str) -> None:
    """Open the link of the mail, press the button, choose a password, be at home."""
    sofie.open(mailbox.link(to=email, containing="/invitation/"))
    sofie.look(at="/", ends=f" - {firm}")
    sofie.follow(SUBMIT)
    sofie.fill(password="short")
    sofie.follow(SUBMIT)
    sofie.see("main [aria-invalid=true]")
    sofie.look(at="/invitation/password/", ends=f" - {firm}")
    sofie.fill(password=PASSWORD)
    sofie.follow(SUBMIT)
    sofie.look(at="/", ends=f" - {firm}")


def read(sofie: Person, *, firm: str) -> bytes:
    """From home to the case, and to the document in it; its bytes."""
    sofie.follow("nav.dock a[href='/documents/']")
    sofie.look(at="/documents/", ends=f" - {firm}")
    sofie.follow("nav.dock a[href='/cases/']")
    sofie.look(at="/cases/", ends=f" - {firm}")
    sofie.follow("main a[href^='/cases/']")
    sofie.look(at="/", ends=f" - {firm}")
    sofie.follow(PAPER)
    sofie.look(at="/", ends=f" - {firm}")
    return sofie.download(FILE)


def sign_in_again(sofie: Person, *, url: str, email: str, firm: str) -> None:
    """Sign out, mistype the password once, and come in."""
    sofie.open(f"{url}/sign-out/")
    sofie.look(at="/sign-out/", ends=f" - {firm}")
    sofie.follow(SUBMIT)
    for password in ("mistyped", PASSWORD):
        sofie.look(at="/sign-in/", ends=f" - {firm}")
        sofie.page.locator("[name='auth-username']").fill(email)
        sofie.page.locator("[name='auth-password']").fill(password)
        sofie.follow(SUBMIT)
    sofie.look(at="/", ends=f" - {firm}")
