"""What DNS says of a claim: ownership, address and CAA, each for itself.

Every resolver is asked, because clients and the certificate authority ask others than
we do: a part is right when at least one answers and nobody who answers says otherwise.
A resolver that is silent or fails says nothing: that is never wrong, and never right.
It takes some seconds at worst, so only a worker does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings

from tenants.domains import addresses, asking, caa, suffixes
from tenants.domains.asking import CouldNotAsk, Resolver

WAITING, OK, PROBLEM = "waiting", "ok", "problem"
OWNERSHIP, ADDRESS, CAA = "ownership", "address", "caa"
PARTS = (OWNERSHIP, ADDRESS, CAA)
NOT_ASKED = ("no_answer", "server_failed", "no_resolver", "edge_unknown")
_WORST_LAST = (WAITING, OK, "missing", PROBLEM)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that must be right.

    `waiting` with the cause "missing" means that the record is not there (yet); with
    one of NOT_ASKED, that nobody could be asked. `found` and `asked` are as shown.
    """

    state: str = WAITING
    cause: str = ""
    found: tuple[str, ...] = ()
    asked: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether it is as it should be."""
        return self.state == OK

    @property
    def is_wrong(self) -> bool:
        """Whether somebody answered, and it is not as it should be."""
        return not self.is_ok and bool(self.cause) and self.cause not in NOT_ASKED


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one check found."""

    ownership: Part
    address: Part
    caa: Part

    @property
    def is_ok(self) -> bool:
        """Whether the host may be served."""
        return all(part.is_ok for part in self._parts())

    @property
    def is_wrong(self) -> bool:
        """Whether somebody said that something is not right."""
        return any(part.is_wrong for part in self._parts())

    def as_json(self, *, at: datetime) -> dict[str, Any]:
        """As kept in the claim: the parts by name, and when they were asked."""
        parts = {name: asdict(getattr(self, name)) for name in PARTS}
        return {"at": at.isoformat(), **parts}

    def _parts(self) -> tuple[Part, ...]:
        return (self.ownership, self.address, self.caa)


def part_of(report: dict[str, Any], name: str) -> Part:
    """A part of a report that was kept; waiting when there was no check yet."""
    kept = report.get(name)
    if not kept:
        return Part()
    return Part(**{**kept, "found": tuple(kept["found"])})


def check(host: str, token: str) -> Report:
    """Ask all resolvers for everything that must be right for a host."""
    servers = asking.resolvers()
    if not servers:
        silent = Part(cause="no_resolver")
        return Report(ownership=silent, address=silent, caa=silent)
    looks = (
        lambda server: _ownership(server, host, token),
        lambda server: _address(server, host),
        lambda server: _caa(server, host),
    )
    with ThreadPoolExecutor(max_workers=len(looks) * len(servers)) as pool:
        rows = [[pool.submit(_look, look, each) for each in servers] for look in looks]
        found = [_agreed(each.result() for each in row) for row in rows]
    return Report(ownership=found[0], address=found[1], caa=found[2])


def _look(look: Callable[[Resolver], Part], server: Resolver) -> Part:
    try:
        return replace(look(server), asked=str(server))
    except CouldNotAsk as silence:
        return Part(cause=silence.cause, asked=str(server))


def _agreed(parts: Iterable[Part]) -> Part:
    """The worst of what was answered; silence when nobody answered."""
    return max(parts, key=_weight)


def _weight(part: Part) -> int:
    return _WORST_LAST.index("missing" if part.cause == "missing" else part.state)


def _ownership(server: Resolver, host: str, token: str) -> Part:
    answer = asking.ask(server, suffixes.challenge_name(host), "TXT")
    texts = tuple(_joined(record) for record in answer.records)
    if any(_cleaned(text) == token.lower() for text in texts):
        return Part(state=OK, found=(token,))
    if texts:
        return Part(state=PROBLEM, cause="other_text", found=texts)
    return Part(cause="missing")


def _joined(record: Any) -> str:
    """A TXT record is a list of strings that belong together (RFC 1035, 3.3.14)."""
    return b"".join(record.strings).decode("utf-8", "replace")


def _cleaned(text: str) -> str:
    """Panels keep quotes that were pasted, and some write all in capitals."""
    return text.strip().strip("\"'“”„").strip().lower()


def _address(server: Resolver, host: str) -> Part:
    found = addresses.of(server, host)
    if found.is_nothing:
        return Part(cause="missing")
    ours = addresses.ours(server)
    cause = addresses.problem_of(found, ours)
    state = PROBLEM if cause else OK
    return Part(state=state, cause=cause, found=found.shown(ours, cause))


def _caa(server: Resolver, host: str) -> Part:
    authority = settings.CERTIFICATE_AUTHORITY
    if not authority:
        return Part(state=OK)  # the edge's own authority asks nobody
    policy = caa.policy_of(server, host)
    cause = caa.problem_of(policy, authority)
    found = tuple(f"{policy.name} {line}" for line in policy.lines())
    return Part(state=PROBLEM if cause else OK, cause=cause, found=found)
