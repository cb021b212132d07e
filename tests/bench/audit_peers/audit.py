"""One firm with its people: a process that writes, seals, verifies, or shows pages.

`setup` makes the tables as `owner`, and the firm; otherwise it answers as `app`, as the
web process and the worker do.
"""

from __future__ import annotations

import contextvars
import sys
from time import perf_counter
from typing import Any
from unittest import mock

import django

WARM_UP = 20


def main() -> None:
    """Make the firm, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        setup()
        return
    from tenants.database import login  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    login.refuse_dangerous()
    serve(Process().ask)


def setup() -> None:
    """Tables, two firms, and the people of one."""
    from django.core.management import call_command  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tests import cast, firms  # noqa: PLC0415

    call_command("bootstrap", verbosity=0)
    firms.make_both()
    with scope.scope(_firm()):
        cast.make("peeters")


class Process:
    """Does what it is asked, in the firm."""

    def ask(self, line: str) -> dict[str, Any]:
        """`write COUNT`, `seal`, `verify` or `page ROUNDS`."""
        what, _, number = line.partition(" ")
        if what == "page":
            return self._page(int(number))
        return contextvars.Context().run(getattr(self, f"_{what}"), number)

    def _write(self, number: str) -> dict[str, Any]:
        """So many events, each committed by itself, as pages write them."""
        from django.utils import timezone  # noqa: PLC0415

        from portal.cases.models import Case  # noqa: PLC0415
        from tenants import audit, scope  # noqa: PLC0415
        from tenants.accounts.models import User  # noqa: PLC0415

        with scope.scope(_firm()):
            case, user = Case.objects.first(), User.objects.first()
            assert case is not None
            assert user is not None
            began = perf_counter()
            for _each in range(int(number)):
                audit.read("case.viewed", case, by=user, at=timezone.now())
            return {"seconds": perf_counter() - began}

    def _seal(self, _number: str) -> dict[str, Any]:
        from django.utils import timezone  # noqa: PLC0415

        from tenants import scope  # noqa: PLC0415
        from tenants.audit import sealing  # noqa: PLC0415

        with scope.scope(_firm()):
            began = perf_counter()
            rows = sealing.seal(at=timezone.now())
            return {"rows": rows, "seconds": perf_counter() - began}

    def _verify(self, _number: str) -> dict[str, Any]:
        from django.utils import timezone  # noqa: PLC0415

        from tenants import scope  # noqa: PLC0415
        from tenants.audit import anchors, sealing  # noqa: PLC0415
        from tenants.audit.log import StoredLog  # noqa: PLC0415
        from tenants.audit.verifying import verify  # noqa: PLC0415

        with scope.scope(_firm()):
            began = perf_counter()
            report = verify(
                sealing.name(), StoredLog(), anchors.here(), at=timezone.now()
            )
        return {
            "rows": report.rows, "seals": report.seals, "waiting": report.waiting,
            "findings": [str(each) for each in report.findings],
            "seconds": perf_counter() - began,
        }  # fmt: skip

    def _page(self, rounds: int) -> dict[str, Any]:
        """A client's page of his case, in turn with its event and without it."""
        from django.conf import settings  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        from tenants import scope  # noqa: PLC0415
        from tenants.accounts.models import User  # noqa: PLC0415
        from tests.cast import key  # noqa: PLC0415

        firm = contextvars.Context().run(_firm)
        browser = Client(HTTP_HOST=firm.primary_host)

        def sign_in() -> None:
            with scope.scope(firm):
                user = User.objects.get(pk=key("Sofie"))
                browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])

        contextvars.Context().run(sign_in)
        context, address = contextvars.Context(), f"/cases/{key('sale')}/"

        def visit() -> float:
            began = perf_counter()
            response = context.run(browser.get, address)
            if response.status_code != 200:
                raise SystemExit(f"{address} answered {response.status_code}")
            return perf_counter() - began

        for _each in range(WARM_UP):
            visit()
        with_event, without = [], []
        for _each in range(rounds):
            with_event.append(visit())
            with mock.patch("tenants.audit.read"):
                without.append(visit())
        return {"with": with_event, "without": without}


def _firm() -> Any:
    from tenants import scope  # noqa: PLC0415
    from tenants.models import Firm  # noqa: PLC0415
    from tests import firms  # noqa: PLC0415

    with scope.public():
        return Firm.objects.get(pk=firms.PEETERS)


if __name__ == "__main__":
    main()
