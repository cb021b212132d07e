"""Which firm the code is working for: the one place that knows.

Everything that must not mix firms reads it from here: the database backend (role
and search path), cache keys, signers, encryption keys, file names, task headers.
The scope is a ContextVar, so a new thread or a task starts without one, and asking
then raises instead of falling back to anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.models import Firm

PUBLIC_SCHEMA = "public"
EXTENSIONS_SCHEMA = "extensions"
CONTROL_ROLE = "control"


class ScopeError(RuntimeError):
    """The code and the firm it works for do not fit together."""


class NoScope(ScopeError):  # noqa: N818  (reads as what happened)
    """Nobody said which firm this is for."""


class SecondFirm(ScopeError):  # noqa: N818  (reads as what happened)
    """One firm's work reached for another's."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where statements go: a schema, and the PostgreSQL role they run with.

    `role` is None for the login itself, which only `as_owner` uses.
    """

    schema: str
    role: str | None
    firm: Firm | None = None


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The scope in force. Raises NoScope when there is none."""
    if (found := _current.get()) is None:
        raise NoScope("No firm is set. Enter scope(firm) or public() first.")
    return found


def current_or_none() -> Scope | None:
    """The scope in force, for those few who may ask without having one."""
    return _current.get()


def current_firm() -> Firm:
    """The firm in force. Raises NoScope when there is none, or in `public()`."""
    if (firm := current().firm) is None:
        raise NoScope("This work belongs to a firm, but none is set.")
    return firm


@contextmanager
def scope(firm: Firm) -> Iterator[Firm]:
    """Work for this firm: in its schema, with its role."""
    with _enter(Scope(firm.schema_name, firm.schema_name, firm)):
        yield firm


@contextmanager
def public() -> Iterator[None]:
    """Work on the control plane's own tables. Never inside a firm's scope."""
    with _enter(Scope(PUBLIC_SCHEMA, CONTROL_ROLE)):
        yield


@contextmanager
def as_owner(schema: str = PUBLIC_SCHEMA) -> Iterator[None]:
    """Make or change tables in a schema, with the rights of the login itself.

    Only the login `owner` can do anything here; `app` has no rights of its own.
    """
    with _enter(Scope(schema, None)):
        yield


@contextmanager
def _enter(wanted: Scope) -> Iterator[None]:
    before = _current.get()
    if before is not None and not _same(before, wanted):
        raise SecondFirm("Leave the current scope before entering another one.")
    token = _current.set(wanted)
    try:
        yield
    finally:
        _current.reset(token)


def _same(one: Scope, other: Scope) -> bool:
    return (one.schema, one.role) == (other.schema, other.role)
