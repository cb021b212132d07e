"""The pages of settings, in the order in which they are listed: one table.

To add a page: add a line here, with the name of its address and the permission that the
view declares. Features are named, not imported, so none depends on this page; a line
whose address does not exist fails `tests/portal/settings`. Who lacks the permission
does not see the line.
"""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from tenants.accounts.models import User

P = Permission


class Section(NamedTuple):
    """One page: what it is called, one sentence, where, for whom, and its icon."""

    title: str | Promise
    text: str | Promise
    name: str
    permission: Permission
    icon: str


class Row(NamedTuple):
    """A section as the page lists it."""

    section: Section
    url: str


SECTIONS: tuple[Section, ...] = (
    Section(
        _("Stages"),
        _("The steps of a case that your clients see, for each practice area."),
        "desk:stages:list",
        P.SETTINGS_VIEW,
        "flag",
    ),
    Section(
        _("Updates"),
        _("After how many days clients hear from you again, also without news."),
        "desk:updates:rules",
        P.CASE_SETTINGS,
        "send",
    ),
    Section(
        _("Calendar"),
        _("When reminders of dates come, and whether people may have calendar feeds."),
        "desk:calendar_settings:home",
        P.SETTINGS_VIEW,
        "cal",
    ),
    Section(
        _("Team"),
        _("Who works on your desk, with which role, and who has left."),
        "desk:staff:list",
        P.STAFF_VIEW,
        "people",
    ),
    Section(
        _("Cases"),
        _("Numbers, practice areas, closing and keeping, and your word for a case."),
        "desk:case_settings:home",
        P.SETTINGS_VIEW,
        "case",
    ),
    Section(
        _("Address of the portal"),
        _("Be reached at a domain of your own, such as portal.yourfirm.be."),
        "desk:addresses:list",
        P.SETTINGS_VIEW,
        "globe",
    ),
    Section(
        _("What clients see"),
        _("Open or close the portal, and the parts of it that you use."),
        "desk:security:access",
        P.SECURITY_VIEW,
        "eye",
    ),
    Section(
        _("Security"),
        _("Second factors, how long one stays signed in, and who sees all cases."),
        "desk:security:rules",
        P.SECURITY_VIEW,
        "key",
    ),
    Section(
        _("IP restrictions"),
        _("The networks from which staff and clients may come."),
        "desk:security:networks",
        P.SECURITY_VIEW,
        "lock",
    ),
    Section(
        _("What each role may do"),
        _("Owner, lawyer, assistant, bookkeeper, client, delegate: one table."),
        "desk:security:roles",
        P.STAFF_VIEW,
        "people",
    ),
    Section(
        _("Support access"),
        _("Who of Tablinum may look along, for how long, and who was here."),
        "desk:support:home",
        P.SETTINGS_VIEW,
        "shield",
    ),
    Section(
        _("Plan and usage"),
        _("What your plan holds, and how much of it you use."),
        "desk:subscription:plan",
        P.SETTINGS_VIEW,
        "building",
    ),
    Section(
        _("History"),
        _("Who did what, and when: signing in, cases, documents and settings."),
        "desk:history:list",
        P.HISTORY_VIEW,
        "log",
    ),
    Section(
        _("Your data"),
        _("Take a copy of everything, or close the portal."),
        "desk:subscription:data",
        P.FIRM_EXPORT,
        "down",
    ),
)


def visible_to(user: User) -> list[Row]:
    """The sections that this person may open."""
    return [
        Row(section, reverse(section.name))
        for section in SECTIONS
        if allowed(user.role, section.permission)
    ]
