"""Which authority may issue a certificate for a name: RFC 8659, climbing the tree."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.domains.asking import Resolver, ask

CRITICAL = 128
_KNOWN = {
    "issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail",
    "contactphone",
}  # fmt: skip
_OUR_METHODS = {"http-01", "tls-alpn-01"}  # how the edge proves a name


@dataclass(frozen=True, slots=True)
class Policy:
    """The records in force for a host: where they stand, and what they say."""

    name: str  # the nearest name that has any; empty: nobody is excluded
    records: tuple[tuple[int, str, str], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The records as a zone file writes them."""
        return tuple(f'{flags} {tag} "{value}"' for flags, tag, value in self.records)


def policy_of(resolver: Resolver, host: str) -> Policy:
    """The nearest records at the host or above it. Raises CouldNotAsk."""
    labels = host.split(".")
    for index in range(len(labels)):
        name = ".".join(labels[index:])
        if found := ask(resolver, name, "CAA").records:
            return Policy(name, tuple(_read(each) for each in found))
    return Policy("")


def problem_of(policy: Policy, authority: str) -> str:
    """Why this authority may not issue, as a code of `checking.Cause`; else nothing.

    RFC 8657 adds parameters: a policy for one account, or for other ways of proof than
    the edge's, would let every order fail.
    """
    if any(flags & CRITICAL and tag not in _KNOWN for flags, tag, _ in policy.records):
        return "caa_unknown"
    issuers = [value for _, tag, value in policy.records if tag == "issue"]
    if not issuers:
        return ""
    problems = [
        _objection(parameters)
        for name, parameters in map(_parsed, issuers)
        if name == authority
    ]
    if not problems:
        return "caa_forbids"
    return "" if "" in problems else problems[0]


def _objection(parameters: dict[str, str]) -> str:
    if "accounturi" in parameters:
        return "caa_account"
    methods = parameters.get("validationmethods")
    if methods is not None and not _OUR_METHODS & set(methods.split(",")):
        return "caa_method"
    return ""


def _parsed(value: str) -> tuple[str, dict[str, str]]:
    name, *rest = (part.strip() for part in value.split(";"))
    pairs = (part.partition("=") for part in rest if part)
    return name.lower(), {key.strip().lower(): word.strip() for key, _, word in pairs}


def _read(record: object) -> tuple[int, str, str]:
    flags: int = record.flags  # type: ignore[attr-defined]
    tag: bytes = record.tag  # type: ignore[attr-defined]
    value: bytes = record.value  # type: ignore[attr-defined]
    return (
        flags,
        tag.decode("ascii", "replace").lower(),
        value.decode("utf-8", "replace"),
    )
