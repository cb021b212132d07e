"""What the firm decides about its calendar: one transaction, with audit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.calendar.models import CalendarRules
from tenants import audit, outbox
from tenants.accounts.models import User


@transaction.atomic
def change_rules(
    *, reminders: list[int], has_feeds: bool, by: User, at: datetime
) -> CalendarRules:
    """Let new entries begin with these reminders, and let people have feeds or not.

    Without feeds every address of one is dead at once; with them again they work.
    """
    CalendarRules.objects.get_or_create(is_only=True)
    rules = CalendarRules.objects.select_for_update().get()
    before = {"reminders": rules.reminders, "has_feeds": rules.has_feeds}
    after = {"reminders": reminders, "has_feeds": has_feeds}
    if before == after:
        return rules
    rules.reminders, rules.has_feeds = reminders, has_feeds
    rules.save(update_fields=["reminders", "has_feeds"])
    audit.record("calendar.rules", rules, by=by, at=at, before=before, after=after)
    outbox.publish("calendar.rules")
    return rules
