"""Who reads a case on the portal, and where: whom to tell of news in it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from portal.cases.models import Case, Party
from portal.people.days import today
from portal.people.models import Delegation
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS


def readers(case: UUID, section: Section) -> list[User]:
    """The accounts that see the section of this case today, invited ones included: its
    clients and their delegates, where the firm and the case show it. Two queries."""
    if not Case.objects.showing(section).filter(pk=case).exists():
        return []
    clients = Party.objects.reading(today()).filter(case=case).values("contact")
    delegations = Delegation.objects.in_force(today()).seeing(section)
    delegates = delegations.filter(contact__in=clients).values("user")
    found = User.objects.get_queryset().active().filter(role__in=CLIENTS)
    found = found.filter(Q(contact__in=clients) | Q(pk__in=delegates))
    return list(found.order_by("pk"))


def readers_of_page(case: UUID) -> list[User]:
    """The clients and delegates who see the page of the case."""
    return readers(case, Section.CASES)


def portal_page(case: UUID, user: User) -> str:
    """Where a client reads of it."""
    return reverse("portal:cases:detail", settings.FIRM_URLCONF, [case])


def desk_tab(name: str) -> Callable[[UUID, User], str]:
    """Where the firm does: this tab of the page of the case."""

    def page(case: UUID, user: User) -> str:
        return (
            f"{reverse('desk:cases:detail', settings.FIRM_URLCONF, [case])}?tab={name}"
        )

    return page
