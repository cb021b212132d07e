"""All that proves something at a firm: `proof(home, there)` says whether it does there.

Keys, addresses and passwords are equal in both firms, and what is kept of a proof is
copied to the other one where it lies in a row. A new kind of proof needs a function
here; tests/isolation/test_purposes.py finds the one that has none.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from tests.isolation.proofs import factors, links, sessions, values
from tests.permissions.house import House

Proof = Callable[[House, House], bool]

PROOFS: list[Proof] = [
    links.invitation,
    links.invitation_code,
    links.hand_over,
    links.new_password_link,
    links.mailed_link,
    links.mailed_code,
    links.email_confirmation,
    links.email_undo,
    links.visit_pass,
    links.calendar_feed,
    sessions.session,
    sessions.delegate_session,
    sessions.session_row,
    sessions.password_grant,
    sessions.guest_session,
    sessions.form_token,
    sessions.known_browser,
    factors.authenticator_code,
    factors.recovery_code,
    factors.passkey,
    values.signed_value,
    values.password_token,
    values.sealed_value,
    values.cached_value,
    values.stored_file,
    values.carried_file,
]
NAMES = frozenset(proof.__name__ for proof in PROOFS)

# Every cookie, and the proof in which it is carried; the crawl finds any other one.
# The language is one word of four and proves nothing.
COOKIES = {
    settings.SESSION_COOKIE_NAME: "session",
    settings.CSRF_COOKIE_NAME: "form_token",
    settings.KNOWN_COOKIE_NAME: "known_browser",
    settings.LANGUAGE_COOKIE_NAME: None,
}
