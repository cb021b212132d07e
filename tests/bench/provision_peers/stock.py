"""Stock django-tenants: saving a tenant makes its schema and runs `migrate_schemas`."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from time import perf_counter
from typing import Any

import django


def main() -> None:
    """Make `public` once, then a tenant for each line."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tenants.models import Firm, new_schema_name  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    def make(line: str) -> dict[str, Any]:
        schema = new_schema_name()
        firm = Firm(name="Stock", slug=schema, schema_name=schema)
        firm.auto_create_schema = True  # what a tenant of the library does on save()
        began = perf_counter()
        firm.save(verbosity=0)
        return {"schema": schema, "seconds": perf_counter() - began}

    # Our models and our ContentType cache ask for a scope. It says nothing to the
    # library's backend, which keeps its own schema on the connection.
    with scope.public():
        with redirect_stdout(sys.stderr):
            call_command("migrate_schemas", schema_name="public", verbosity=0)
        serve(make)


if __name__ == "__main__":
    main()
