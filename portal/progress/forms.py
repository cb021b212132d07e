"""What staff choose and type about stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, PracticeArea
from portal.progress.models import LANGUAGES, Stage

if TYPE_CHECKING:
    StageModelForm = forms.ModelForm[Stage]
    StageField = forms.ModelChoiceField[Stage]
else:
    StageModelForm, StageField = forms.ModelForm, forms.ModelChoiceField

NAMES = tuple(f"name_{code}" for code in LANGUAGES)
MEANINGS = tuple(f"meaning_{code}" for code in LANGUAGES)


class StageChoice(StageField):
    """A stage, by its name in the reader's language."""

    def label_from_instance(self, obj: Stage) -> str:
        """Its name."""
        return obj.name


class MoveForm(forms.Form):
    """Where the case stands now."""

    stage = StageChoice(
        queryset=Stage.objects.none(),
        label=_("Where it stands now"),
        empty_label=None,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = Stage.objects.active().filter(area=case.practice_area_id)
        self.fields["stage"].queryset = stages.in_order()  # type: ignore[attr-defined]


class StageForm(StageModelForm):
    """A stage: a name and its meaning, in each language of the firm's clients."""

    class Meta:
        model = Stage
        fields: ClassVar[list[str]] = [
            *(field for pair in zip(NAMES, MEANINGS, strict=True) for field in pair),
            "expected_days",
            "is_active",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name, meaning in zip(LANGUAGES, NAMES, MEANINGS, strict=True):
            self.fields[meaning].widget = forms.Textarea(attrs={"rows": 3})
            self.fields[meaning].label = _("What it means for the client")
            for field in (name, meaning):
                self.fields[field].widget.attrs["lang"] = code
        self.fields["expected_days"].help_text = _(
            "Clients read how long it usually takes. Leave it empty if one cannot say."
        )
        self.fields["is_active"].help_text = _(
            "Without this no case comes to it any more. Cases that were in it keep it."
        )

    def clean(self) -> dict[str, Any] | None:
        """One language is enough: the others fall back on it."""
        cleaned = super().clean()
        if not any(self.cleaned_data.get(name) for name in NAMES):
            self.add_error(
                NAMES[0], _("Give the stage a name in at least one language.")
            )
        return cleaned


def new_stage_form(data: Any, area: PracticeArea) -> StageForm:
    """The form of a stage that is to be added to this area."""
    form = StageForm(data, instance=Stage(area=area))
    del form.fields["is_active"]
    return form
