"""Stock django-tenants. `setup N` makes N tenants; otherwise it answers requests."""

from __future__ import annotations

import sys

import django


def main() -> None:
    """Make the tenants, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        setup(int(sys.argv[2]))
        return
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415
    from tests.bench.request_peers.answering import Browser  # noqa: PLC0415

    serve(Browser().ask)


def setup(firms: int) -> None:
    """The shared tables, then each tenant with its rows."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django_tenants.utils import tenant_context  # noqa: PLC0415

    from tests.bench.page.urls import fill  # noqa: PLC0415
    from tests.bench.stock_tenants.models import Client, Domain  # noqa: PLC0415

    call_command("migrate_schemas", schema_name="public", run_syncdb=True, verbosity=0)
    for number in range(firms):
        tenant = Client.objects.create(name=f"F{number}", schema_name=f"f{number}")
        Domain.objects.create(domain=f"f{number}.localhost", tenant=tenant)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA f{number}")
        call_command(
            "migrate_schemas", schema_name=f"f{number}", run_syncdb=True, verbosity=0
        )
        with tenant_context(tenant):
            fill()


if __name__ == "__main__":
    main()
