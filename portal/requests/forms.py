"""What staff type to ask for something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from portal.cases.closing_forms import day_input
from portal.cases.models import Case
from portal.people.days import today
from portal.requests.models import LONGEST, LONGEST_TITLE

MOST = 40
ALL = "all"


class RequestForm(forms.Form):
    """A request. Items are lines: "what | what helps to find it"."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    items = forms.CharField(
        label=gettext_lazy("What do you need?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "One on each line. After a | you can say what helps: "
            "Identity card | front and back"
        ),
    )
    message = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("By"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy(
            "Clients get a reminder three days and one day before, and one after."
        ),
    )
    party = forms.ChoiceField(label=gettext_lazy("Whom do you ask?"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {
            str(each.pk): each
            for each in case.parties.clients().in_order().select_related("contact")
        }
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (ALL, gettext("All clients")),
            *((pk, each.contact.name) for pk, each in self.parties.items()),
        ]

    def clean_items(self) -> list[tuple[str, str]]:
        """What, and what helps, for each line."""
        lines = (line.strip() for line in self.cleaned_data["items"].splitlines())
        found = [line.partition("|") for line in lines if line.strip("| ")]
        if len(found) > MOST:
            raise forms.ValidationError(gettext("Ask for 40 things at most."))
        if any(not what.strip() for what, _bar, _hint in found) or not found:
            raise forms.ValidationError(gettext("Say on each line what you need."))
        return [(what.strip()[:200], hint.strip()[:300]) for what, _bar, hint in found]


class DayForm(forms.Form):
    """By when."""

    due_on = forms.DateField(
        label=gettext_lazy("By"), required=False, widget=day_input()
    )

    def clean_due_on(self) -> Any:
        """A day that is over reminds of nothing."""
        due = self.cleaned_data["due_on"]
        if due and due < today():
            raise forms.ValidationError(gettext("This day is over. Choose another."))
        return due


class RejectionForm(forms.Form):
    """Why something is to be sent again."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "reasons"}),
    )


def reasons() -> list[str]:
    """What is often wrong."""
    return [
        gettext("We cannot read it. Please take the photo again."),
        gettext("A page is missing."),
        gettext("This is another document than the one that we need."),
        gettext("It is no longer valid. Please send a recent one."),
    ]
