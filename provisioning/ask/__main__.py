"""`python -m provisioning.ask`: answers until SIGTERM."""

import logging
import signal
import sys
from threading import Thread
from types import FrameType

from provisioning.ask import configuration
from provisioning.ask.index import Index
from provisioning.ask.known import Known
from provisioning.ask.oracle import Oracle
from provisioning.ask.server import Server

OK, FAILED = 0, 1


def main() -> int:
    """Serve; the exit code."""
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    try:
        found = configuration.read()
    except configuration.UnusableError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return FAILED
    index = Index(found.database_url)
    known = Known(lambda: index.known(found.platform_host))
    oracle = Oracle(index, known, found.platform_host, found.limits)
    server = Server(found.address, oracle)

    def stop(_number: int, _frame: FrameType | None) -> None:
        Thread(target=server.shutdown).start()  # not from the serving thread

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    known.keep_fresh()
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    index.close()
    return OK


if __name__ == "__main__":
    sys.exit(main())
