"""What the tab of a case shows of its updates. Asked for when the tab is drawn, so the
other tabs of the page cost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page, Paginator

from portal.access.permissions import Permission, allowed
from portal.cases.models import Case
from portal.updates import queries
from portal.updates.forms import NextUpdateForm, UpdateForm
from portal.updates.models import NextUpdate, Update
from tenants.accounts.models import User

PAGE_SIZE = 10


@dataclass
class Board:
    """The updates of a case, for one of the firm's people."""

    case: Case
    user: User
    at: datetime
    number: str | None

    @cached_property
    def page(self) -> Page[Update]:
        """The newest first, with their documents."""
        found = queries.of_case(self.case, self.user, self.at)
        return Paginator(found, PAGE_SIZE).get_page(self.number)

    @cached_property
    def promise(self) -> NextUpdate | None:
        """By when the clients hear again; nothing in a closed case."""
        found = NextUpdate.objects.filter(case=self.case)
        return found.first() if self.case.is_open else None

    @cached_property
    def form(self) -> UpdateForm:
        """A new update."""
        return UpdateForm(case=self.case, user=self.user)

    @cached_property
    def next_form(self) -> NextUpdateForm:
        """Another day."""
        return NextUpdateForm(promise=self.promise)

    @property
    def may_write(self) -> bool:
        """Whether this person may do more than read."""
        return allowed(self.user.role, Permission.UPDATE_WRITE)
