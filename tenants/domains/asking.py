"""One question to one resolver. What is no clear answer raises CouldNotAsk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset
from django.conf import settings

QUERY_SECONDS = 2.0
TRIES = 2
DNS_PORT = 53
CHAIN = 8  # aliases of aliases that are followed


class CouldNotAsk(Exception):  # noqa: N818  (reads as what happened)
    """Neither yes nor no: `cause` is a code of `checking.Cause`."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Resolver:
    """A server that is asked, by its IP address."""

    address: str
    port: int = DNS_PORT

    def __str__(self) -> str:
        """As the page says where it was asked."""
        return self.address if self.port == DNS_PORT else f"{self.address}:{self.port}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of one type at a name, and the aliases that led to them."""

    aliases: tuple[str, ...]
    records: tuple[dns.rdata.Rdata, ...]


def resolvers() -> tuple[Resolver, ...]:
    """Those of the settings, else the system's own. May be none."""
    if settings.DNS_RESOLVERS:
        return tuple(Resolver(*pair) for pair in settings.DNS_RESOLVERS)
    return _of_the_system()


@cache
def _of_the_system() -> tuple[Resolver, ...]:
    try:
        found = dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return ()
    return tuple(Resolver(str(each), found.port) for each in found.nameservers)


def ask(resolver: Resolver, name: str, kind: str) -> Answer:
    """All records of a kind at a name, none when there are none. Raises CouldNotAsk."""
    query = dns.message.make_query(name, kind, use_edns=True)
    response = _send(query, resolver)
    if response.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        raise CouldNotAsk("server_failed")
    try:
        chain = response.resolve_chaining()
    except dns.exception.DNSException:
        raise CouldNotAsk("server_failed") from None
    aliases = tuple(_text(each.target) for rrset in chain.cnames for each in rrset)
    return Answer(aliases=aliases, records=tuple(chain.answer or ()))


def _send(query: dns.message.QueryMessage, to: Resolver) -> dns.message.QueryMessage:
    """Over UDP, over TCP when the answer is cut, and once more when none comes."""
    for left in reversed(range(TRIES)):
        try:
            response, _over_tcp = dns.query.udp_with_fallback(
                query, to.address, timeout=QUERY_SECONDS, port=to.port
            )
        except dns.exception.Timeout:
            if not left:
                raise CouldNotAsk("no_answer") from None
        except (OSError, EOFError, dns.exception.DNSException):
            raise CouldNotAsk("no_answer") from None
        else:
            assert isinstance(response, dns.message.QueryMessage)  # noqa: S101  (types)
            return response
    raise CouldNotAsk("no_answer")


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()
