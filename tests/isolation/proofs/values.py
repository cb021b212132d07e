"""What is signed, sealed, cached or stored under equal words."""

from __future__ import annotations

from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.crypto.errors import DecryptionError
from tenants.signing import BadSignature, FirmTokenGenerator, signer
from tests.permissions.house import House


def signed_value(home: House, there: House) -> bool:
    """A value that was signed for equal words."""
    with scope.scope(home.firm):
        signed = signer("device").sign("7")
    with scope.scope(there.firm):
        try:
            return signer("device").unsign(signed) == "7"
        except BadSignature:
            return False


def password_token(home: House, there: House) -> bool:
    """Django's token for a new password, of an account that is equal in all."""
    with scope.scope(home.firm):
        token = FirmTokenGenerator().make_token(User.objects.get(pk=home.cast.tom.pk))
    with scope.scope(there.firm):
        twin = User.objects.get(pk=there.cast.tom.pk)
        return FirmTokenGenerator().check_token(twin, token)


def sealed_value(home: House, there: House) -> bool:
    """A value that was encrypted for equal words."""
    with scope.scope(home.firm):
        sealed = crypto.encrypt("seed", b"secret", aad=b"7")
    with scope.scope(there.firm):
        try:
            return crypto.decrypt("seed", sealed, aad=b"7") == b"secret"
        except DecryptionError:
            return False


def cached_value(home: House, there: House) -> bool:
    """Something under an equal key of the cache."""
    with scope.scope(home.firm):
        cache.set("canary", home.mark)
    with scope.scope(there.firm):
        return bool(cache.get("canary") == home.mark)


def stored_file(home: House, there: House) -> bool:
    """A file, by its name and by its whole path in the storage."""
    with scope.scope(home.firm):
        name = default_storage.save("deed", ContentFile(home.mark.encode()))
    guesses = (name, f"{home.firm.pk}/{name}", f"../{home.firm.pk}/{name}")
    with scope.scope(there.firm):
        return any(_read(each) == home.mark.encode() for each in guesses)


def carried_file(home: House, there: House) -> bool:
    """What is stored of a file, put in its place among the other firm's."""
    mark = home.mark.encode()
    inner = default_storage._inner
    with scope.scope(home.firm):
        name = default_storage.save("carried", ContentFile(mark))
    stored = inner.stored(f"{home.firm.pk}/{name}")
    content = stored.read(0, stored.size)
    stored.close()
    inner.delete(f"{there.firm.pk}/{name}")
    inner.write(f"{there.firm.pk}/{name}", [content])
    with scope.scope(there.firm):
        return _read(name) == mark


def _read(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except (OSError, SuspiciousOperation, DecryptionError):
        return b""
