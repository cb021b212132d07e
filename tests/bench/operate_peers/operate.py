"""Many firms as rows of `public`, and an operator who looks at each page.

`setup N` makes the tables as `owner`, and the rows; otherwise it answers as `app`,
as the web process does. The page that everybody may read (the landing page) is asked
beside the others: it goes through the same middleware and shows what a page costs here.
"""

from __future__ import annotations

import contextvars
import sys
from time import perf_counter, process_time
from typing import Any

import django

WARM_UP = 2


def main() -> None:
    """Make the firms, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        setup(int(sys.argv[2]))
        return
    from tenants.database import login  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    login.refuse_dangerous()
    serve(contextvars.Context().run(Operator).ask)


def setup(firms: int) -> None:
    """Tables and rows; the statistics as autovacuum would have them."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tests.controlplane import crowd  # noqa: PLC0415

    call_command("bootstrap", verbosity=0)
    with scope.public():
        crowd.make(firms, at=timezone.now())
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Operator:
    """A signed-in operator's browser on the platform's host."""

    def __init__(self) -> None:
        from django.conf import settings  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        from tenants import scope  # noqa: PLC0415
        from tenants.accounts.roles import Role  # noqa: PLC0415
        from tests import operators  # noqa: PLC0415
        from tests.controlplane import crowd, pages  # noqa: PLC0415

        settings.ALLOWED_HOSTS = ["*"]
        # One for all visits, as a thread of the web process has: what Django keeps in
        # it, above all the connection to the cache, stays.
        self._context = contextvars.Context()
        self.browser = Client(HTTP_HOST=settings.PLATFORM_HOST)
        operators.sign_in(self.browser, Role.ADMIN)
        with scope.public():
            self.pages = {"(landing page)": "/", **pages.of(crowd.found())}

    def ask(self, line: str) -> dict[str, Any]:
        """`names`, `time HOW_MANY NAME` or `count NAME`: seconds, or statements."""
        what, _, rest = line.partition(" ")
        if what == "names":
            return {"names": list(self.pages)}
        if what == "count":
            return {"statements": contextvars.Context().run(self._count, rest)}
        number, _, name = rest.partition(" ")
        for _ in range(WARM_UP):
            self._visit(name)
        before = process_time()
        times = [self._visit(name) for _ in range(int(number))]
        busy = (process_time() - before) / int(number)
        return {"seconds": times, "busy": busy}

    def _visit(self, name: str) -> float:
        began = perf_counter()
        response = self._context.run(self.browser.get, self.pages[name])
        seconds = perf_counter() - began
        if response.status_code != 200 or not response.content:
            raise SystemExit(f"{name} answered {response.status_code}")
        return seconds

    def _count(self, name: str) -> int:
        """With an empty cache, when the line of health is counted anew."""
        from django.core.cache import cache  # noqa: PLC0415

        from tenants import scope  # noqa: PLC0415
        from tests.bench.request_peers.answering import counted  # noqa: PLC0415

        with scope.public():
            cache.clear()
        with counted() as statements:
            self._visit(name)
        return len(statements)


if __name__ == "__main__":
    main()
