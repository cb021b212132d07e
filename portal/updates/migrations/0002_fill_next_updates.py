"""A day for the clients of every case that is open already: three weeks from now.

Plain SQL, because it runs in every firm's own transaction. It schedules no reminders;
the desk lists these days as they come, and each later one is reminded of.
"""

from django.db import migrations

FILL = """
INSERT INTO portal_updates_nextupdate (id, case_id, due_on, set_at)
SELECT uuidv7(), id, (now() AT TIME ZONE 'Europe/Brussels')::date + 21, now()
FROM portal_cases_case WHERE closed_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("portal_updates", "0001_updates")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
