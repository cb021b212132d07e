"""Our whole run: from the request to an active firm, each step committed by itself.

A line `fill N` makes N firms that only have to be there.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import django


def main() -> None:
    """Ask for a firm and drive it, for each line."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from provisioning import actions, driver  # noqa: PLC0415
    from provisioning.models import Run  # noqa: PLC0415
    from tenants import scope  # noqa: PLC0415
    from tests.bench.provision_peers.filling import fill  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    def make(line: str) -> dict[str, Any]:
        if line.startswith("fill "):
            fill(int(line.removeprefix("fill ")))
            return {"filled": line}
        began = perf_counter()
        with scope.public():
            run = actions.request(
                name="Whole", slug=f"whole-{line}", language="nl", country="BE",
                time_zone="Europe/Brussels", owner_name="Olivia Peeters",
                owner_email="olivia@example.com", at=timezone.now(),
            )  # fmt: skip
        driver.drive(run.pk)
        seconds = perf_counter() - began
        with scope.public():
            run = Run.objects.select_related("firm").get(pk=run.pk)
        if not run.firm.is_active:
            raise RuntimeError(run.error)
        return {"schema": run.firm.schema_name, "seconds": seconds}

    serve(make)


if __name__ == "__main__":
    main()
