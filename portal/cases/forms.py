"""What staff type about cases and their parties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, PracticeArea
from portal.cases.models.areas import PracticeAreaQuerySet
from portal.people.days import today
from tenants.accounts.models import User

if TYPE_CHECKING:
    CaseModelForm = forms.ModelForm[Case]
else:
    CaseModelForm = forms.ModelForm


class CaseForm(CaseModelForm):
    """Changes to a case."""

    class Meta:
        model = Case
        fields = (
            "title",
            "client_title",
            "practice_area",
            "responsible",
            "opened_on",
            "reference",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{
                name: forms.TextInput(attrs={"autocomplete": "off"})
                for name in ("title", "client_title", "reference")
            },
            "opened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "title": _("The firm's own title."),
            "client_title": _(
                "What clients read instead, on every page and in every mail. Leave "
                "empty to show them the title above."
            ),
        }
        error_messages: ClassVar[dict[str, dict[str, object]]] = {
            "reference": {"unique": _("Another case has this reference.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.staff().active().order_by("name", "pk")
        responsible = self.fields["responsible"]
        responsible.queryset = staff  # type: ignore[attr-defined]
        responsible.empty_label = None  # type: ignore[attr-defined]
        area = self.fields["practice_area"]
        area.queryset = self._areas()  # type: ignore[attr-defined]
        area.empty_label = _("Not said")  # type: ignore[attr-defined]
        self.fields["opened_on"].required = False

    def clean_opened_on(self) -> date | None:
        """What was not typed stays as it is; nothing is opened in the future."""
        day: date | None = self.cleaned_data["opened_on"] or self.instance.opened_on
        if day is not None and day > today():
            raise forms.ValidationError(_("Choose today or an earlier day."))
        if day and self.instance.closed_on and day > self.instance.closed_on:
            raise forms.ValidationError(_("Choose a day before the closing."))
        return day

    def _areas(self) -> PracticeAreaQuerySet:
        """Those that are offered, and the one that the case has."""
        own = Q(pk=self.instance.practice_area_id)
        return PracticeArea.objects.filter(Q(is_active=True) | own).in_order()
