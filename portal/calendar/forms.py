"""What staff type about a date."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from portal.account.forms import zones
from portal.calendar import timing
from portal.calendar.models import (
    LONGEST_MINUTES,
    REMINDER_DAYS,
    CalendarEntry,
    EntryKind,
)
from portal.cases.models import SEE_NO_DOCUMENTS
from tenants.accounts.models import User

if TYPE_CHECKING:
    EntryModelForm = forms.ModelForm[CalendarEntry]
else:
    EntryModelForm = forms.ModelForm

SECURE = "https://"


def reminder_choices() -> list[tuple[str, str]]:
    """When a reminder can come, in words."""
    return [(str(days), _before(days)) for days in REMINDER_DAYS]


def _before(days: int) -> str:
    if days == 0:
        return gettext("On the day itself, at 9 in the morning")
    words = ngettext("%(days)s day before", "%(days)s days before", days)
    return words % {"days": days}


class RemindersField(forms.TypedMultipleChoiceField):
    """Days before it, as checkboxes; none is a choice too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=reminder_choices,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple(),
            **kwargs,
        )


class EntryForm(EntryModelForm):
    """A date of a case. Without a time it is a whole day."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    clock = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Leave it empty for a whole day."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zones)
    video_url = forms.URLField(
        label=gettext_lazy("Video link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("An address that begins with https://"),
    )
    reminders = RemindersField(
        label=gettext_lazy("Reminders"),
        help_text=gettext_lazy(
            "By e-mail, at 9 in the morning of whoever gets it: the responsible "
            "person, and the clients who see it."
        ),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Clients see it"), required=False)
    field_order = (
        "kind", "title", "client_title", "day", "clock", "minutes", "zone", "place",
        "video_url", "responsible", "reminders", "note", "is_shared",
    )  # fmt: skip

    class Meta:
        model = CalendarEntry
        fields = (
            "kind", "title", "client_title", "minutes", "zone", "place", "video_url",
            "responsible", "note",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{
                name: forms.TextInput(attrs={"autocomplete": "off"})
                for name in ("title", "client_title", "place")
            },
            "kind": forms.RadioSelect(),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "title": gettext_lazy("The firm's own words."),
            "client_title": gettext_lazy(
                "What clients read instead, once it is shared. Leave it empty to show "
                "them the title above."
            ),
            "place": gettext_lazy("For example the courtroom and its address."),
            "note": gettext_lazy("Never shown to clients."),
        }

    def __init__(self, data: Any, *, entry: CalendarEntry, **kwargs: Any) -> None:
        super().__init__(data, instance=entry, **kwargs)
        staff = User.objects.staff().active().exclude(role__in=SEE_NO_DOCUMENTS)
        responsible = self.fields["responsible"]
        responsible.queryset = staff.order_by("name", "pk")  # type: ignore[attr-defined]
        responsible.empty_label = None  # type: ignore[attr-defined]
        kind = self.fields["kind"]
        kind.choices = EntryKind.choices  # type: ignore[attr-defined]
        self.initial["reminders"] = [str(days) for days in entry.reminders]
        if entry.starts_at:
            start = entry.local_start
            self.initial["day"] = start.date()
            self.initial["clock"] = None if entry.is_whole_day else start.time()
        if not entry._state.adding:
            del self.fields["is_shared"]

    def clean_day(self) -> date:
        """One that a calendar has: 20226 is a slip of the finger."""
        day: date = self.cleaned_data["day"]
        if not timing.is_possible(day):
            raise forms.ValidationError(gettext("Check the year."))
        return day

    def clean_video_url(self) -> str:
        """Only what is encrypted."""
        url = str(self.cleaned_data["video_url"] or "")
        if url and not url.startswith(SECURE):
            raise forms.ValidationError(
                gettext("Type an address that begins with https://")
            )
        return url

    def clean(self) -> dict[str, Any]:
        """From day, time and zone to moments."""
        cleaned = super().clean() or self.cleaned_data
        day, zone = cleaned.get("day"), cleaned.get("zone")
        if day is None or not zone or "clock" in self.errors:
            return cleaned
        if cleaned.get("clock") is None:
            self._take(timing.whole_day(day, ZoneInfo(zone)))
            if cleaned.get("minutes"):
                self.add_error("minutes", gettext("A whole day has no length."))
            return cleaned
        self._take_time(day, cleaned["clock"], ZoneInfo(zone), cleaned)
        return cleaned

    def save(self, commit: bool = False) -> CalendarEntry:  # noqa: FBT001, FBT002  (Django's)
        """The entry with what was typed; an action saves it."""
        self.instance.reminders = sorted(self.cleaned_data["reminders"], reverse=True)
        return super().save(commit=commit)

    def _take_time(
        self, day: date, clock: time, zone: ZoneInfo, cleaned: dict[str, Any]
    ) -> None:
        try:
            span = timing.at_time(
                day,
                clock,
                zone,
                minutes=cleaned.get("minutes"),
                is_deadline=cleaned.get("kind") == EntryKind.DEADLINE,
            )
        except timing.NoSuchTime:
            words = gettext(
                "This time does not exist on that day: the clock is put forward. "
                "Choose another time."
            )
            self.add_error("clock", words)
        else:
            self._take(span)

    def _take(self, span: timing.Span) -> None:
        self.instance.starts_at = span.starts_at
        self.instance.ends_at = span.ends_at
        self.instance.is_whole_day = span.is_whole_day


class RulesForm(forms.Form):
    """The firm's default reminders, and whether there are feeds."""

    reminders = RemindersField(
        label=gettext_lazy("Reminders of a new date"),
        help_text=gettext_lazy(
            "With which each new one begins. Those that exist keep theirs."
        ),
    )
    has_feeds = forms.BooleanField(
        label=gettext_lazy("People may have a calendar feed"),
        required=False,
        help_text=gettext_lazy(
            "A secret address from which a calendar program reads the times of one "
            "person's dates, without titles, people or places. Without this all these "
            "addresses are dead at once."
        ),
    )
