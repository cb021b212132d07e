"""A request: what the firm would like to have, from whom, by when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from portal.cases.models import Case, Party
from portal.people.days import today
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.keys import ScopedModel

LONGEST = 2000
LONGEST_TITLE = 80  # the name of a folder, too


class State(models.TextChoices):
    """How far a request is."""

    OPEN = "open", _("Open")
    COMPLETE = "complete", _("Complete")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RequestQuerySet(models.QuerySet["Request"]):
    """Requests, by who sees them."""

    def visible_to(self, user: User) -> Self:
        """Staff: all of the cases they see. A client, or who looks for him: what is
        asked of all clients of his cases, or of him; never what was withdrawn."""
        if user.is_client:
            cases = Case.objects.open_to(user, Section.DOCUMENTS)
            own = Party.objects.read_by(user, Section.DOCUMENTS).values("pk")
            asked = Q(is_for_all=True) | Q(party__in=own)
            found = self.exclude(state=State.WITHDRAWN)
            return found.filter(asked, case__in=cases)
        if not allowed(user.role, Permission.REQUEST_VIEW):
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user))

    def open(self) -> Self:
        """Those that wait for somebody, in cases that are open."""
        return self.filter(state=State.OPEN, case__closed_at=None)

    def waiting(self) -> Self:
        """Those of which something is still to be sent."""
        return self.open().filter(models.Exists(_items("open", "rejected")))

    def to_review(self) -> Self:
        """Those in which something was sent that nobody has looked at."""
        return self.open().filter(models.Exists(_items("uploaded")))

    def counted(self) -> Self:
        """With how many items there are, were accepted, are to be sent or reviewed."""
        return self.annotate(
            total=Count("items"),
            accepted=Count("items", filter=Q(items__state="accepted")),
            to_send=Count("items", filter=Q(items__state__in=["open", "rejected"])),
            to_check=Count("items", filter=Q(items__state="uploaded")),
        )

    def latest_first(self) -> Self:
        """By the time of asking."""
        return self.order_by("-asked_at", "-pk")


class Request(ScopedModel):
    """Asked of all clients of the case, or of one. Who is no party any more is asked
    nothing: a request for one whose party is gone is for nobody."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="requests")
    title = models.CharField(_("Title"), max_length=LONGEST_TITLE)
    message = models.TextField(
        _("Message"), max_length=LONGEST, blank=True, default="", db_default=""
    )
    due_on = models.DateField(_("By"), null=True, blank=True)
    is_for_all = models.BooleanField(default=True, db_default=True)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=State, default=State.OPEN, db_default=State.OPEN.value
    )
    ended_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-asked_at", "-id"], name="request_case"),
            models.Index(
                fields=["-asked_at", "-id"],
                condition=models.Q(state="open"),
                name="request_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state == State.OPEN

    @property
    def is_complete(self) -> bool:
        """Whether everything was accepted."""
        return self.state == State.COMPLETE

    @property
    def days_left(self) -> int | None:
        """Until it is due; negative when the day is over."""
        due: date | None = self.due_on
        return (due - today()).days if due else None


def _items(*states: str) -> models.QuerySet[models.Model]:
    from portal.requests.models.items import Item  # noqa: PLC0415  (a circle)

    return Item.objects.filter(request=models.OuterRef("pk"), state__in=states)
