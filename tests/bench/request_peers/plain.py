"""Plain Django. `setup` makes its tables; otherwise it answers requests."""

from __future__ import annotations

import sys

import django


def main() -> None:
    """Make the tables, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        from django.core.management import call_command  # noqa: PLC0415

        from tests.bench.page.urls import fill  # noqa: PLC0415

        call_command("migrate", run_syncdb=True, verbosity=0)
        fill()
        return
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415
    from tests.bench.request_peers.answering import Browser  # noqa: PLC0415

    serve(Browser().ask)


if __name__ == "__main__":
    main()
