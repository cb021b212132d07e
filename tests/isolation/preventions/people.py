"""Who sees what inside a firm, and who comes in from outside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from controlplane.team import actions as team
from portal.access import gate
from portal.account import proof
from portal.account.forms import ProvedForm
from portal.cases.models import CaseQuerySet, PartyQuerySet
from portal.history import queries as history
from portal.people.models import DelegationQuerySet
from portal.security import actions as security
from portal.staff import actions as staff
from portal.support import actions as support
from portal.support.guests import GuestBackend
from portal.support.models import SupportAccess
from provisioning.support import actions as asking
from tenants import crypto, origin, scope
from tenants.accounts.models import User
from tenants.accounts.roles import GUESTS
from tests.isolation.preventions.databases import CONTROL
from tests.isolation.preventions.sabotage import Hands, sabotage

SEES = "tests/portal/cases/test_who_sees.py"
NETWORKS = "tests/portal/security/test_networks.py"
GUEST = "tests/portal/support/test_guest.py"
WALL = "a case behind an ethical wall, seen by who is not named"
SECTION = "a section that the firm closed"
DELEGATE = "a delegate who sees more, or for longer, than he was let"
CLIENT = "a client who asks for another client's case or file"
ORIGIN = "an address that is forged, or written in another way"
NETWORK = "somebody from a network that the firm does not let in"
LAST = "owners, or operators, who remove each other, or all of them"
TAKEN = "an account taken over from an open browser"
RECOVERY = 'a firm taken over by "recovery"'


@sabotage(
    CLIENT,
    noticed_by=[
        "tests/portal/cases/test_portal_views.py::test_another_client_gets_404_not_403",
        "tests/portal/documents/test_portal_views.py"
        "::test_another_clients_document_is_404",
    ],
)
def clients_see_all_cases(hands: Hands) -> None:
    """A client reads as every client of the firm."""
    hands.put(PartyQuerySet, "read_by", lambda rows, user, section: rows.clients())


@sabotage(WALL, noticed_by=f"{SEES}::test_a_wall_keeps_out_everybody_who_is_not_named")
def walls_are_looked_over(hands: Hands) -> None:
    """A wall keeps out nobody."""
    wall, none = "models.Q(is_restricted=False)", "models.Q(pk__isnull=False)"
    hands.rewrite_method(CaseQuerySet, "_of_staff", wall, none)


@sabotage(
    WALL,
    noticed_by="tests/portal/history/test_desk_log.py"
    "::test_the_log_is_no_way_around_an_ethical_wall",
)
def the_log_looks_over_walls(hands: Hands) -> None:
    """The log hides no case from anybody."""
    hands.rewrite(history.entries, "list(hidden_from(user))", "[]")


@sabotage(
    SECTION,
    noticed_by=f"{SEES}::test_a_section_is_shown_by_the_case_or_else_by_the_firm",
)
def closed_sections_are_listed(hands: Hands) -> None:
    """`visible_to` does not ask for the firm's switches."""
    hands.put(CaseQuerySet, "showing", lambda rows, section: rows)


@sabotage(
    SECTION,
    noticed_by="tests/portal/security/test_rules.py"
    "::test_a_closed_section_is_gone_from_the_navigation_and_says_so",
)
def closed_sections_open(hands: Hands) -> None:
    """The gate does not ask for the firm's switches."""
    hands.no_condition("portal.security.sections.refuse")


@sabotage(DELEGATE, noticed_by=f"{SEES}::test_a_delegate_sees_what_the_delegation_says")
def delegations_never_end(hands: Hands) -> None:
    """A delegation that is over, or was revoked, counts."""
    hands.put(DelegationQuerySet, "in_force", lambda rows, day: rows)


@sabotage(DELEGATE, noticed_by=f"{SEES}::test_a_delegate_sees_what_the_delegation_says")
def delegations_open_everything(hands: Hands) -> None:
    """The sections of a delegation are not asked for."""
    hands.put(DelegationQuerySet, "seeing", lambda rows, section: rows)


@sabotage(ORIGIN, noticed_by="tests/tenants/test_origin.py::test_the_address")
def the_first_address_counts(hands: Hands) -> None:
    """Of X-Forwarded-For the entry counts that a browser may write."""
    last, first = 'rpartition(",")[2]', 'partition(",")[0]'
    hands.rewrite(origin._address, last, first)


@sabotage(
    ORIGIN,
    noticed_by=[
        f"{NETWORKS}::test_a_forged_header_opens_nothing",
        "tests/portal/access/test_lockout.py"
        "::test_a_forged_x_forwarded_for_is_no_other_network",
    ],
)
def every_neighbour_is_a_proxy(hands: Hands) -> None:
    """X-Forwarded-For is believed, whoever sends it."""
    hands.replace(origin._is_trusted, lambda neighbour: True)


@sabotage(
    ORIGIN,
    noticed_by=f"{NETWORKS}::test_an_address_of_the_list_comes_in[::ffff:203.0.113.9]",
)
def mapped_addresses_stay(hands: Hands) -> None:
    """IPv4 that is written as IPv6 stays as it is."""
    hands.rewrite(origin.parse, "found.ipv4_mapped or ", "")


