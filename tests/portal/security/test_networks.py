"""From where people may come."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import pytest

from portal.security import actions
from portal.security.models import NetworkRule, Who
from portal.security.notation import normalised
from tenants import origin, scope
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.origin import Origin
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW
from tests.portal.access.conftest import PASSWORD, hashed

PAGE = "/desk/settings/security/networks/"
AsUser = Callable[..., HostClient]


def allow(cast: Cast, network: str, who: Who = Who.STAFF) -> NetworkRule:
    return NetworkRule.objects.create(
        who=who, network=network, created_by=cast.olivia, created_at=NOW
    )


@pytest.fixture
def from_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The action is asked for from 203.0.113.7."""
    here = Origin(origin.parse("203.0.113.7"))
    monkeypatch.setattr(origin, "current", lambda: here)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        (" 203.0.113.7/24 ", "203.0.113.0/24"),
        ("2001:DB8::1/48", "2001:db8::/48"),
        ("2001:db8::1", "2001:db8::1/128"),
        ("::ffff:203.0.113.7", "203.0.113.7/32"),
        ("::ffff:203.0.113.7/120", "203.0.113.0/24"),
    ],
)
def test_a_network_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert normalised(typed) == ip_network(kept)


@pytest.mark.parametrize(
    "typed",
    ["", "office", "203.0.113", "203.0.113.7/33", "2001:db8::/129", "0.0.0.0/0", "::/0",
     "fe80::1%eth0", "203.0.113.7/255.0.255.0", "::ffff:0.0.0.0/96"],
)  # fmt: skip
def test_what_is_no_network_is_refused_with_words(typed: str) -> None:
    with pytest.raises(DomainError):
        normalised(typed)


def test_without_a_list_everybody_comes_in(cast: Cast, as_user: AsUser) -> None:
    assert as_user(cast.laura).get("/desk/").status_code == 200
    assert as_user(cast.sofie).get("/").status_code == 200


