"""Refuses to start with a database login that could do more than it must.

The prevention of leaks rests on a login without rights of its own: a forgotten role
then fails instead of reading everything. A mistake in the deployment must not undo it.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tenants import scope

QUESTION = """
    SELECT rolsuper, rolcreaterole, rolbypassrls, rolinherit,
           EXISTS (SELECT FROM pg_shdepend
                   WHERE refclassid = 'pg_authid'::regclass
                     AND refobjid = pg_roles.oid AND deptype = 'o') AS owns,
           has_function_privilege(oid, 'pg_catalog.set_config(text, text, boolean)',
                                  'EXECUTE') AS sets
      FROM pg_roles WHERE rolname = session_user
"""
WHY = (
    "is a superuser",
    "may create roles",
    "bypasses row level security",
    "inherits the rights of its roles",
    "owns objects",
    "may call set_config()",
)


def refuse_dangerous() -> None:
    """Raise ImproperlyConfigured unless the login is one like `app`."""
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute(QUESTION)
        answers = cursor.fetchone()
    connection.close()
    found = [why for why, answer in zip(WHY, answers, strict=True) if answer]
    if found:
        raise ImproperlyConfigured(
            f"The database login of web and worker {' and '.join(found)}. Use the "
            "login `app`, which owns nothing; see docs/operators.md."
        )
