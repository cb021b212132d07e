"""What stands in the calendar of a case, and who sees it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models import SEE_NO_DOCUMENTS, Case
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.keys import ScopedModel

# How long a slip can be taken back before any client gets a mail about it.
HOLD = timedelta(minutes=10)
# So many days before it, a reminder can come; 0 is the morning of the day itself.
REMINDER_DAYS = (30, 14, 7, 3, 2, 1, 0)
LONGEST_MINUTES = 24 * 60


class EntryKind(models.TextChoices):
    """What it is. Only deadlines can be missed, and so be overdue."""

    DEADLINE = "deadline", _("Deadline")
    APPOINTMENT = "appointment", _("Appointment")
    HEARING = "hearing", _("Hearing")


class CalendarEntryQuerySet(models.QuerySet["CalendarEntry"]):
    """Entries, by who sees them and by what is still to come."""

    def visible_to(self, user: User) -> Self:
        """Staff: all of the cases they see, but the bookkeeper none. A client: what is
        shared in his cases, cancelled ones included."""
        if user.is_client:
            cases = Case.objects.open_to(user, Section.CASES)
            return self.shared().filter(case__in=cases)
        if user.role in SEE_NO_DOCUMENTS:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user))

    def shared(self) -> Self:
        """Those that the clients of their case see."""
        return self.filter(shared_at__isnull=False)

    def of(self, user: User) -> Self:
        """Those that somebody answers for, and those of cases that he works on."""
        cases = Case.objects.worked_on_by(user)
        return self.filter(models.Q(responsible=user) | models.Q(case__in=cases))

    def standing(self) -> Self:
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def awaited(self) -> Self:
        """Neither done nor cancelled, in a case that is still worked on."""
        return self.standing().filter(done_at=None, case__closed_at=None)

    def coming(self, at: datetime) -> Self:
        """Awaited, and not over."""
        return self.awaited().filter(ends_at__gt=at)

    def overdue(self, at: datetime) -> Self:
        """Deadlines that are over and that nobody marked as done."""
        return self.awaited().filter(kind=EntryKind.DEADLINE, ends_at__lte=at)

    def without_anybody(self) -> Self:
        """Those whose responsible person has left, or sees no dates any more."""
        gone = models.Q(responsible__is_active=False)
        return self.filter(gone | models.Q(responsible__role__in=SEE_NO_DOCUMENTS))

    def soonest_first(self) -> Self:
        """In the order of the calendar."""
        return self.order_by("starts_at", "pk")

    def latest_first(self) -> Self:
        """From the end."""
        return self.order_by("-starts_at", "-pk")

    def with_rows(self) -> Self:
        """Fetch what a row of a list shows."""
        return self.select_related("case", "responsible")


class CalendarEntry(ScopedModel):
    """A deadline, an appointment or a hearing of a case. Internal until it is shared.

    `starts_at` and `ends_at` are moments; `zone` is the one in which they were typed. A
    whole day goes from midnight to midnight there, and is that day for everybody.
    `ends_at` is when it is over: for a deadline with a time the time itself.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="calendar_entries")
    kind = models.CharField(_("What is it?"), max_length=12, choices=EntryKind)
    title = models.CharField(_("Title"), max_length=200)
    client_title = models.CharField(
        _("Title for the client"), max_length=200, blank=True, default=""
    )
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    zone = models.CharField(_("Time zone"), max_length=64)
    is_whole_day = models.BooleanField(editable=False)
    minutes = models.PositiveSmallIntegerField(
        _("Length in minutes"), null=True, blank=True
    )
    place = models.CharField(_("Place"), max_length=200, blank=True, default="")
    video_url = models.URLField(_("Video link"), max_length=500, blank=True, default="")
    note = models.TextField(_("Note"), max_length=2000, blank=True, default="")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="calendar_entries",
        verbose_name=_("Responsible"),
    )
    # Days before it, see REMINDER_DAYS; a copy of the firm's default at first.
    reminders = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, editable=False
    )
    shared_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(zone=""),
                name="calendar_entry_has_title",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=EntryKind.values),
                name="calendar_entry_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="calendar_entry_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None)
                | models.Q(is_whole_day=False, minutes__range=(1, LONGEST_MINUTES)),
                name="calendar_entry_length_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(video_url="")
                | models.Q(video_url__startswith="https://"),
                name="calendar_entry_video_https",
            ),
            models.CheckConstraint(
                condition=models.Q(reminders__contained_by=list(REMINDER_DAYS)),
                name="calendar_entry_reminders_known",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(
                    done_at__isnull=False, done_by__isnull=False, cancelled_at=None
                ),
                name="calendar_entry_done_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["case", "starts_at", "id"], name="calendar_entry_case"
            ),
            models.Index(fields=["starts_at", "id"], name="calendar_entry_starts"),
            models.Index(
                fields=["ends_at", "id"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="calendar_entry_awaited",
            ),
            models.Index(
                fields=["responsible", "ends_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="calendar_entry_mine",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def portal_title(self) -> str:
        """What clients read: never the firm's own title when they have another."""
        return self.client_title or self.title

    @property
    def kind_label(self) -> str:
        """What it is, in the reader's language."""
        return str(EntryKind(self.kind).label)

    @property
    def is_deadline(self) -> bool:
        """Whether it can be missed."""
        return self.kind == EntryKind.DEADLINE

    @property
    def is_shared(self) -> bool:
        """Whether the clients of its case see it."""
        return self.shared_at is not None

    @property
    def is_standing(self) -> bool:
        """Whether it was not cancelled."""
        return self.cancelled_at is None

    @property
    def is_awaited(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.done_at is None and self.is_standing

    @property
    def local_start(self) -> datetime:
        """When it begins, on the clock of its own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> date:
        """The day on which it begins, in its own zone."""
        return self.local_start.date()

    @property
    def moment(self) -> datetime:
        """What reminders count back from: its beginning; noon of a whole day."""
        noon = self.local_start.replace(hour=12)
        return noon if self.is_whole_day else self.starts_at

    def day_in(self, zone: ZoneInfo) -> date:
        """The day on which somebody in this zone finds it in the calendar."""
        return self.day if self.is_whole_day else self.starts_at.astimezone(zone).date()

    def is_over(self, at: datetime) -> bool:
        """Whether its time has passed."""
        return self.ends_at <= at

    def is_overdue(self, at: datetime) -> bool:
        """Whether it is a deadline that was missed, as far as anybody said."""
        return self.is_deadline and self.is_awaited and self.is_over(at)
