"""The seed of an authenticator app before it is switched on.

It waits in the session: until a code of it was typed, nothing is stored with the
account, and a page that was only looked at changes nothing. It waits sealed: sessions
are rows of the database too.
"""

from __future__ import annotations

import base64
import binascii

from portal.access.gate import PortalRequest
from tenants import crypto
from tenants.factors import secret
from tenants.factors.secret import Secret

KEY = "second_factor_seed"
PURPOSE = "authenticator-seed-pending"


def of(request: PortalRequest) -> Secret:
    """The secret that this session is setting up; a new one at first."""
    kept = request.session.get(KEY)
    return _open(request, kept) if kept else _begin(request)


def forget(request: PortalRequest) -> None:
    """It is switched on: it is in the account now."""
    request.session.pop(KEY, None)


def _begin(request: PortalRequest) -> Secret:
    made = secret.new()
    sealed = crypto.encrypt(PURPOSE, made.seed, aad=request.user.pk.bytes)
    request.session[KEY] = base64.b64encode(sealed).decode()
    return made


def _open(request: PortalRequest, kept: str) -> Secret:
    try:
        sealed = base64.b64decode(kept)
        return Secret(crypto.decrypt(PURPOSE, sealed, aad=request.user.pk.bytes))
    except (crypto.DecryptionError, binascii.Error):  # begun as somebody else
        return _begin(request)
