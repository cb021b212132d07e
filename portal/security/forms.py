"""What owners choose and type about access."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from portal.policy.models import Demand, Policy
from portal.security.models import Who
from portal.security.notation import normalised
from tenants import scope
from tenants.errors import DomainError

if TYPE_CHECKING:
    PolicyModelForm = forms.ModelForm[Policy]
else:
    PolicyModelForm = forms.ModelForm

HOUR = 60
IDLE = (10, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR)
ALTOGETHER = (4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR, 72 * HOUR, 14 * 24 * HOUR)
DEMANDS = (
    (Demand.OFF, gettext_lazy("Off: the password is enough")),
    (Demand.OPTIONAL, gettext_lazy("Optional: who wants, sets one up")),
    (Demand.REQUIRED, gettext_lazy("Required: nobody gets in without one")),
)


class AccessForm(PolicyModelForm):
    """What clients can open."""

    class Meta:
        model = Policy
        fields = ("is_portal_open", "shows_cases", "shows_documents")
        labels: ClassVar[dict[str, object]] = {
            "is_portal_open": gettext_lazy("The portal is open to clients"),
            "shows_cases": gettext_lazy("Cases"),
            "shows_documents": gettext_lazy("Documents"),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "is_portal_open": gettext_lazy(
                "Closed: clients read how to reach you, and nothing else. Your own "
                "people go on working."
            ),
            "shows_cases": gettext_lazy(
                "The list of a client's cases, and the page of each."
            ),
            "shows_documents": gettext_lazy(
                "What you share: the list, the files, and the mails that tell of them."
            ),
        }

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen, by field."""
        return dict(self.cleaned_data)


class RulesForm(PolicyModelForm):
    """How staff and clients prove who they are, and for how long."""

    staff_required_on = forms.DateField()
    client_required_on = forms.DateField()

    class Meta:
        model = Policy
        fields = (
            "staff_second_factor",
            "client_second_factor",
            "has_sign_in_links",
            "staff_idle_minutes",
            "staff_session_minutes",
            "client_idle_minutes",
            "client_session_minutes",
            "staff_see_all_cases",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for who in ("staff", "client"):
            self.fields[f"{who}_second_factor"] = forms.ChoiceField(
                label=gettext("Second factor"),
                choices=DEMANDS,
                widget=forms.RadioSelect(),
            )
            self.fields[f"{who}_required_on"] = self._day(who)
            self._offer(f"{who}_idle_minutes", IDLE, gettext("Sign out when idle for"))
            label = gettext("Sign in again after")
            self._offer(f"{who}_session_minutes", ALTOGETHER, label)
        links, cases = (
            self.fields["has_sign_in_links"],
            self.fields["staff_see_all_cases"],
        )
        links.label = gettext("Clients may sign in with a link from a mail")
        links.help_text = gettext(
            "Instead of a password. Whoever reads the mail gets in."
        )
        cases.label = gettext("Staff see all cases of the firm")
        cases.help_text = gettext(
            "Off: they see the cases that they are responsible for or work on. Owners "
            "see all. A restricted case stays restricted."
        )

    def clean(self) -> dict[str, Any]:
        """A session cannot end before it is idle for too long."""
        data = super().clean() or self.cleaned_data
        for who in ("staff", "client"):
            idle, session = (
                data.get(f"{who}_{limit}_minutes", 0) for limit in ("idle", "session")
            )
            if session and session < idle:
                problem = gettext(
                    "Choose a time that is not shorter than the idle time."
                )
                self.add_error(f"{who}_session_minutes", problem)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen, by field of the policy."""
        chosen = dict(self.cleaned_data)
        for who in ("staff", "client"):
            day = chosen.pop(f"{who}_required_on")
            is_required = chosen[f"{who}_second_factor"] == Demand.REQUIRED
            chosen[f"{who}_required_from"] = (
                _begin(day) if is_required and day else None
            )
        return chosen

    def _day(self, who: str) -> forms.DateField:
        since = getattr(self.instance, f"{who}_required_from")
        return forms.DateField(
            label=gettext("Required from"),
            required=False,
            initial=timezone.localtime(since, _zone()).date() if since else None,
            help_text=gettext(
                "Only when it is required: until that day people are reminded. Empty "
                "means from now on."
            ),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def _offer(self, name: str, choices: tuple[int, ...], label: str) -> None:
        """The usual times, and the one in force when it is another."""
        times = sorted({*choices, getattr(self.instance, name)})
        self.fields[name] = forms.TypedChoiceField(
            label=label, choices=[(each, _span(each)) for each in times], coerce=int
        )


class NetworkForm(forms.Form):
    """A network to let people in from."""

    who = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Who)
    network = forms.CharField(
        label=gettext_lazy("Address or network"),
        max_length=60,
        help_text=gettext_lazy("For example 203.0.113.7, or 2001:db8:5::/48."),
        error_messages={
            "required": gettext_lazy(
                "Enter an address or a network, such as 203.0.113.7."
            )
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("What it is: the office in Ghent, Laura at home."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_network(self) -> str:
        """As it is kept."""
        try:
            return str(normalised(self.cleaned_data["network"]))
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from None


def _zone() -> ZoneInfo:
    return ZoneInfo(scope.current_firm().time_zone)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=_zone())


def _span(minutes: int) -> str:
    if minutes % HOUR:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {
            "count": minutes
        }
    hours = minutes // HOUR
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
