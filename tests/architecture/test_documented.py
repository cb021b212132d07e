"""What the documents say of limits is what the code does (docs/asvs.md names these)."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from portal.access import lockout, one_time
from portal.access.expected_words import WORDS
from portal.access.models import Purpose
from portal.policy.models import Policy

DOCS = Path(settings.ROOT) / "docs"
MINUTE, HOUR = 60, 3600


def words_of(name: str) -> str:
    """A document on one line, as one reads it."""
    return " ".join((DOCS / name).read_text().split())


def test_the_limits_of_failures_are_those_of_the_code() -> None:
    written = words_of("signing-in.md")
    wait = f"it waits for {lockout.COOL_OFF.total_seconds() / MINUTE:.0f} minutes"
    by_mail = one_time.VALID_FOR[Purpose.SIGN_IN].total_seconds() / MINUTE

    assert f"come from | {lockout.ACCOUNT_LIMIT} | {wait}" in written
    assert (
        f"{lockout.IPV6_PREFIX} bits of IPv6 | {lockout.NETWORK_LIMIT} | {wait}"
        in written
    )
    assert f"once together, for {by_mail:.0f} minutes" in written
    assert "**Keeping somebody out on purpose.**" in written


def test_the_list_of_words_is_where_it_is_said_to_be() -> None:
    written = words_of("signing-in.md")

    assert "The list is `WORDS` in `portal/access/expected_words.py`" in written
    assert {"tablinum", "advocaat", "avocat", "anwalt", "lawyer", "password"} <= WORDS


def test_the_times_of_sessions_are_those_of_the_code() -> None:
    written, rules = words_of("sessions.md"), Policy()
    fixed = settings.OPERATOR_SESSION
    lines = {
        "staff": (rules.staff_idle_minutes, rules.staff_session_minutes // 60),
        "clients": (rules.client_idle_minutes, rules.client_session_minutes // 60),
        "operators": (
            fixed["idle"].total_seconds() // MINUTE,
            fixed["whole"].total_seconds() // HOUR,
        ),
    }

    for who, (idle, whole) in lines.items():
        assert f"| {who} | {idle:.0f} minutes | {whole:.0f} hours |" in written
    assert "**Why these.** NIST SP 800-63B" in written


def test_how_many_sessions_there_may_be_is_written_down() -> None:
    assert re.search(
        r"\*\*How many\.\*\* As many as .* no limit", words_of("sessions.md")
    )


def test_why_a_second_factor_may_be_optional_is_written_down() -> None:
    written = words_of("second-factors.md")
    default = Policy().staff_second_factor

    assert f'The default is "{default}".' in written
    assert "What stands in for it where it is optional:" in written


def test_fields_have_rules() -> None:
    rows = (DOCS / "access-rules.md").read_text().partition("## Fields")[2]

    for thing in ("an account", "password", "a contact", "a case", "a document"):
        assert f"| {thing}" in rows
