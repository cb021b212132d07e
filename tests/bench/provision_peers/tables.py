"""Our tables' step alone: the template replayed, with the rights, and committed.

A line `sql` gives the same statements to the parent, for psql to run.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import django


def main() -> None:
    """Make a schema with its role, unmeasured; then measure the step."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415

    from provisioning.models import Run  # noqa: PLC0415
    from provisioning.steps import role, schema, tables  # noqa: PLC0415
    from tenants import scope  # noqa: PLC0415
    from tenants.database import template  # noqa: PLC0415
    from tenants.models import Firm, new_schema_name  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    def statements() -> dict[str, Any]:
        name = new_schema_name()
        with scope.public():
            return {"schema": name, "sql": template.load().for_schema(name)}

    def make(line: str) -> dict[str, Any]:
        if line == "sql":
            return statements()
        name = new_schema_name()
        with scope.public():
            firm = Firm.objects.create(name="Tables", slug=name, schema_name=name)
            run = Run(firm=firm)
        with transaction.atomic():
            schema.do(run)
            role.do(run)
        began = perf_counter()
        with transaction.atomic():
            tables.do(run)
        return {"schema": name, "seconds": perf_counter() - began}

    serve(make)


if __name__ == "__main__":
    main()
