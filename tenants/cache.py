"""Cache keys of the firm in force: KEY_FUNCTION of every cache alias."""

from __future__ import annotations

from tenants import scope


def firm_key(key: str, key_prefix: str, version: int) -> str:
    """Put the schema in force in front. Raises NoScope when there is none.

    What the whole platform shares is cached in `public()`, which says so in the code.
    """
    return f"{scope.current().schema}:{key_prefix}:{version}:{key}"
