"""Stock django-tenants: `migrate_schemas`, for every firm or for those named."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import django


def main() -> None:
    """A line is a release, and schemas; without schemas it is for every firm."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tests.bench.migrate_peers import releasing  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415

    def migrate(line: str) -> dict[str, Any]:
        release, *schemas = line.split()
        releasing.become(release)
        call_command("migrate_schemas", shared=True, verbosity=0)
        began = perf_counter()
        for schema in schemas:
            call_command("migrate_schemas", schema_name=schema, verbosity=0)
        if not schemas:
            call_command("migrate_schemas", tenant=True, verbosity=0)
        return {"seconds": perf_counter() - began}

    # Our models ask for a scope. It says nothing to the library's backend, which keeps
    # its own schema on the connection.
    with scope.public():
        serve(migrate)


if __name__ == "__main__":
    main()
