"""`python -m infra.embedded.mailcatcher --smtp-port N --http-port N --dir DIR`."""

import argparse
import signal
import sys
from pathlib import Path

from infra.embedded.console import say
from infra.embedded.mailcatcher.mailbox import Mailbox
from infra.embedded.mailcatcher.receiver import smtp_server
from infra.embedded.mailcatcher.web import MailServer


def main() -> None:
    """Receive and show until somebody asks to stop."""
    parser = argparse.ArgumentParser(prog="mailcatcher", description=__doc__)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    arguments = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    mailbox = Mailbox(arguments.dir)
    smtp = smtp_server(mailbox, arguments.smtp_port)
    smtp.start()
    try:
        with MailServer(mailbox, arguments.http_port) as web:
            say(
                f"SMTP on {arguments.smtp_port}, pages on {arguments.http_port}: ready."
            )
            web.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        smtp.stop()


if __name__ == "__main__":
    main()
