"""What a file may be called, and where it then lies: `<firm's uuid>/<name>`.

The name in the database carries no prefix: the firm in force is put in front at each
call, so a name that leaks, or is guessed, leads nowhere but into one's own files.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import SuspiciousFileOperation

from tenants import scope

NAME_BYTES = 900  # S3 allows 1,024 for a key, prefixes included


def prefix() -> str:
    """The folder of the firm in force. Raises NoScope, in `public()` too."""
    return f"{scope.current_firm().pk}/"


def key(name: str) -> str:
    """Where the firm's file of this name lies. Raises SuspiciousFileOperation."""
    return prefix() + checked(name)


def checked(name: str) -> str:
    """The name as it came. Raises SuspiciousFileOperation when it is not plain."""
    segments = name.split("/")
    if {"", ".", ".."} & set(segments):
        raise SuspiciousFileOperation("A file's name must be a plain relative path.")
    if "\\" in name or not name.isprintable():
        raise SuspiciousFileOperation("A file's name holds a forbidden character.")
    if len(name.encode()) > NAME_BYTES:
        raise SuspiciousFileOperation("A file's name is too long.")
    if len(segments) > 1 and _is_uuid(segments[0]):
        raise SuspiciousFileOperation("A file's name must not start with a firm's key.")
    return name


def bare(key: str) -> str:
    """The name without the firm's prefix, as the database keeps it."""
    own = prefix()
    if not key.startswith(own):
        raise SuspiciousFileOperation("The file is outside the firm's folder.")
    return key.removeprefix(own)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