def test_staff_from_elsewhere_are_refused_and_clients_are_not(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    allow(cast, "203.0.113.0/24")

    refused = as_user(cast.laura).get("/desk/")

    assert refused.status_code == 403
    assert b"127.0.0.1" in refused.content
    assert as_user(cast.sofie).get("/").status_code == 200


def test_clients_from_elsewhere_are_refused_and_staff_are_not(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    allow(cast, "2001:db8::/32", Who.CLIENTS)

    assert as_user(cast.sofie).get("/").status_code == 403
    assert (
        as_user(cast.sofie).get(f"/documents/{cast.deed.pk}/file/").status_code == 403
    )
    assert as_user(cast.laura).get("/desk/").status_code == 200


def test_a_program_is_told_in_json(cast: Cast, inside: Firm, rf: Any) -> None:
    from portal.security import networks  # noqa: PLC0415

    allow(cast, "203.0.113.0/24")

    answer = networks.refuse_person(rf.get("/api/cases/"), cast.laura)

    assert answer is not None
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["203.0.113.9", "::ffff:203.0.113.9"])
def test_an_address_of_the_list_comes_in(
    address: str, cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    allow(cast, "203.0.113.0/24")

    answer = as_user(cast.laura).get("/desk/", REMOTE_ADDR=address)

    assert answer.status_code == 200


def test_a_forged_header_opens_nothing(
    cast: Cast, inside: Firm, as_user: AsUser, settings: Any
) -> None:
    allow(cast, "203.0.113.0/24")
    laura = as_user(cast.laura)
    forged = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}

    settings.TRUSTED_PROXIES = []
    assert laura.get("/desk/", **forged).status_code == 403

    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1/32")]
    assert laura.get("/desk/", **forged).status_code == 200
    forged["HTTP_X_FORWARDED_FOR"] = "203.0.113.9, 198.51.100.4"
    assert laura.get("/desk/", **forged).status_code == 403
    forged["HTTP_X_FORWARDED_FOR"] = "nobody"
    assert laura.get("/desk/", **forged).status_code == 403


def test_signing_in_from_elsewhere_gives_no_session(
    cast: Cast, inside: Firm, on_firm: HostClient
) -> None:
    cast.laura.password = hashed()
    cast.laura.save(update_fields=["password"])
    allow(cast, "203.0.113.0/24")

    answer = on_firm.post(
        "/sign-in/",
        {
            "sign_in-current_step": "auth",
            "auth-username": cast.laura.email,
            "auth-password": PASSWORD,
        },
    )

    assert answer.status_code == 403
    assert on_firm.get("/desk/").status_code == 302
    assert not Entry.objects.filter(action="session.started").exists()


def test_signing_out_is_always_possible(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    laura = as_user(cast.laura)
    allow(cast, "203.0.113.0/24")

    assert laura.post("/sign-out/").status_code in {200, 302}
    assert laura.get("/desk/").status_code == 302


def test_refusals_are_written_down_once_a_quarter_of_an_hour(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    allow(cast, "203.0.113.0/24")
    laura = as_user(cast.laura)
    for _ in range(3):
        laura.get("/desk/")
    laura.get("/desk/", REMOTE_ADDR="198.51.100.4")

    found = Entry.objects.filter(action="network.refused")

    assert {each.address for each in found} == {"127.0.0.1", "198.51.100.4"}
    assert found.count() == 2
    assert {each.actor_id for each in found} == {cast.laura.pk}


@pytest.mark.usefixtures("from_office")
def test_a_first_network_must_hold_its_author(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match=r"203\.0\.113\.7"):
        _add(cast, "198.51.100.0/24")
    assert not NetworkRule.objects.exists()

    _add(cast, "203.0.113.0/24")
    _add(cast, "198.51.100.0/24")

    assert NetworkRule.objects.count() == 2


@pytest.mark.usefixtures("from_office")
def test_ones_own_network_goes_last(cast: Cast, inside: Firm) -> None:
    own, other = _add(cast, "203.0.113.7"), _add(cast, "198.51.100.0/24")

    with pytest.raises(DomainError, match="lock you out"):
        actions.remove_network(own, by=cast.olivia, at=NOW)

    actions.remove_network(other, by=cast.olivia, at=NOW)
    actions.remove_network(own, by=cast.olivia, at=NOW)
    assert not NetworkRule.objects.exists()


def test_an_unknown_address_changes_no_list_of_staff(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match="from which address"):
        _add(cast, "203.0.113.0/24")

    _add(cast, "203.0.113.0/24", Who.CLIENTS)


@pytest.mark.usefixtures("from_office")
def test_changes_of_the_list_are_written_down(cast: Cast, inside: Firm) -> None:
    rule = _add(cast, "203.0.113.7/24")
    with pytest.raises(DomainError, match="already"):
        _add(cast, "203.0.113.0/24")
    actions.remove_network(rule, by=cast.olivia, at=NOW)

    rows = Entry.objects.filter(action__startswith="network.").order_by("pk")

    assert [(row.action, row.target_name) for row in rows] == [
        ("network.added", "203.0.113.0/24"),
        ("network.removed", "203.0.113.0/24"),
    ]
    assert rows[0].details == {"who": "staff", "note": "The office"}


def test_the_page_refuses_what_would_lock_out_its_author(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.olivia).post(
        f"{PAGE}new/", {"who": "staff", "network": "198.51.100.0/24", "note": "Ghent"}
    )

    assert answer.status_code == 422
    assert b"127.0.0.1" in answer.content
    assert b"lock you out" in answer.content
    assert not NetworkRule.objects.exists()


def test_a_removed_network_stands_in_the_form_again(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    rule = allow(cast, "203.0.113.0/24", Who.CLIENTS)

    answer = as_user(cast.olivia).post(f"{PAGE}{rule.pk}/removal/", follow=True)

    assert not NetworkRule.objects.exists()
    assert b'value="203.0.113.0/24"' in answer.content


def test_a_list_of_one_firm_binds_nobody_of_another(
    cast: Cast, other_cast: Cast, firm: Firm, other_firm: Firm, as_user: AsUser
) -> None:
    with scope.scope(firm):
        allow(cast, "203.0.113.0/24")

    assert as_user(cast.laura).get("/desk/").status_code == 403
    assert as_user(other_cast.laura, at=other_firm).get("/desk/").status_code == 200


def _add(cast: Cast, network: str, who: Who = Who.STAFF) -> NetworkRule:
    return actions.add_network(
        who=who, network=network, note="The office", by=cast.olivia, at=NOW
    )
