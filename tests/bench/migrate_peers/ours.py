"""`migrate_fleet`, after `bootstrap` of the same release; and the firms of both."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import django


def main() -> None:
    """A line is `make NUMBER`, `migrate RELEASE` or `again`."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tests.bench.migrate_peers import firms, releasing, statements  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    def answer(line: str) -> dict[str, Any]:
        wish, *rest = line.split()
        if wish == "make":
            return {"schemas": firms.make(int(rest[0]))}
        if wish == "again":
            return timed("migrate_fleet")
        releasing.become(rest[0])
        bootstrap = timed("bootstrap")["seconds"]
        return {**timed("migrate_fleet"), "bootstrap": bootstrap}

    def timed(command: str) -> dict[str, Any]:
        with statements.counted() as log:
            began = perf_counter()
            call_command(command, verbosity=0)
            seconds = perf_counter() - began
        return {"seconds": seconds, "queries": len(log)}

    serve(answer)


if __name__ == "__main__":
    main()
