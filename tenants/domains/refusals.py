"""What cannot be an address of a firm's own, and why, in words for the person.

`of_name` looks at the name alone: a page may ask it. `of_claim` also needs to know of
other firms, so it runs in `public`. A parent or a child of another firm's name is not
refused: whoever controls `portal.example.be` shows it with a record at that very name,
and a record below a name proves nothing for the names beside it.
"""

from __future__ import annotations

import ipaddress
import re
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.domains import scripts, suffixes
from tenants.domains.lookalikes import Skeleton, skeleton
from tenants.domains.models import PROVEN, Claim, ClaimState, Hold
from tenants.domains.names import normalise
from tenants.errors import DomainError
from tenants.models import Domain, Firm

_LINK = re.compile(r"\A[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Never delegated in the public DNS (RFC 6761, 6762, 7686, 9476, 3172).
_PRIVATE_ENDS = {"localhost", "local", "internal", "invalid", "onion", "alt", "arpa"}


class Refused(DomainError):  # noqa: N818  (reads as what happened)
    """This name cannot be claimed; the message says why and what to do."""


def of_name(typed: str) -> str:
    """The host that was meant by what was typed, a link too. Raises Refused."""
    text = re.split(r"[/?#\\]", _LINK.sub("", typed.strip()), maxsplit=1)[0]
    if _is_address(text):
        raise Refused(
            _("This is an IP address. Enter a name, such as portal.yourfirm.be.")
        )
    host = normalise(text)
    if host is None:
        raise Refused(
            _("This is not a domain name. Enter one such as portal.yourfirm.be.")
        )
    _refuse_place(host)
    _refuse_letters(host)
    return host


def of_claim(firm: Firm, host: str, *, at: datetime) -> None:
    """Look at what other firms have, and at the firm's plan. In `public`."""
    if firm.claims.open().filter(host=host).exists():
        raise Refused(_("You have added this address already."))
    _refuse_limit(firm)
    if is_anothers(firm, host):
        raise Refused(
            _(
                "Another firm here has proved that this address is its own. If it is "
                "yours, write to us."
            )
        )
    if held := hold_of_another(firm, host, at=at):
        raise Refused(
            _(
                "Another firm here used this address until lately. You can add it from "
                "%(day)s on."
            )
            % {"day": held.until.date().isoformat()}
        )
    _refuse_twin(firm, host)


def is_anothers(firm: Firm, host: str) -> bool:
    """Whether another firm answers there, or has proved it and keeps its DNS right."""
    proven = Claim.objects.filter(host=host, state__in=PROVEN).exclude(firm=firm)
    domain = Domain.objects.filter(domain=host).exclude(tenant=firm)
    return proven.exclude(state=ClaimState.SUSPENDED).exists() or domain.exists()


def hold_of_another(firm: Firm, host: str, *, at: datetime) -> Hold | None:
    """The hold that keeps the host for another firm, while it lasts."""
    return Hold.objects.filter(host=host, until__gt=at).exclude(firm=firm).first()


def _is_address(text: str) -> bool:
    bare = text.removeprefix("[").partition("]")[0].partition("%")[0]
    last = text.partition(":")[0].rstrip(".").rpartition(".")[2]
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        # Browsers read 127.1 and 0x7f000001 as addresses too (WHATWG URL, 3.5).
        return last.isdigit() or bool(re.fullmatch(r"0x[0-9a-f]*", last.lower()))
    return True


def _refuse_place(host: str) -> None:
    for ours in (settings.PLATFORM_HOST, settings.EDGE_HOST):
        if _is_within(host, ours) or _is_within(ours, host):
            raise Refused(_("This address belongs to the platform. Enter your own."))
    if host.rpartition(".")[2] in _PRIVATE_ENDS:
        raise Refused(
            _(
                "Names with this ending work inside one network only. Enter a "
                "public one."
            )
        )
    if "." not in host:
        raise Refused(
            _(
                "The ending is missing. Enter the whole name, such as "
                "portal.yourfirm.be."
            )
        )
    if suffixes.is_public_suffix(host):
        raise Refused(
            _(
                "Under %(host)s anybody can register a name. Enter your own name in "
                "front of it."
            )
            % {"host": host}
        )


def _refuse_letters(host: str) -> None:
    if scripts.is_mixed(host):
        raise Refused(
            _(
                "This name mixes letters of several alphabets, as names do that "
                "imitate others. Type it again in one alphabet."
            )
        )
    if scripts.looks_latin(host):
        raise Refused(
            _(
                "This name looks like %(seen)s but is written in other letters. Type "
                "it again in Latin letters."
            )
            % {"seen": scripts.seen(scripts.shown(host))}
        )


def _refuse_limit(firm: Firm) -> None:
    limit = firm.plan.domain_limit if firm.plan else None
    if limit is None or firm.claims.open().count() < limit:
        return
    raise Refused(
        ngettext(
            "Your plan has room for %(limit)s address of your own. Remove one first, "
            "or ask us for a larger plan.",
            "Your plan has room for %(limit)s addresses of your own. Remove one "
            "first, or ask us for a larger plan.",
            limit,
        )
        % {"limit": limit}
    )


def _refuse_twin(firm: Firm, host: str) -> None:
    """A name with special letters that is read as another firm's, see `scripts`."""
    if not scripts.is_international(host):
        return
    read_as = scripts.seen(scripts.shown(host))
    if read_as == scripts.shown(host):
        return
    label = (suffixes.registered_domain(read_as) or read_as).partition(".")[0]
    others = Firm.objects.exclude(pk=firm.pk)
    if is_anothers(firm, read_as) or (
        others.alias(seen=Skeleton("slug")).filter(seen=skeleton(label)).exists()
    ):
        raise Refused(
            _("This name looks like another firm's. Enter one that cannot be mistaken.")
        )


def _is_within(host: str, parent: str) -> bool:
    return host == parent or host.endswith(f".{parent}")
