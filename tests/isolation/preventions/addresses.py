"""Hosts, links, domains and the edge."""

from __future__ import annotations

import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from infra.embedded import edge
from provisioning.ask import budget, oracle
from provisioning.certificates import edge as stored
from provisioning.domains import wishes
from tenants import links
from tenants.domains import asking, checking, names, primary, refusals, verdicts
from tenants.domains.models import Claim
from tenants.middleware import FirmMiddleware
from tests.isolation.preventions.sabotage import Hands, sabotage

DOMAINS = "tests/tenants/domains"
LINKS = "links built from the Host header"
DANGLING = (
    "dangling DNS: a host given back, or one whose DNS was lost, served or claimed by "
    "another"
)
CLAIMED = "a domain taken over by whoever claims it first"
CERTIFICATES = (
    "certificates ordered for names that nobody proved; budgets used up by strangers"
)
FORGED = (
    "a Host header other than the name of the TLS handshake; a forged `X-Forwarded-*`"
)


@sabotage(
    LINKS,
    noticed_by="tests/portal/access/test_forgotten.py"
    "::test_a_forged_host_is_not_in_the_mail",
)
def links_follow_the_browser(hands: Hands) -> None:
    """Links lead to the host that the browser names."""
    asked: list[str] = []
    answer, host_url = FirmMiddleware.__call__, links.host_url

    def listening(middleware: FirmMiddleware, request: HttpRequest) -> Any:
        asked.append(request.headers.get("X-Forwarded-Host", ""))
        return answer(middleware, request)

    hands.put(FirmMiddleware, "__call__", listening)
    hands.replace(host_url, lambda host, path: host_url(asked[-1] or host, path))


@sabotage(
    LINKS,
    noticed_by="tests/tenants/test_links.py"
    "::test_a_path_that_leaves_the_host_is_refused",
)
def paths_may_leave_the_host(hands: Hands) -> None:
    """Any text is the path of a link."""
    hands.put(links, "_PATH", re.compile(r".*", re.DOTALL))


@sabotage(
    "odd host names",
    noticed_by="tests/tenants/test_routing.py::test_a_host_is_written_in_one_way",
)
def hosts_as_they_come(hands: Hands) -> None:
    """A host is compared as it was sent."""
    hands.replace(names.normalise, lambda host: host or None)


@sabotage(
    "a forged Host header",
    noticed_by=[
        "tests/portal/access/test_attacks.py::test_a_forged_host_is_answered_by_nobody",
        "tests/tenants/test_routing.py"
        "::test_an_unknown_host_gets_404_and_no_page_of_ours",
    ],
)
def unknown_hosts_are_a_firms(hands: Hands) -> None:
    """On a host that nobody has, a firm answers."""
    asked, any_host = (
        "hosts().route(host) if host",
        'hosts().route("peeters.localhost")',
    )
    hands.rewrite_method(FirmMiddleware, "__call__", asked, f"{any_host} if True")


@sabotage(
    "a redirect to another host",
    noticed_by=f"{DOMAINS}/test_primary.py"
    "::TestLeading::test_a_page_leads_to_the_primary",
)
def led_to_where_one_asked(hands: Hands) -> None:
    """A host leads to the host that the browser names."""
    hands.rewrite(primary.led_to, "host_url(firm.primary_host, ", "host_url(host, ")


@sabotage(
    CLAIMED,
    noticed_by=f"{DOMAINS}/test_first_to_prove.py::test_the_database_itself_refuses_two",
)
def two_may_prove_one_name(hands: Hands) -> None:
    """There is no unique constraint on a proven name."""
    hands.sql("DROP INDEX public.claim_one_proven")


@sabotage(
    CLAIMED, noticed_by=f"{DOMAINS}/test_checking.py::test_another_text_is_no_proof"
)
def any_text_is_a_proof(hands: Hands) -> None:
    """Any text in the record proves the name."""
    hands.rewrite(checking._ownership, "_cleaned(text) == token.lower()", "True")


@sabotage(
    DANGLING,
    noticed_by=f"{DOMAINS}/test_contests.py::test_a_hold_keeps_a_proof_waiting",
)
def nothing_is_held(hands: Hands) -> None:
    """A host that was given back is free at once."""
    hands.replace(refusals.hold_of_another, lambda firm, host, *, at: None)


