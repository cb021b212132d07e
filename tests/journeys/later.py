"""Time passes in a running platform: what waited for a moment is due.

Nobody's clock is turned. All that cases and notices wrote down moves
into the past instead, which is the same to whoever compares it with now.
"""

from __future__ import annotations

from tests.journeys.running import RunningPlatform

FEATURES = ("progress", "updates", "calendar", "notifications")
COLUMNS = """
SELECT table_name, string_agg(format('%%1$I = %%1$I - {passed}', column_name), ', ')
FROM information_schema.columns
WHERE table_schema = '{schema}' AND data_type LIKE 'timestamp%%'
  AND (table_name LIKE 'tenants_outbox%%' OR {features})
GROUP BY table_name
"""


def later(platform: RunningPlatform, schema: str, *, minutes: int) -> None:
    """So many minutes have passed for this firm, and the worker sees what is due."""
    passed = f"make_interval(mins => {minutes})"
    features = " OR ".join(f"table_name LIKE 'portal_{each}%%'" for each in FEATURES)
    question = COLUMNS.format(schema=schema, passed=passed, features=features)
    changes = [
        f'UPDATE "{table}" SET {columns}'
        for table, columns in platform.ask(schema, question.replace("%%", "%"))
    ]
    platform.ask(schema, "; ".join(changes))
    platform.send("outbox.sweep")
