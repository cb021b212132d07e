"""What each schema of a database is made of. With `--grant`: after giving the rights.

The peers that know nothing of roles get them here, by the function that our step uses.
"""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """Print a fingerprint for each firm's schema, as JSON."""
    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tenants.database import roles  # noqa: PLC0415
    from tenants.database.fingerprint import fingerprint  # noqa: PLC0415

    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")
        schemas = [row[0] for row in cursor.fetchall()]
    found = {}
    for schema in schemas:
        with scope.as_owner(schema), transaction.atomic():
            if "--grant" in sys.argv:
                roles.create_role(schema)
                roles.grant(schema)
            found[schema] = fingerprint(schema)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
