"""What an address may look like: the part of the host name that the firm chooses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tenants.domains.lookalikes import skeleton

SHORTEST = 3
LONGEST = 40

_RESERVED_WORDS = """
    about abuse access account accounts admin administrator advocaten api app apps
    assets auth autoconfig autodiscover backup backups billing blog cdn certificate
    client clients contact control controlplane dashboard demo desk dev dns docs
    documents domain domains download downloads edge email example files firm firms
    fleet ftp gateway git health healthz help host hostmaster http https imap info
    internal invitation invoice invoices law legal localhost login logout mail mailer
    media metrics monitor news no-reply noreply notary ns ns1 ns2 official operator
    owner password pay payment payments platform pop pop3 portal postmaster press
    privacy production proxy public register reset root sales secure security server
    service settings setup sftp shop sign-in sign-up signin signup site sitemap smtp
    ssl staff staging static stats status storage support system tablinum team tenant
    tenants terms test tests tls upload uploads user users vpn web webmail webmaster
    welcome well-known wiki www www1 www2
"""
RESERVED = frozenset(_RESERVED_WORDS.split())
_RESERVED_SKELETONS = frozenset(map(skeleton, RESERVED))

_ALLOWED = re.compile(r"[a-z0-9-]*")
_SUFFIXES = ("-law", "-legal", "-office", "-2", "-3", "-4", "-6", "-7", "-8", "-9")


def normalise(text: str) -> str:
    """What was typed, in lower case and without spaces around it."""
    return text.strip().lower()


def problem(slug: str) -> str:
    """Why this cannot be an address, in a sentence for the person; "" when it can."""
    broken = (words for is_broken, words in _rules(slug) if is_broken)
    return next(broken, "")


def is_reserved(slug: str) -> bool:
    """Whether it is one of the platform's own words, or looks like one."""
    return skeleton(slug) in _RESERVED_SKELETONS


def proposals(text: str) -> list[str]:
    """Addresses like this one that keep the rules; somebody else may have them."""
    stem = _stem(text)
    wanted = (
        stem,
        *(stem[: LONGEST - len(end)].rstrip("-") + end for end in _SUFFIXES),
    )
    return [slug for slug in wanted if not problem(slug)]


def _rules(slug: str) -> Iterator[tuple[bool, str]]:
    yield (
        len(slug) < SHORTEST,
        _("An address has at least %(n)d characters.") % {"n": SHORTEST},
    )
    yield (
        len(slug) > LONGEST,
        _("An address has at most %(n)d characters.") % {"n": LONGEST},
    )
    yield (
        not _ALLOWED.fullmatch(slug),
        _("Use only the letters a to z, digits and hyphens."),
    )
    yield not slug[:1].isalpha(), _("An address starts with a letter.")
    yield (  # "xn--" too, with which punycode begins (RFC 5891)
        slug.endswith("-") or "--" in slug,
        _("Use single hyphens, and none at the end."),
    )
    yield (
        is_reserved(slug),
        _("We keep this address, or one that looks like it, for the platform."),
    )


def _stem(text: str) -> str:
    """Letters without accents, single hyphens, a letter in front."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-").removeprefix("xn-")
    if not words[:1].isalpha():
        words = f"firm-{words}".strip("-")
    return words[:LONGEST].rstrip("-")