@sabotage(
    NETWORK,
    noticed_by=f"{NETWORKS}::test_staff_from_elsewhere_are_refused_and_clients_are_not",
)
def pages_open_from_everywhere(hands: Hands) -> None:
    """The gate does not ask for the network."""
    hands.no_condition("portal.security.networks.refuse")


@sabotage(
    NETWORK, noticed_by=f"{NETWORKS}::test_signing_in_from_elsewhere_gives_no_session"
)
def sessions_from_everywhere(hands: Hands) -> None:
    """Signing in does not ask for the network."""
    hands.setting("SIGN_IN_CONDITIONS", [])


@sabotage(NETWORK, noticed_by=f"{NETWORKS}::test_a_first_network_must_hold_its_author")
def owners_lock_themselves_out(hands: Hands) -> None:
    """A list may keep out who writes it."""
    hands.replace(security._refuse_own_lockout, lambda rules, who, by: None)


@sabotage(
    LAST,
    noticed_by="tests/controlplane/team/test_race.py::test_one_administrator_is_left",
)
def administrators_at_once(hands: Hands) -> None:
    """Two changes of the team may be made at the same time."""
    hands.replace(team._lock_administrators, lambda by: None)


@sabotage(
    LAST,
    noticed_by="tests/portal/staff/test_team.py"
    "::test_two_owners_who_remove_each_other_leave_one",
)
def owners_at_once(hands: Hands) -> None:
    """The same in a firm."""
    hands.replace(staff._lock_owners, lambda by: None)


@sabotage(
    TAKEN,
    noticed_by="tests/portal/account/test_email.py::test_what_is_wrong_asks_nobody",
)
def no_password_for_another_address(hands: Hands) -> None:
    """The present password is not looked at."""
    hands.put(ProvedForm, "clean_current", lambda form: form.cleaned_data["current"])


@sabotage(
    TAKEN,
    noticed_by="tests/portal/account/test_page.py"
    "::test_an_open_browser_is_no_place_to_guess",
)
def passwords_guessed_in_a_session(hands: Hands) -> None:
    """The present password may be tried without end."""
    hands.put(proof, "GUESSES", 10**6)


@sabotage(
    CONTROL,
    noticed_by="tests/isolation/test_control_plane.py"
    "::test_a_view_that_enters_a_firm_is_refused_by_the_scope",
)
def control_enters_firms(hands: Hands) -> None:
    """`public()` may become a firm's scope."""
    hands.replace(scope._same, lambda one, other: True)


@sabotage(
    "an operator who comes in without leave, or stays",
    noticed_by=f"{GUEST}::test_an_owner_ends_it_at_once",
)
def guests_stay(hands: Hands) -> None:
    """A request does not ask whether the visit is in force."""

    def known(backend: GuestBackend, key: Any) -> User:
        user: User = User.objects.select_related("support_access").get(pk=key)
        user.is_active = True
        return user

    hands.put(GuestBackend, "get_user", known)


@sabotage(
    "a pass that is used twice, elsewhere, or later",
    noticed_by=[
        f"{GUEST}::test_a_pass_opens_once",
        f"{GUEST}::test_a_pass_lives_for_minutes",
    ],
)
def passes_open_again(hands: Hands) -> None:
    """A pass is not used up, and has no end."""

    def enter(token: str, *, at: datetime) -> SupportAccess:
        rows = SupportAccess.objects.select_related("guest")
        return rows.get(pass_digest=crypto.digest(token))

    hands.replace(support.enter, enter)


@sabotage(
    "a guest who changes or downloads something",
    noticed_by="tests/permissions/test_guests.py"
    "::test_whatever_is_not_in_the_table_is_refused",
)
def guests_may_everything(hands: Hands) -> None:
    """The table of roles is not asked for guests."""
    asked = gate.allowed
    hands.put(
        gate,
        "allowed",
        lambda role, permission: role in GUESTS or asked(role, permission),
    )


@sabotage(
    "a page that a guest read and nobody knows of",
    noticed_by=f"{GUEST}::test_every_page_is_in_the_firms_log_before_it_is_shown",
)
def visits_without_a_log(hands: Hands) -> None:
    """Pages of guests are not written down."""
    hands.no_middleware("portal.support.log.VisitLogMiddleware")


@sabotage(
    RECOVERY,
    noticed_by="tests/provisioning/support/test_recovery.py"
    "::test_one_administrator_alone_recovers_nothing",
)
def one_operator_recovers(hands: Hands) -> None:
    """Who asked for a recovery may confirm it."""
    condition = "found.requested_by_id == by.pk"
    hands.rewrite(asking.confirm_recovery, condition, "False")


@sabotage(
    RECOVERY,
    noticed_by="tests/provisioning/support/test_recovery.py"
    "::test_nothing_happens_before_the_delay_is_over",
)
def recoveries_at_once(hands: Hands) -> None:
    """There is no time to object."""
    hands.setting("RECOVERY_DELAY", timedelta(seconds=1))
