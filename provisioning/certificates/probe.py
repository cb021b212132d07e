"""A TLS handshake with the edge, as any browser makes it, to see what it serves.

It is also what makes Caddy order and renew: both happen on a handshake.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext_noop as _

from provisioning.certificates import events

LATELY = timedelta(minutes=2)  # an order's failure is this handshake's
PATIENCE_TO_CONNECT = 5.0  # seconds
PATIENCE = 20.0  # seconds for a handshake: the edge may be ordering meanwhile


class Outcome(Enum):
    """How the handshake ended."""

    SERVED = "served"  # a valid certificate of that host
    UNTRUSTED = "untrusted"  # a certificate that browsers would refuse
    REFUSED = "refused"  # the edge has none, and could not get one
    SLOW = "slow"  # no answer yet: perhaps it is ordering
    DENIED = "denied"  # the authority refused the order; the reason is its own
    AWAY = "away"  # the edge cannot be reached: says nothing about the certificate


@dataclass(frozen=True, kw_only=True)
class Served:
    """What stands in the certificate."""

    issuer: str
    serial: str  # hexadecimal
    not_before: datetime
    not_after: datetime
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one handshake showed. `reason` is for a person; empty when it went well."""

    outcome: Outcome
    reason: str = ""
    served: Served | None = None


UNTRUSTED = {
    10: _("The certificate has expired."),
    9: _("The certificate is not valid yet."),
    62: _("The certificate is for another name."),
}  # X509_V_ERR_* of OpenSSL
UNTRUSTED_ELSE = _("Browsers do not trust the authority that issued the certificate.")
REFUSED = _("The server has no certificate for this address and could not get one.")
NOT_ORDERED = _(
    "The server ordered no certificate: too many were ordered for this domain lately, "
    "or it could not ask the platform."
)
SLOW = _("The server did not get a certificate in time.")
AWAY = _("The server that serves certificates cannot be reached.")


def probe(host: str, *, at: datetime) -> Finding:
    """Shake hands with the edge for this host; say why it has no certificate."""
    found = _handshake(host)
    if found.outcome not in (Outcome.REFUSED, Outcome.SLOW):
        return found
    why = events.last_failure(host, since=at - LATELY)
    return Finding(outcome=Outcome.DENIED, reason=why) if why else found


def _handshake(host: str) -> Finding:
    try:
        connection = socket.create_connection(_edge(), PATIENCE_TO_CONNECT)
    except OSError:
        return Finding(outcome=Outcome.AWAY, reason=AWAY)
    with connection:
        connection.settimeout(PATIENCE)
        return _shake(connection, host)


def _edge() -> tuple[str, int]:
    host, _colon, port = settings.EDGE_PROBE.rpartition(":")
    return host.strip("[]"), int(port)


def _shake(connection: socket.socket, host: str) -> Finding:
    try:
        with _trust().wrap_socket(connection, server_hostname=host) as wrapped:
            der = wrapped.getpeercert(binary_form=True)
    except ssl.SSLCertVerificationError as error:
        reason = UNTRUSTED.get(error.verify_code, UNTRUSTED_ELSE)
        return Finding(outcome=Outcome.UNTRUSTED, reason=reason)
    except TimeoutError:
        return Finding(outcome=Outcome.SLOW, reason=SLOW)
    except OSError:  # an alert, or a connection that was cut
        return Finding(outcome=Outcome.REFUSED, reason=REFUSED)
    assert der is not None  # noqa: S101  (a verified peer has shown a certificate)
    return Finding(outcome=Outcome.SERVED, served=read(der))


def _trust() -> ssl.SSLContext:
    """Trust what the system trusts, and the internal root if there is one."""
    context = ssl.create_default_context()
    if settings.EDGE_CA_FILE:
        context.load_verify_locations(cafile=settings.EDGE_CA_FILE)
    return context


def read(der: bytes) -> Served:
    """Read a certificate. The issuer by the name that people know it by."""
    found = x509.load_der_x509_certificate(der)
    return Served(
        issuer=_issuer(found.issuer),
        serial=f"{found.serial_number:x}",
        not_before=found.not_valid_before_utc,
        not_after=found.not_valid_after_utc,
        names=_names(found),
    )


def _issuer(name: x509.Name) -> str:
    """`Let's Encrypt` where an organisation signs, else the name of the authority."""
    for kind in (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME):
        if found := name.get_attributes_for_oid(kind):
            return str(found[0].value)
    return name.rfc4514_string()


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
    except x509.ExtensionNotFound:
        return ()
    return tuple(found.value.get_values_for_type(x509.DNSName))
