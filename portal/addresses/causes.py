"""What is wrong with a record, in words, and what to do about it.

The codes are those of `tenants.domains` (checking, addresses, caa, asking).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tenants.domains.checking import NOT_ASKED, Part


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What was found, and what to do. `is_ours`: the firm can do nothing about it."""

    found: str
    advice: str
    is_ours: bool = False


def of(part: Part, host: str, *, is_apex: bool) -> Cause | None:
    """Why a part is not right; None when it is, or its record is just not there yet."""
    if part.is_ok or part.cause in ("", "missing"):
        return None
    words = {
        "host": host,
        "found": ", ".join(part.found),
        "edge": settings.EDGE_HOST,
        "authority": settings.CERTIFICATE_AUTHORITY,
        "server": part.asked,
    }
    if part.cause in NOT_ASKED:
        found, advice = _silence(part.cause)
        return Cause(found=found % words, advice=advice % words, is_ours=True)
    found, advice = _caa(part.cause) or _records(part.cause, is_apex=is_apex)
    return Cause(found=found % words, advice=advice % words)


def _records(cause: str, *, is_apex: bool) -> tuple[str, str]:
    place = (
        _("Delete it; the records above take its place.")
        if is_apex
        else _("Delete it; the CNAME above takes its place.")
    )
    return {
        "other_text": (
            _("The TXT record is there, but says %(found)s."),
            _("Put the value from the table above in its place, or beside it."),
        ),
        "old_a": (
            _("%(host)s still points to %(found)s."),
            _("That is an old A record, often left by a website builder.")
            + " "
            + place,
        ),
        "extra_a": (
            _("%(host)s points to us, but also to %(found)s."),
            _("Some visitors would come out there.") + " " + place,
        ),
        "old_aaaa": (
            _("%(host)s still has the IPv6 address %(found)s."),
            _("That is an old AAAA record, easily overlooked.") + " " + place,
        ),
        "cname_elsewhere": (
            _("%(host)s points to %(found)s."),
            _("Change that CNAME record so that its value is %(edge)s."),
        ),
        "cname_nowhere": (
            _("%(host)s points to %(found)s, which leads nowhere."),
            _("Look for a typing mistake: the value should be %(edge)s."),
        ),
    }.get(cause, (_("Something is not right: %(found)s."), _("Compare the records.")))


def _caa(cause: str) -> tuple[str, str] | None:
    add = _("Add the CAA record above, which allows %(authority)s.")
    return {
        "caa_forbids": (
            _("A CAA record lets others issue certificates only: %(found)s."),
            add + " " + _("The records that are there may stay."),
        ),
        "caa_unknown": (
            _("A CAA record demands something that no authority knows: %(found)s."),
            _("Delete that record, or ask whoever made it."),
        ),
        "caa_account": (
            _("A CAA record allows one account of the authority only: %(found)s."),
            add,
        ),
        "caa_method": (
            _("A CAA record excludes the way in which we prove a name: %(found)s."),
            add,
        ),
    }.get(cause)


def _silence(cause: str) -> tuple[str, str]:
    go_on = _("It says nothing about your records. We go on asking.")
    return {
        "server_failed": (
            _("The name server answered with an error (asked %(server)s)."),
            _(
                "If it stays so, ask whoever manages your domain: the domain may have "
                "expired, or its DNSSEC may be broken."
            ),
        ),
        "edge_unknown": (
            _("We could not find our own address, %(edge)s."),
            _("That is on our side. We go on asking."),
        ),
        "no_resolver": (_("We have no name server to ask."), go_on),
    }.get(cause, (_("No answer came from the name server %(server)s."), go_on))