@sabotage(
    DANGLING,
    noticed_by=f"{DOMAINS}/test_verdicts.py::test_wrong_dns_warns_and_suspends",
)
def wrong_dns_is_served(hands: Hands) -> None:
    """A host whose DNS is lost stays where it is."""
    hands.put(verdicts, "SUSPENDED_AFTER", timedelta(days=9999))


@sabotage(
    "an address that imitates another firm's or the platform's",
    noticed_by=f"{DOMAINS}/test_refusals.py::test_what_is_refused",
)
def any_letters_will_do(hands: Hands) -> None:
    """Letters that look like others are taken."""
    hands.replace(refusals._refuse_letters, lambda host: None)


@sabotage(
    "silence of DNS taken for an answer",
    noticed_by=f"{DOMAINS}/test_checking.py"
    "::test_a_failing_server_is_neither_right_nor_wrong",
)
def silence_is_no(hands: Hands) -> None:
    """A server that fails has said that there is nothing."""
    original = asking.ask

    def ask(*question: Any) -> asking.Answer:
        try:
            return original(*question)
        except asking.CouldNotAsk:
            return asking.Answer(aliases=(), records=())

    hands.replace(original, ask)


@sabotage(
    "a firm's wish about another firm's claim, by an equal key",
    noticed_by="tests/provisioning/domains/test_two_firms.py"
    "::test_a_firm_wishes_nothing_about_anothers_claim",
)
def wishes_about_any_claim(hands: Hands) -> None:
    """A wish is carried out whose claim ever it names."""
    hands.replace(
        wishes._open_claim,
        lambda firm_id, key: Claim.objects.open().filter(pk=key).first(),
    )


@sabotage(
    CERTIFICATES,
    noticed_by="tests/provisioning/ask/test_oracle.py"
    "::test_a_name_that_nobody_has_is_refused",
)
def certificates_for_everybody(hands: Hands) -> None:
    """Every name may have a certificate."""
    condition = "row.firm_state not in SERVED and host != self._platform_host"
    hands.rewrite_method(oracle.Oracle, "_from_database", condition, "False")


@sabotage(
    CERTIFICATES,
    noticed_by="tests/provisioning/ask/test_budget.py"
    "::test_a_registered_domain_has_a_budget_of_its_own",
)
def orders_without_a_budget(hands: Hands) -> None:
    """No number of orders is too many."""
    hands.replace(budget.refusal, lambda spent, limits, registered: None)


@sabotage(
    FORGED,
    noticed_by="tests/edge/test_refusing.py"
    "::test_a_host_other_than_the_one_of_the_handshake_is_misdirected",
)
def hosts_apart_from_the_handshake(hands: Hands) -> None:
    """The edge does not compare the Host header with the handshake."""
    _edit_caddyfile(hands, "strict_sni_host on", "strict_sni_host insecure_off")


@sabotage(
    FORGED,
    noticed_by="tests/edge/test_caddyfile.py"
    "::test_where_a_request_came_from_cannot_be_forged",
)
def forwarded_headers_pass(hands: Hands) -> None:
    """The edge lets a browser say where it comes from."""
    real = "header_up X-Real-IP {remote_host}"
    _edit_caddyfile(
        hands, real, "header_up X-Forwarded-For {http.request.header.X-Forwarded-For}"
    )


@sabotage(
    "a removed domain that goes on being served",
    noticed_by="tests/edge/test_removal.py"
    "::test_a_removed_name_is_not_found_at_once_and_then_forgotten",
)
def certificates_stay(hands: Hands) -> None:
    """The files of a removed host stay with the edge."""
    hands.replace(stored.remove_files, lambda host: None)


def _edit_caddyfile(hands: Hands, before: str, after: str) -> None:
    text = edge.CADDYFILE.read_text()
    assert text.count(before) == 1, before
    folder = hands.after.enter_context(tempfile.TemporaryDirectory())
    edited = Path(folder) / "Caddyfile"
    edited.write_text(text.replace(before, after))
    hands.put(edge, "CADDYFILE", edited)
