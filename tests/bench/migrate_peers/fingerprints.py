"""What schemas are made of, after a migration; named on standard input."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """Print a fingerprint for each schema, and the mottos, as JSON."""
    django.setup()
    from django.db import connection  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tenants.database.fingerprint import fingerprint  # noqa: PLC0415

    found = {}
    for schema in sys.stdin.read().split():
        with scope.as_owner(schema), connection.cursor() as cursor:
            cursor.execute("SELECT motto, note FROM portal_branding_brand")
            found[schema] = {
                **fingerprint(schema),
                "rows of brand": str(cursor.fetchall()),
            }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
