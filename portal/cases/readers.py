"""Who reads a section of a case on the portal: whom to tell of news in it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

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
