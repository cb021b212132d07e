"""The SMTP side."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.embedded.mailcatcher.mailbox import Mailbox
from infra.embedded.ports import LOOPBACK


class Receiver:
    """Takes every message for every address into the mailbox."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Store the message, then say so."""
        content = envelope.content or b""
        self._mailbox.store(
            content if isinstance(content, bytes) else content.encode(),
            sender=envelope.mail_from or "",
            to=envelope.rcpt_tos,
        )
        return "250 OK"


def smtp_server(mailbox: Mailbox, port: int) -> Controller:
    """Return a server that runs in a thread of its own once started."""
    return Controller(
        Receiver(mailbox),
        hostname=LOOPBACK,
        port=port,
        enable_SMTPUTF8=True,
        ident="Tablinum demo mail",
    )
