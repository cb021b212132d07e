"""Getting in: passwords, codes, links, second factors, and what follows a request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.access import (
    actions,
    backends,
    code_entry,
    destinations,
    gate,
    grants,
    known,
    lockout,
    one_time,
    proof,
)
from portal.access.models import Invitation, InvitationQuerySet, OneTimeLinkQuerySet
from portal.access.views import invitation as link_pages
from tenants.accounts import sessions
from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.factors import proving, queries, secret
from tests.isolation.preventions.keys import one_table_for_both
from tests.isolation.preventions.sabotage import Hands, sabotage

ACCESS = "tests/portal/access"
LOCKOUT = f"{ACCESS}/test_lockout.py"
BRUTE = "brute force, from one address and from many"
ONE_USE = "an invitation or a mailed link that is used twice, late, or by a program"
GUESSING = "the digits of a mail, guessed"
TELLING = "learning who has an account"
STAYING = "a session that goes on for longer than it should"
ENOUGH = 10**6


@sabotage(
    "a view that forgot to ask who may",
    noticed_by=f"{ACCESS}/test_gate.py::test_an_undeclared_view_runs_for_nobody",
)
def undeclared_views_run(hands: Hands) -> None:
    """A view without a declaration runs."""
    original = gate.declaration
    hands.replace(original, lambda view: original(view) or gate.Declaration(None))


@sabotage(
    "a view that forgot to ask who may",
    noticed_by="tests/portal/access/test_gate.py"
    "::test_every_role_opens_exactly_what_the_table_grants",
)
def every_role_may_everything(hands: Hands) -> None:
    """The table of roles is not asked."""
    hands.put(gate, "allowed", lambda role, permission: True)


@sabotage(
    "an operator's stolen or guessed password",
    noticed_by="tests/controlplane/frame/test_gate.py"
    "::test_a_password_alone_leads_to_the_second_factor",
)
def a_password_is_enough_for_operators(hands: Hands) -> None:
    """The gate does not ask operators for the second factor."""
    hands.replace(gate._lacks_second_factor, lambda user, declared: False)


@sabotage(
    "a second factor set up by who has only the password",
    noticed_by="tests/controlplane/frame/test_second_factor.py"
    "::test_a_password_alone_never_replaces_a_factor",
)
def nobody_has_a_factor_yet(hands: Hands) -> None:
    """Setting one up does not look for the one that is there."""
    hands.replace(queries.has_any, lambda user: False)


@sabotage(
    BRUTE,
    noticed_by=f"{LOCKOUT}::test_brute_force_from_many_addresses_meets_the_account",
)
def accounts_never_wait(hands: Hands) -> None:
    """No number of failures makes an account wait."""
    hands.put(lockout, "ACCOUNT_LIMIT", ENOUGH)


@sabotage(
    BRUTE, noticed_by=f"{LOCKOUT}::test_brute_force_from_one_address_meets_the_network"
)
def networks_never_wait(hands: Hands) -> None:
    """No number of failures makes a network wait."""
    hands.put(lockout, "NETWORK_LIMIT", ENOUGH)


@sabotage(
    BRUTE,
    noticed_by=f"{LOCKOUT}::test_wrong_codes_count_and_then_no_code_is_looked_at",
)
def wrong_codes_do_not_count(hands: Hands) -> None:
    """Only wrong passwords count as failures."""
    hands.put(lockout, "count", lambda email, *, at: None)
    hands.put(lockout.Handler, "user_login_failed", _count_password)


def _count_password(
    self: Any, sender: Any, credentials: Any, request: Any = None, **kwargs: Any
) -> None:
    lockout._add(credentials.get("username") or "", at=datetime.now().astimezone())


@sabotage(
    "a person kept out by wrong passwords on purpose",
    noticed_by=f"{ACCESS}/test_known.py"
    "::test_a_stranger_keeps_nobody_out_of_his_own_browser",
)
def every_browser_is_a_strangers(hands: Hands) -> None:
    """A browser in which somebody signed in is like any other."""
    hands.replace(known.browser_of, lambda name: known.STRANGER)


@sabotage(
    "failures at one firm that count at another, or tell what was typed",
    noticed_by=f"{LOCKOUT}::test_one_firms_failures_do_not_count_at_another",
)
def one_table_of_failures(hands: Hands) -> None:
    """Failures of all firms are in one table."""
    hands.sql(*one_table_for_both("axes_accessattempt"))


@sabotage(
    "failures at one firm that count at another, or tell what was typed",
    noticed_by=f"{LOCKOUT}::test_nothing_that_was_typed_is_kept",
)
def failures_keep_what_was_typed(hands: Hands) -> None:
    """A failure is kept with the address that was typed."""
    hands.replace(lockout.name_of, lambda email: email)


@sabotage(
    ONE_USE,
    noticed_by=f"{ACCESS}/test_parallel.py"
    "::test_of_parallel_redemptions_exactly_one_gets_in",
)
def invitations_open_again(hands: Hands) -> None:
    """Nobody looks whether somebody else was first."""
    first = "Invitation.objects.open(at).filter(pk=invitation.pk).update"
    always = "Invitation.objects.filter(pk=invitation.pk).update"
    hands.rewrite(actions.redeem, first, always)


@sabotage(
    ONE_USE,
    noticed_by=f"{ACCESS}/test_invitation_code.py::test_an_expired_code_is_refused",
)
def invitations_never_expire(hands: Hands) -> None:
    """An invitation works for ever."""
    hands.put(InvitationQuerySet, "open", lambda rows, at: rows.unused())


@sabotage(
    ONE_USE,
    noticed_by=f"{ACCESS}/test_invitation_page.py"
    "::test_reading_the_link_does_not_use_it_up",
)
def reading_redeems(hands: Hands) -> None:
    """The page of a link uses it up when it is read."""

    def redeemed(request: HttpRequest, found: Invitation, *, at: datetime) -> Any:
        actions.redeem(found.token, at=at)
        return HttpResponse(found.user.email)

    hands.replace(link_pages._button, redeemed)


@sabotage(ONE_USE, noticed_by=f"{ACCESS}/test_forgotten.py::test_a_link_works_once")
def mailed_links_open_again(hands: Hands) -> None:
    """A used link works once more."""
    hands.put(
        OneTimeLinkQuerySet, "open", lambda rows, at: rows.filter(expires_at__gt=at)
    )


@sabotage(ONE_USE, noticed_by=f"{ACCESS}/test_forgotten.py::test_it_works_for_an_hour")
def mailed_links_never_expire(hands: Hands) -> None:
    """A mailed link works for ever."""
    hands.put(OneTimeLinkQuerySet, "open", lambda rows, at: rows.filter(used_at=None))


@sabotage(
    "a password set over a person's own by who used up an earlier link",
    noticed_by=f"{ACCESS}/test_grants.py"
    "::test_a_password_that_was_chosen_is_not_replaced",
)
def grants_outlive_the_account(hands: Hands) -> None:
    """The hour after a link goes on, whatever happens to the account."""
    hands.replace(grants._is_unchanged, lambda user, grant: True)


@sabotage(
    GUESSING, noticed_by=f"{ACCESS}/test_by_mail.py::test_five_wrong_codes_are_the_last"
)
def mailed_codes_can_be_guessed(hands: Hands) -> None:
    """The code of a mail may be tried without end."""
    hands.rewrite(
        one_time.sign_in_by_code,
        "code_tries__lt=MOST_TRIES",
        f"code_tries__lt={ENOUGH}",
    )


@sabotage(
    GUESSING,
    noticed_by=f"{ACCESS}/test_invitation_code.py"
    "::test_five_wrong_codes_burn_it_and_leave_the_link",
)
def invitation_codes_can_be_guessed(hands: Hands) -> None:
    """The code of an invitation is never burnt."""
    hands.put(code_entry, "MOST_FAILURES", ENOUGH)


@sabotage(
    TELLING, noticed_by=f"{ACCESS}/test_sign_in.py::test_every_failure_hashes_once"
)
def unknown_addresses_answer_sooner(hands: Hands) -> None:
    """An address without an account costs no hash."""
    hands.rewrite_method(
        backends.PasswordBackend,
        "_with_password",
        "User().set_password(password)",
        "pass",
    )


@sabotage(
    TELLING,
    noticed_by=f"{ACCESS}/test_forgotten.py"
    "::test_who_has_an_account_or_not_gets_the_same_page_for_the_same_work",
)
def unknown_addresses_cost_less(hands: Hands) -> None:
    """Asking for a link writes nothing where there is no account."""
    line = "network = lockout.network()"
    early = f"if user is None:\n        return OneTimeLink()\n    {line}"
    hands.rewrite(one_time.ask, line, early)


@sabotage(
    "a person's mailbox filled by others",
    noticed_by=f"{ACCESS}/test_forgotten.py::test_an_account_gets_five_mails_an_hour",
)
def mails_without_end(hands: Hands) -> None:
    """Links are mailed as often as anybody asks."""
    hands.replace(one_time._is_too_much, lambda user, network, *, at: False)


@sabotage(
    "a code that is used twice, or read from a clock that is far off",
    noticed_by=f"{ACCESS}/test_second_factor.py::test_a_token_works_once",
)
def codes_work_twice(hands: Hands) -> None:
    """The period whose code was used is not remembered."""
    hands.rewrite(proving.by_app, "after=last", "after=-1")


@sabotage(
    "a code that is used twice, or read from a clock that is far off",
    noticed_by=f"{ACCESS}/test_second_factor.py::test_a_clock_may_be_off_by_one_period",
)
def any_clock_will_do(hands: Hands) -> None:
    """Codes of five minutes before and after count."""
    hands.put(secret, "TOLERANCE", 10)


@sabotage(
    "a second factor skipped by typing an address",
    noticed_by=[
        "tests/portal/factors/test_demand.py"
        "::test_a_session_without_its_proof_opens_nothing",
        "tests/permissions/test_unproved.py::test_without_its_proof_a_session_opens_nothing",
    ],
)
def factors_are_asked_at_sign_in_alone(hands: Hands) -> None:
    """The gate does not ask whether a second factor was proved."""
    hands.no_condition("portal.factors.required.refuse")


@sabotage(
    "an open browser that changes factors, address or sessions",
    noticed_by=[
        "tests/portal/account/test_proving_anew.py"
        "::test_an_old_proof_signs_no_device_out",
        "tests/portal/factors/test_demand.py::test_an_old_proof_is_asked_for_again",
    ],
)
def old_proofs_will_do(hands: Hands) -> None:
    """A proof is good for as long as the session."""
    hands.replace(proof.is_fresh, lambda request, *, at: True)


@sabotage(
    "a session key that somebody planted",
    noticed_by=f"{ACCESS}/test_attacks.py"
    "::test_fixation_a_key_from_before_signing_in_is_worth_nothing_after",
)
def keys_stay_at_sign_in(hands: Hands) -> None:
    """A session keeps its key when somebody signs in."""
    hands.put(SessionStore, "cycle_key", lambda store: None)


@sabotage(
    STAYING,
    noticed_by="tests/portal/account/test_limits.py"
    "::test_a_client_who_was_away_signs_in_again_and_comes_back",
)
def sessions_without_limits(hands: Hands) -> None:
    """The gate does not ask how long a session lasts."""
    hands.no_condition("portal.account.limits.refuse")


@sabotage(
    STAYING,
    noticed_by="tests/portal/account/test_page.py::test_signed_out_everywhere_else",
)
def sessions_cannot_be_ended(hands: Hands) -> None:
    """Signing out elsewhere does nothing."""
    hands.replace(sessions.end, lambda user, *, except_for=None: 1)


@sabotage(STAYING, noticed_by=f"{ACCESS}/test_forgotten.py::test_all_sessions_end")
def sessions_outlive_the_password(hands: Hands) -> None:
    """A session is not bound to the password."""
    hands.put(User, "get_session_auth_hash", lambda user: "the same for ever")


@sabotage(
    "a weak password",
    noticed_by=f"{ACCESS}/test_password.py"
    "::test_a_weak_password_is_refused_with_a_reason",
)
def any_password_will_do(hands: Hands) -> None:
    """There are no rules for passwords."""
    hands.setting("AUTH_PASSWORD_VALIDATORS", [])


@sabotage(
    "a form that another site sends",
    noticed_by="tests/permissions/test_csrf.py"
    "::test_a_firm_takes_no_form_without_our_token[sofie]",
)
def forms_of_other_sites(hands: Hands) -> None:
    """Forms need no token."""
    hands.no_middleware("django.middleware.csrf.CsrfViewMiddleware")


@sabotage(
    "an open redirect",
    noticed_by=f"{ACCESS}/test_attacks.py::test_an_open_redirect_leads_home",
)
def anywhere_after_sign_in(hands: Hands) -> None:
    """Every address is one to go on to."""
    hands.replace(destinations.safe, lambda candidate: candidate)
