"""What staff choose about who sees a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from portal.cases.models import Case, CaseSection, Member
from portal.policy import queries
from portal.policy.models import Section
from tenants.accounts.models import User

AS_FIRM, SHOWN, HIDDEN = "", "shown", "hidden"
WORDS = {AS_FIRM: None, SHOWN: True, HIDDEN: False}


class MembersForm(forms.Form):
    """Who works on the case, and whether anybody else sees it."""

    is_restricted = forms.BooleanField(
        label=gettext_lazy("Only these people see the case"),
        required=False,
        help_text=gettext_lazy(
            "Nobody else of the firm finds it any more: not in lists, not by search, "
            "not by a link, and owners neither. Its clients see it as before."
        ),
    )
    members = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who works on it"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Member.objects.filter(case=case).values_list("user", flat=True)
        self.initial = {"is_restricted": case.is_restricted, "members": list(members)}
        staff = User.objects.staff().active().exclude(pk=case.responsible_id)
        field = self.fields["members"]
        field.queryset = staff.order_by("name", "pk")  # type: ignore[attr-defined]
        field.help_text = gettext("%(name)s is responsible, and always sees it.") % {
            "name": case.responsible.name
        }


class SectionsForm(forms.Form):
    """What the clients of one case see, where it differs from the firm's rule."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = queries.current()
        rows = CaseSection.objects.filter(case=case)
        said = dict(rows.values_list("section", "is_shown"))
        for section in Section:
            rule = gettext("shown") if policy.shows(section) else gettext("hidden")
            self.fields[section.value] = forms.ChoiceField(
                label=section.label,
                choices=[
                    (AS_FIRM, gettext("As the firm has it: %(rule)s") % {"rule": rule}),
                    (SHOWN, gettext("Shown")),
                    (HIDDEN, gettext("Hidden")),
                ],
                required=False,
                widget=forms.RadioSelect(),
                initial=_word(said.get(section.value)),
            )

    @property
    def shown(self) -> dict[str, bool | None]:
        """What was chosen, by section."""
        return {name: WORDS[word] for name, word in self.cleaned_data.items()}


def _word(is_shown: bool | None) -> str:  # noqa: FBT001  (a value, not a switch)
    return next(word for word, meaning in WORDS.items() if meaning is is_shown)
