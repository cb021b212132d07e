"""What an operator types before something happens to a firm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provisioning.backup.models import Backup, BackupState
from tenants.models import Firm, Plan

REASON_LENGTH = 300
EXACT = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ReasonForm(forms.Form):
    """Why: it is written in the operators' log."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "It stands in the operators' log, and on the firm's page."
        ),
        max_length=REASON_LENGTH,
    )


class PlanForm(ReasonForm):
    """Another plan; none of them limits nothing."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=gettext_lazy("Plan"),
        required=False,
        empty_label=gettext_lazy("No limits"),
    )
    field_order = ("plan", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.all()  # type: ignore[attr-defined]


class ConfirmedForm(ReasonForm):
    """The firm's address, typed, for what cannot be undone by a press."""

    typed = forms.CharField(max_length=63, widget=forms.TextInput(attrs=EXACT))

    def __init__(self, *args: Any, firm: Firm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.firm = firm
        self.fields["typed"].label = _("Type %(slug)s to confirm") % {"slug": firm.slug}

    def clean_typed(self) -> str:
        """The address, which must be this firm's."""
        typed: str = self.cleaned_data["typed"]
        if typed.strip() != self.firm.slug:
            raise forms.ValidationError(
                _("This is not the firm's address: type %(slug)s.")
                % {"slug": self.firm.slug}
            )
        return typed.strip()


class ErasureForm(ConfirmedForm):
    """A second confirmation: nothing brings back what is erased."""

    words = forms.CharField(max_length=63, widget=forms.TextInput(attrs=EXACT))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"words": self.expected}
        self.fields["words"].label = _("Type “%(words)s”") % words

    @property
    def expected(self) -> str:
        """What must be typed, in the operator's language."""
        return _("erase now")

    def clean_words(self) -> str:
        """The words, whatever their case."""
        typed: str = self.cleaned_data["words"]
        if typed.strip().casefold() != self.expected.casefold():
            raise forms.ValidationError(
                _("Type exactly: %(words)s.") % {"words": self.expected}
            )
        return typed


class _WhichBackup(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Backup) -> str:
        """When it was made."""
        return f"{obj.started_at:%Y-%m-%d %H:%M} UTC"


class RestoreForm(ConfirmedForm):
    """Which backup takes the place of what is there now."""

    backup = _WhichBackup(Backup.objects.none(), label=gettext_lazy("Backup"))
    field_order = ("backup", "reason", "typed")

    def __init__(self, *args: Any, firm: Firm, **kwargs: Any) -> None:
        super().__init__(*args, firm=firm, **kwargs)
        kept = Backup.objects.filter(firm=firm, state=BackupState.DONE)
        field = self.fields["backup"]
        field.queryset = kept.order_by("-started_at")  # type: ignore[attr-defined]
        field.empty_label = None  # type: ignore[attr-defined]
