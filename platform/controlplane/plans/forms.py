"""What an administrator types about a plan."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from controlplane.plans.limits import MB, Limits, in_gb
from tenants.models import Plan

MOST_PEOPLE, MOST_GB, MOST_DOMAINS = 100_000, 1_000_000, 10_000
NO_LIMIT = _("Leave it empty for no limit.")


class PlanForm(forms.Form):
    """A plan: its name and limits."""

    name = forms.CharField(label=_("Name"), max_length=60)
    staff = forms.IntegerField(
        label=_("People of the firm"),
        help_text=NO_LIMIT,
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
    )
    storage = forms.DecimalField(
        label=_("Storage in GB"),
        help_text=NO_LIMIT,
        required=False,
        min_value=Decimal("0.1"),
        max_value=MOST_GB,
        decimal_places=1,
    )
    domains = forms.IntegerField(
        label=_("Own addresses"),
        help_text=NO_LIMIT,
        required=False,
        min_value=0,
        max_value=MOST_DOMAINS,
    )

    file = forms.IntegerField(
        label=_("Largest file in MB"),
        help_text=_("Leave it empty for what the platform takes."),
        required=False,
        min_value=1,
        max_value=settings.DOCUMENT_MAX_BYTES // MB,
    )

    def limits(self) -> Limits:
        """What was typed."""
        names = ("staff", "storage", "domains", "file")
        return Limits.typed(**{each: self.cleaned_data[each] for each in names})


class PlanChangeForm(PlanForm):
    """The same for a plan that firms have, and why."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in the log of the operators."),
        max_length=300,
    )

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, object]:
        """The plan as it stands in the form."""
        return {
            "name": plan.name,
            "staff": plan.staff_limit,
            "storage": in_gb(plan.storage_limit_bytes),
            "domains": plan.domain_limit,
            "file": plan.file_limit_bytes and plan.file_limit_bytes // MB,
        }
