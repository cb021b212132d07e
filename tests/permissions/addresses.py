"""All addresses that a URL conf answers, found by walking it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Address(NamedTuple):
    """A pattern: its name with the namespaces, and the names of what it takes."""

    name: str
    takes: frozenset[str]


def addresses(conf: str) -> list[Address]:
    """Every pattern of this URL conf, however deep. One without a name is "?"."""
    return list(_walk(get_resolver(conf), "", frozenset()))


def _walk(
    resolver: URLResolver, prefix: str, taken: frozenset[str]
) -> Iterator[Address]:
    for each in resolver.url_patterns:
        takes = taken | frozenset(each.pattern.converters)
        if isinstance(each, URLPattern):
            yield Address(f"{prefix}{each.name or '?'}", takes)
        else:
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _walk(each, inner, takes)
