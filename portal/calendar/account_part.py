"""The calendar feed on the account page, and its end with the account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.access import endings
from portal.account import parts
from portal.calendar import feed_actions, queries


def register() -> None:
    """Show the way to one's feed; end it with the account."""
    parts.register(
        parts.AccountPart(
            name="feed",
            title=_("Calendar feed"),
            text=_("See your dates in the calendar of your phone or computer."),
            action=_("Set up the calendar feed"),
            url_name="feeds:home",
            icon="cal",
            is_for=queries.may_have_feed,
        )
    )
    endings.register(feed_actions.end)
