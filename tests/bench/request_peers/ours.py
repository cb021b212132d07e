"""Ours. `setup N` makes N firms as `owner`; otherwise it answers as `app`."""

from __future__ import annotations

import sys

import django


def main() -> None:
    """Make the firms, or serve."""
    django.setup()
    if sys.argv[1:2] == ["setup"]:
        setup(int(sys.argv[2]))
        return
    from tenants.database import login  # noqa: PLC0415
    from tests.bench.provision_peers.serving import serve  # noqa: PLC0415
    from tests.bench.request_peers.answering import Browser  # noqa: PLC0415

    login.refuse_dangerous()
    serve(Browser().ask)


def setup(firms: int) -> None:
    """The platform's tables, then each firm with its rows."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tenants.database import roles, template  # noqa: PLC0415
    from tenants.models import Domain, Firm, FirmState  # noqa: PLC0415
    from tests.bench.page import models  # noqa: PLC0415
    from tests.bench.page.urls import fill  # noqa: PLC0415

    call_command("bootstrap", verbosity=0)
    for number in range(firms):
        with scope.public():
            firm = Firm.objects.create(
                name=f"F{number}", slug=f"f{number}", state=FirmState.ACTIVE
            )
            Domain.objects.create(domain=f"f{number}.localhost", tenant=firm)
            ready = template.load()
        schema = firm.schema_name
        with transaction.atomic(), scope.as_owner(schema):
            roles.create_role(schema)
            roles.create_schema(schema)
            template.replay(ready, schema)
            with connection.schema_editor() as editor:
                for model in (models.Person, models.Dossier, models.Note):
                    editor.create_model(model)
            roles.grant(schema)
        with scope.scope(firm):
            fill()


if __name__ == "__main__":
    main()
