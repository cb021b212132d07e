"""Whose key is meant: the firm in force, or the platform in `public()`."""

from __future__ import annotations

from uuid import UUID

from tenants import scope

PLATFORM = "platform"


def current() -> str:
    """The owner in force. Raises NoScope without a scope, ScopeError in `as_owner`."""
    found = scope.current()
    if found.firm is not None:
        return str(found.firm.pk)
    if (found.schema, found.role) == (scope.PUBLIC_SCHEMA, scope.CONTROL_ROLE):
        return PLATFORM
    raise scope.ScopeError("Only scope(firm) and public() have keys.")


def named(owner: str | UUID) -> str:
    """The owner in the one way that it is written. Raises ValueError.

    It becomes a file name, so nothing but a firm's uuid and `platform` passes.
    """
    return PLATFORM if owner == PLATFORM else str(UUID(str(owner)))
