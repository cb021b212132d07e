"""`{% load addresses %}`: how an address stands, DNS and certificate each by itself."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from controlplane.status import choices
from controlplane.status.templatetags.fleet import date_only, look
from portal.addresses import causes
from portal.ui.templatetags.ui import short_day
from tenants.domains.checking import PARTS, part_of
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.domains.suffixes import is_apex

register = template.Library()

TAG = '<span class="tag {}">{}</span>'
BELOW = '<span class="small muted block">{}</span>'


@register.filter
def dns(claim: Claim | None) -> SafeString:
    """What DNS says; a host without a claim is a name of the platform's own."""
    if claim is None:
        return format_html('<span class="muted">{}</span>', _("Ours"))
    problems = format_html_join("", BELOW, ((each,) for each in _problems(claim)))
    return format_html("{}{}", _state(claim), problems)


@register.filter
def certificate(found: Certificate | None) -> SafeString:
    """How the certificate is, why it fails, and until when it lasts."""
    if found is None:
        return format_html('<span class="muted">{}</span>', "\N{EN DASH}")
    is_failing = found.state == CertificateState.FAILING
    return format_html(
        "{}{}{}",
        format_html(TAG, look(found.state), choices.label(found, "state")),
        format_html(BELOW, found.reason) if is_failing else "",
        format_html(BELOW, _end(found)) if found.not_after else "",
    )


def _state(claim: Claim) -> SafeString:
    words = choices.label(claim, "state")
    if claim.wrong_since is None:
        return format_html(TAG, look(claim.state), words)
    if claim.state == ClaimState.VERIFIED:
        words = _("DNS is wrong")
    since = _filled(_("wrong since %(day)s"), day=short_day(claim.wrong_since))
    return format_html(TAG + BELOW, "bad", words, since)


def _problems(claim: Claim) -> Iterator[str]:
    """What the last check found wrong, a sentence for each record."""
    for name in PARTS:
        part = part_of(claim.report, name)
        cause = causes.of(part, claim.host, is_apex=is_apex(claim.host))
        if cause:
            yield cause.found


def _end(found: Certificate) -> SafeString:
    day = date_only(found.not_after)
    issuer = found.issuer or "\N{EN DASH}"
    return _filled(_("until %(day)s by %(issuer)s"), day=day, issuer=issuer)


def _filled(text: str, **parts: str) -> SafeString:
    """The text with these in it; tags among them stay tags."""
    escaped = {name: conditional_escape(part) for name, part in parts.items()}
    return SafeString(escape(text) % escaped)
