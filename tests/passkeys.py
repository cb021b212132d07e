"""A passkey in software: it answers as a browser with a device would (WebAuthn)."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from webauthn.helpers import bytes_to_base64url as text

PRESENT, WITH_KEY = 0x01, 0x40


@dataclass
class SoftPasskey:
    """One key pair, at one host."""

    host: str
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    uses: int = 0
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, options: str) -> str:
        """The answer to being asked for a new passkey."""
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        length = len(self.credential).to_bytes(2, "big")
        data = self._data(WITH_KEY) + bytes(16) + length + self.credential + public
        kept = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options)
        return self._answer(
            clientDataJSON=text(said),
            attestationObject=text(kept),
            transports=["internal", "unheard-of"],
        )

    def proof(self, options: str) -> str:
        """The answer to being asked for a proof."""
        self.uses += 1
        data, said = self._data(0), self._said("webauthn.get", options)
        signed = data + hashlib.sha256(said).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=text(said),
            authenticatorData=text(data),
            signature=text(signature),
        )

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([PRESENT | flags]) + self.uses.to_bytes(4, "big")

    def _said(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        origin = f"{settings.PUBLIC_SCHEME}://{self.host}"
        said = {"type": kind, "challenge": challenge, "origin": origin}
        return json.dumps(said).encode()

    def _answer(self, **response: Any) -> str:
        name = text(self.credential)
        parts = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(parts)
