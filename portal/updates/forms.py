"""What staff type: an update, the day of the next one, the firm's rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from portal.cases.closing_forms import day_input
from portal.cases.models import Case
from portal.documents.models import Document, DocumentQuerySet
from portal.people.days import today
from portal.ui import markdown
from portal.updates import queries
from portal.updates.models import (
    LONGEST,
    LONGEST_TITLE,
    NextUpdate,
    Update,
    UpdateRules,
)
from tenants.accounts.models import User
from tenants.keys import uuid7

if TYPE_CHECKING:
    DocumentsField = forms.ModelMultipleChoiceField[Document]
    RulesModelForm = forms.ModelForm[UpdateRules]
else:
    DocumentsField, RulesModelForm = forms.ModelMultipleChoiceField, forms.ModelForm

INTERNAL, SHARED = "internal", "shared"
LISTED = 20  # documents that the form offers at once


class DocumentsChoice(DocumentsField):
    """Documents, each with whether the clients see it."""

    def label_from_instance(self, obj: Document) -> str:
        """Its title and its state."""
        state = gettext("Shared") if obj.is_shared else gettext("Not shared")
        return f"{obj.title} · {state}"


class UpdateForm(forms.Form):
    """An update. Preview and Find show the form again; so does a document that the
    readers of a shared update cannot open, once."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput(), initial=uuid7)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=LONGEST_TITLE, required=False
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "**bold**, *italic*, - for a list, # for a heading, [words](https://...) "
            "for a link. An empty line begins a new paragraph."
        ),
    )
    sharing = forms.ChoiceField(
        label=gettext_lazy("Who reads it"),
        choices=[
            (INTERNAL, gettext_lazy("Internal: only the firm")),
            (SHARED, gettext_lazy("Shared: the clients of the case too")),
        ],
        initial=INTERNAL,
        widget=forms.RadioSelect(),
    )
    next_on = forms.DateField(
        label=gettext_lazy("They hear again by"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("Counts when you share it. Clients read this day."),
    )
    attachments = DocumentsChoice(
        label=gettext_lazy("Documents"),
        queryset=Document.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("To attach a document does not share it."),
    )
    find = forms.CharField(
        label=gettext_lazy("Find a document"), max_length=80, required=False
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, case: Case, user: User, update: Update | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user
        self.update = update
        self.fields["next_on"].initial = queries.usual_day(today())
        if update is not None:
            self.initial = {
                "title": update.title,
                "body": update.body,
                "sharing": SHARED if update.is_shared else INTERNAL,
                "attachments": list(
                    update.attachments.values_list("document", flat=True)
                ),
            }
        if not case.is_open:
            self._offer_no_sharing()
        self._offer_documents()

    def full_clean(self) -> None:
        """Who only looks for a document need not have written the text yet."""
        super().full_clean()
        if "look" in self.data:
            self.errors.clear()

    @property
    def is_final(self) -> bool:
        """Whether it is to be saved, and not only looked at."""
        return not {"preview", "look"} & set(self.data) and not self.is_warned

    @property
    def is_shared(self) -> bool:
        """Whether clients are to read it."""
        return bool(self.cleaned_data["sharing"] == SHARED)

    @property
    def next_day(self) -> date | None:
        """The day that was chosen; None is the usual one."""
        day: date | None = self.cleaned_data.get("next_on")
        return day

    @cached_property
    def preview(self) -> SafeString:
        """How the text will look, when that was asked for."""
        if "preview" not in self.data:
            return SafeString()
        return markdown.rendered(self.cleaned_data.get("body", ""))

    @cached_property
    def closed_documents(self) -> list[Document]:
        """What is attached, and cannot be opened by those who are to read it."""
        if not self.is_bound or self.cleaned_data.get("sharing") != SHARED:
            return []
        chosen = self.cleaned_data.get("attachments") or []
        return queries.cannot_be_opened(chosen, self.case)

    @property
    def is_warned(self) -> bool:
        """Whether somebody should know of these before it is saved."""
        return bool(self.closed_documents) and not self.cleaned_data.get("seen")

    def clean_next_on(self) -> date | None:
        """Not a day that is over."""
        day: date | None = self.cleaned_data["next_on"]
        return _not_over(day)

    def _offer_no_sharing(self) -> None:
        """In a closed case clients keep what they have, and get nothing new."""
        if self.update is None or not self.update.is_shared:
            choice = self.fields["sharing"]
            choice.choices = choice.choices[:1]  # type: ignore[attr-defined]
            choice.help_text = gettext("The case is closed.")
        del self.fields["next_on"]

    def _offer_documents(self) -> None:
        """The newest, those that are found, and those that are chosen already."""
        mine = Document.objects.filter(queries.attachable(self.case, self.user))
        rows = mine.select_related("share").latest_first()
        field = self.fields["attachments"]
        field.queryset = rows  # type: ignore[attr-defined]
        if len(newest := list(rows.values_list("pk", flat=True)[: LISTED + 1])) == 0:
            del self.fields["attachments"], self.fields["find"]
        elif len(newest) <= LISTED:
            del self.fields["find"]
        else:
            field.help_text = gettext(
                "The newest are listed. To attach a document does not share it."
            )
            self._list(field, rows, newest[:LISTED])

    def _list(
        self, field: forms.Field, rows: DocumentQuerySet, newest: list[Any]
    ) -> None:
        """All may be sent; only these are offered."""
        words = str(self.data.get("find", "")).strip()[:80]
        if words:
            found = rows.filter(title__icontains=words)
            newest = list(found.values_list("pk", flat=True)[:LISTED])
        chosen = self["attachments"].value() or []
        keys = {str(each) for each in (*newest, *chosen)}
        listed = rows.filter(pk__in=[each for each in keys if _is_key(each)])
        field.choices = [  # type: ignore[attr-defined]
            (each.pk, field.label_from_instance(each))  # type: ignore[attr-defined]
            for each in listed
        ]


class NextUpdateForm(forms.Form):
    """By which day the clients of a case hear again."""

    due_on = forms.DateField(
        label=gettext_lazy("They hear again by"), widget=day_input()
    )

    def __init__(self, *args: Any, promise: NextUpdate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = promise.due_on if promise else None

    def clean_due_on(self) -> date | None:
        """Not a day that is over."""
        return _not_over(self.cleaned_data["due_on"])


class RulesForm(RulesModelForm):
    """The firm's rule."""

    class Meta:
        model = UpdateRules
        fields = ("days",)


def _not_over(day: date | None) -> date | None:
    if day is not None and day < today():
        raise forms.ValidationError(
            gettext("This day is over. Choose today or a later day.")
        )
    return day


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
