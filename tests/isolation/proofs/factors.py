"""Second factors, where all that is kept of them was copied."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from tenants import scope
from tenants.crypto import DecryptionError
from tenants.factors import actions, ceremony, proving, queries
from tenants.factors.models import Passkey
from tests.factors import app_of, code_on
from tests.isolation.proofs.copying import copy
from tests.passkeys import SoftPasskey
from tests.permissions.house import House


def authenticator_code(home: House, there: House) -> bool:
    """A code of Sofie's app."""
    with scope.scope(home.firm):
        app = app_of(home.cast.sofie)
        code = code_on(app)
    copy(app, there=there)
    return _is_proved(there, proving.by_app, code)


def recovery_code(home: House, there: House) -> bool:
    """One of her recovery codes."""
    with scope.scope(home.firm):
        code = actions.make_codes_unless_there(home.cast.sofie, at=timezone.now())[0]
        codes = queries.of(home.cast.sofie).codes
        assert codes is not None
        digests = list(codes.unused.all())
    for row in (codes, *digests):
        copy(row, there=there)
    return _is_proved(there, proving.by_recovery_code, code)


def passkey(home: House, there: House) -> bool:
    """An answer of her passkey, which it gave at home."""
    device = SoftPasskey(home.firm.primary_host)
    with scope.scope(home.firm):
        copied = _kept(device, home)
    copy(copied, there=there)
    with scope.scope(there.firm):
        question = ceremony.to_prove([], place=_place(there))
        answer = device.proof(question.options)
        proved = proving.by_passkey(
            there.cast.sofie,
            answer,
            question.challenge,
            place=_place(there),
            at=timezone.now(),
        )
    return proved is not None


def _kept(device: SoftPasskey, home: House) -> Passkey:
    asked = ceremony.to_make(home.cast.sofie, [], place=_place(home))
    return actions.add_passkey(
        home.cast.sofie,
        device.made(asked.options),
        asked.challenge,
        name="Phone",
        place=_place(home),
        at=timezone.now(),
    )


def _place(house: House) -> ceremony.Place:
    host = house.firm.primary_host
    return ceremony.Place(origin=f"{settings.PUBLIC_SCHEME}://{host}", host=host)


def _is_proved(there: House, prove: Any, code: str) -> bool:
    with scope.scope(there.firm):
        try:
            return prove(there.cast.sofie, code, at=timezone.now()) is not None
        except DecryptionError:
            return False
