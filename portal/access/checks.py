"""At start: every view of every host says whom it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from portal.access.gate import declaration


def views_declare(**kwargs: Any) -> list[CheckMessage]:
    """An error for each view without @requires or @everyone."""
    confs = dict.fromkeys((settings.ROOT_URLCONF, settings.FIRM_URLCONF))
    return [
        Error(
            f"{conf}: {pattern.lookup_str} declares no permission.",
            hint="Put @requires(Permission.X) or @everyone on the view.",
            id="portal_access.E001",
        )
        for conf in confs
        for pattern in patterns_of(get_resolver(conf))
        if declaration(pattern.callback) is None
    ]


def patterns_of(resolver: URLResolver) -> Iterator[URLPattern]:
    """All patterns under a resolver, however deep."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns_of(each)
        else:
            yield each
