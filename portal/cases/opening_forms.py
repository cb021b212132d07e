"""What staff type to open a case: the case, its parties, and a word about conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from portal.cases import conflicts
from portal.cases.conflict_actions import Decision
from portal.cases.conflicts import Found, Sought
from portal.cases.forms import CaseForm
from portal.cases.models import PartyRole
from portal.people.fields import NAMED_WHEN_UNSURE, written
from portal.people.models import Contact, ContactQuerySet, Kind
from tenants import scope
from tenants.accounts.models import User, normalise_email

if TYPE_CHECKING:
    BaseRows = forms.BaseFormSet["PartyRow"]
else:
    BaseRows = forms.BaseFormSet

PREFIX, ROWS, MOST_ROWS = "party", 3, 30
LIST = "known-contacts"  # the id of the suggestions that all rows share


class NewCaseForm(CaseForm):
    """A new case. Its reference is given when none is typed."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].initial = by.pk
        self.fields["reference"].required = False
        self.fields["reference"].help_text = gettext("Leave empty for the next number.")
        self.fields["opened_on"].help_text = gettext("Leave empty for today.")


class PartyRow(forms.Form):
    """One party: a contact that is there, or the name of a new one."""

    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": LIST, "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role in the case"), choices=PartyRole)
    kind = forms.ChoiceField(
        label=gettext_lazy("If it is a new contact"), choices=Kind, required=False
    )

    def __init__(self, *args: Any, among: ContactQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among

    def clean(self) -> dict[str, Any]:
        """Find the contact, or make a new one of what was typed."""
        cleaned = super().clean() or self.cleaned_data
        if typed := cleaned.get("who", "").strip():
            try:
                cleaned["contact"] = self._known(typed) or self._new(typed)
            except ValidationError as problem:
                self.add_error("who", problem)
        return cleaned

    @property
    def part(self) -> tuple[Contact, PartyRole] | None:
        """The contact and its role; None for a row that was left empty."""
        contact = self.cleaned_data.get("contact")
        role = self.cleaned_data.get("role")
        return (contact, PartyRole(role)) if contact and role else None

    def _known(self, typed: str) -> Contact | None:
        """The one contact with exactly this address, name or suggestion."""
        name, _bracket, address = typed.rstrip("> ").rpartition("<")
        for found in (
            self.among.filter(name__iexact=name.strip(), email__iexact=address),
            self.among.filter(email__iexact=typed),
            self.among.filter(name__iexact=typed),
        ):
            several = list(found.with_points().by_name()[: NAMED_WHEN_UNSURE + 1])
            if len(several) > 1:
                names = ", ".join(map(written, several[:NAMED_WHEN_UNSURE]))
                words = gettext(
                    "Several contacts fit: %(names)s. Type the e-mail address of the "
                    "right one."
                )
                raise ValidationError(words % {"names": names})
            if several:
                return several[0]
        return None

    def _new(self, typed: str) -> Contact:
        """A contact that is not saved yet: a name, with an address in angle brackets
        if one likes."""
        name, bracket, address = typed.rstrip("> ").rpartition("<")
        name, email = (
            (name.strip(), normalise_email(address)) if bracket else (typed, "")
        )
        if not name or "@" in name:
            raise ValidationError(
                gettext(
                    "No contact has this address. For a new one type the name too: "
                    "Sofie Vermeulen <sofie@example.com>."
                )
            )
        if email:
            validate_email(email)
        return Contact(
            kind=self.cleaned_data.get("kind") or Kind.PERSON,
            name=name[:150],
            email=email,
            language=scope.current_firm().language,
        )


class PartyRows(BaseRows):
    """The parties of a new case."""

    def clean(self) -> None:
        """Nobody stands in two rows."""
        seen: set[str] = set()
        for row in self.forms:
            part = row.part if row.is_valid() else None
            if part is None:
                continue
            contact = part[0]
            key = written(contact).casefold()
            if key in seen:
                row.add_error("who", gettext("This is in two rows."))
            seen.add(key)

    @property
    def parts(self) -> list[tuple[Contact, PartyRole]]:
        """The rows that are not empty."""
        return [row.part for row in self.forms if row.part]

    @property
    def sought(self) -> list[Sought]:
        """The question about all of them."""
        return [conflicts.of_contact(contact, role) for contact, role in self.parts]


_Rows = forms.formset_factory(
    PartyRow, formset=PartyRows, extra=0, max_num=MOST_ROWS, validate_max=True
)


def party_rows(typed: QueryDict | None, *, by: User, **kwargs: Any) -> PartyRows:
    """The rows that were sent, or those of `initial`."""
    among = Contact.objects.visible_to(by)
    return cast(
        "PartyRows", _Rows(typed, prefix=PREFIX, form_kwargs={"among": among}, **kwargs)
    )


class DecisionForm(forms.Form):
    """That somebody looked at what was found, and why he goes on."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why the case can be opened all the same"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the history, with your name."),
    )
    looked = forms.BooleanField(
        label=gettext_lazy("I have looked at every conflict above")
    )

    def __init__(self, *args: Any, found: Found, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.initial["seen"] = found.digest
        if not found.strong:
            del self.fields["reason"], self.fields["looked"]

    def clean(self) -> dict[str, Any]:
        """What was seen is what there is: somebody may have opened a case meanwhile."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.found.digest:
            self.data = {**self.data.dict(), "seen": self.found.digest}  # type: ignore[attr-defined]
            raise ValidationError(
                gettext("Something was added meanwhile. Look at the list once more.")
            )
        return cleaned

    @property
    def decision(self) -> Decision:
        """As the action takes it."""
        return Decision(found=self.found, reason=self.cleaned_data.get("reason", ""))
