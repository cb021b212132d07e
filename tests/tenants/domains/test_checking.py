"""What DNS says, asked of a real name server: right, wrong, and silent."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tenants.domains import checking
from tenants.domains.checking import Part, Report
from tests import nameserver
from tests.nameserver import NameServer
from tests.tenants.domains.conftest import EDGE, EDGE_V4, EDGE_V6

HOST, APEX = "portal.peeters.be", "peeters.be"
CHALLENGE = f"_tablinum-challenge.{HOST}"
TOKEN = "tablinum-abc234"
OLD = "185.12.80.4"


def check(host: str = HOST) -> Report:
    return checking.check(host, TOKEN)


def set_right(dns: NameServer) -> None:
    dns.set(CHALLENGE, "TXT", f'"{TOKEN}"')
    dns.set(HOST, "CNAME", f"{EDGE}.")


def test_all_right(dns: NameServer) -> None:
    set_right(dns)

    report = check()

    assert report.is_ok
    assert not report.is_wrong
    assert report.address.found == (EDGE,)
    assert report.ownership.asked == f"127.0.0.1:{dns.port}"


def test_nothing_there_yet(dns: NameServer) -> None:
    report = check()

    assert (report.ownership.state, report.ownership.cause) == ("waiting", "missing")
    assert (report.address.state, report.address.cause) == ("waiting", "missing")
    assert report.caa.is_ok
    assert report.is_wrong


@pytest.mark.parametrize(
    "text",
    [
        f'"{TOKEN}"',
        f'"{TOKEN.upper()}"',
        f'"\\"{TOKEN}\\""',
        f'" {TOKEN} "',
        f'"{TOKEN[:5]}" "{TOKEN[5:]}"',
    ],
    ids=["plain", "capitals", "quotes kept", "spaces", "in two strings"],
)
def test_an_ownership_record_is_read_as_panels_write_it(
    dns: NameServer, text: str
) -> None:
    dns.set(CHALLENGE, "TXT", '"v=spf1 -all"', text)

    assert check().ownership == Part(
        state="ok", found=(TOKEN,), asked=f"127.0.0.1:{dns.port}"
    )


@pytest.mark.parametrize("text", [f'"x{TOKEN}"', f'"{TOKEN}x"', '""', '"tablinum-"'])
def test_another_text_is_no_proof(dns: NameServer, text: str) -> None:
    dns.set(CHALLENGE, "TXT", text)

    part = check().ownership

    assert (part.state, part.cause) == ("problem", "other_text")


def test_a_proof_at_the_host_itself_or_above_does_not_count(dns: NameServer) -> None:
    for name in (HOST, APEX, f"_tablinum-challenge.{APEX}"):
        dns.set(name, "TXT", f'"{TOKEN}"')

    assert check().ownership.cause == "missing"


@pytest.mark.parametrize(
    ("records", "cause", "found"),
    [
        ({"A": [OLD]}, "old_a", (OLD,)),
        ({"A": [EDGE_V4, OLD]}, "extra_a", (OLD,)),
        ({"A": [EDGE_V4], "AAAA": ["2001:db8::bad"]}, "old_aaaa", ("2001:db8::bad",)),
        ({"CNAME": ["sites.builder.example."]}, "cname_elsewhere", None),
        ({"CNAME": ["edge.tablinum.exampel."]}, "cname_nowhere", None),
        ({"A": [EDGE_V4]}, "", (EDGE_V4,)),
        ({"A": [EDGE_V4], "AAAA": [EDGE_V6]}, "", (EDGE_V4, EDGE_V6)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_where_the_host_leads(
    dns: NameServer,
    records: dict[str, list[str]],
    cause: str,
    found: tuple[str, ...] | None,
) -> None:
    dns.set("sites.builder.example", "A", "198.51.100.9")
    for kind, values in records.items():
        dns.set(HOST, kind, *values)

    part = check().address

    assert part.cause == cause
    assert part.state == ("problem" if cause else "ok")
    if found is None:
        [target] = records["CNAME"]
        found = (target.rstrip("."),)
    assert part.found == found


def test_an_alias_of_an_alias_to_the_edge_is_right(dns: NameServer) -> None:
    dns.set(HOST, "CNAME", "www.peeters.be.")
    dns.set("www.peeters.be", "CNAME", f"{EDGE}.")

    assert check().address.is_ok


def test_an_apex_may_be_flattened(dns: NameServer) -> None:
    dns.set(APEX, "A", EDGE_V4)

    assert check(APEX).address.is_ok


def test_the_edges_addresses_may_be_set(dns: NameServer, settings: Settings) -> None:
    settings.EDGE_ADDRESSES = ("192.0.2.1",)
    dns.set(APEX, "A", EDGE_V4)

    assert check(APEX).address.cause == "old_a"
    dns.set(APEX, "A", "192.0.2.1")
    assert check(APEX).address.is_ok


def test_what_is_not_there_is_missing_wherever_the_edge_is(dns: NameServer) -> None:
    dns.failing.add(EDGE)

    assert check().address.cause == "missing"


def test_an_edge_that_cannot_be_found_is_not_the_firms_fault(dns: NameServer) -> None:
    dns.set(HOST, "A", EDGE_V4)
    dns.clear(EDGE, "A")
    dns.clear(EDGE, "AAAA")

    part = check().address

    assert (part.state, part.cause, part.is_wrong) == ("waiting", "edge_unknown", False)


@pytest.mark.parametrize(
    ("at", "records", "cause"),
    [
        (HOST, ['0 issue "letsencrypt.org"'], ""),
        (HOST, ['0 issue "LetsEncrypt.org; validationmethods=http-01"'], ""),
        (HOST, ['0 issue "other.example"', '0 issue "letsencrypt.org"'], ""),
        (HOST, ['0 iodef "mailto:it@peeters.be"'], ""),
        (HOST, ['0 issuewild "other.example"'], ""),
        (HOST, ['0 issue "other.example"'], "caa_forbids"),
        (HOST, ['0 issue ";"'], "caa_forbids"),
        (HOST, ['0 issue "letsencrypt.org; validationmethods=dns-01"'], "caa_method"),
        (HOST, ['0 issue "letsencrypt.org; accounturi=https://x/1"'], "caa_account"),
        (HOST, ['128 tbs "Unknown"', '0 issue "letsencrypt.org"'], "caa_unknown"),
        (APEX, ['0 issue "other.example"'], "caa_forbids"),
        ("be", ['0 issue "other.example"'], "caa_forbids"),
    ],
)
def test_who_may_issue(
    dns: NameServer, at: str, records: list[str], cause: str
) -> None:
    dns.set(at, "CAA", *records)

    part = check().caa

    assert part.cause == cause
    assert part.state == ("problem" if cause else "ok")


def test_the_nearest_policy_wins(dns: NameServer) -> None:
    dns.set(APEX, "CAA", '0 issue "other.example"')
    dns.set(HOST, "CAA", '0 issue "letsencrypt.org"')

    assert check().caa.is_ok


def test_the_page_sees_which_policy_forbids(dns: NameServer) -> None:
    dns.set(APEX, "CAA", '0 issue "other.example"')

    assert check().caa.found == ('peeters.be 0 issue "other.example"',)


def test_an_authority_of_the_edges_own_asks_nobody(
    dns: NameServer, settings: Settings
) -> None:
    settings.CERTIFICATE_AUTHORITY = ""
    dns.set(HOST, "CAA", '0 issue ";"')

    assert check().caa.is_ok


def test_a_failing_server_is_neither_right_nor_wrong(dns: NameServer) -> None:
    dns.failing |= {HOST, CHALLENGE}

    report = check()

    parts = (report.ownership, report.address, report.caa)
    assert {part.cause for part in parts} == {"server_failed"}
    assert not report.is_ok
    assert not report.is_wrong


def test_a_silent_server_is_neither_right_nor_wrong(dns: NameServer) -> None:
    dns.silent |= {HOST, CHALLENGE}

    report = check()

    parts = (report.ownership, report.address, report.caa)
    assert {part.cause for part in parts} == {"no_answer"}
    assert not report.is_wrong


def test_a_policy_that_cannot_be_read_above_is_not_taken_for_none(
    dns: NameServer,
) -> None:
    dns.failing.add(APEX)

    assert check().caa.cause == "server_failed"


def test_a_cut_answer_is_asked_for_over_tcp(dns: NameServer) -> None:
    set_right(dns)
    dns.cutting = True

    assert check().is_ok
    assert (CHALLENGE, "TXT", "tcp") in dns.asked


def test_without_a_resolver_nothing_is_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DNS_RESOLVERS = ()
    monkeypatch.setattr(checking.asking, "_of_the_system", tuple)

    report = check()

    assert report.ownership.cause == "no_resolver"
    assert not report.is_wrong


def test_one_silent_resolver_of_two_does_not_matter(
    dns: NameServer, settings: Settings
) -> None:
    set_right(dns)
    with nameserver.running() as deaf:
        deaf.silent |= {HOST, CHALLENGE, EDGE}
        settings.DNS_RESOLVERS = (deaf.address, dns.address)

        assert check().is_ok


def test_one_resolver_that_still_sees_the_old_record_counts(
    dns: NameServer, settings: Settings
) -> None:
    set_right(dns)
    with nameserver.running() as late:
        late.records.update(dns.records)
        late.set(HOST, "A", OLD)
        late.clear(HOST, "CNAME")
        settings.DNS_RESOLVERS = (dns.address, late.address)

        part = check().address

    assert (part.cause, part.asked) == ("old_a", f"127.0.0.1:{late.port}")
