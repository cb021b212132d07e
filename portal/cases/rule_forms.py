"""What owners type about numbers, keeping, practice areas and words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy

from portal.branding import case_words
from portal.branding.models import Brand
from portal.cases import numbering, references, rule_actions
from portal.cases.closing_forms import DAYS, FOR_EVER, span
from portal.cases.models import CaseNumber, CaseRules, PracticeArea
from portal.cases.models.rules import KEEP_YEARS
from portal.ui.page import offered_languages
from tenants.errors import DomainError

if TYPE_CHECKING:
    AreaModelForm = forms.ModelForm[PracticeArea]
else:
    AreaModelForm = forms.ModelForm

PREVIEWED = 3


class NumberingForm(forms.Form):
    """The pattern of references. `preview` are the next ones, of an example."""

    pattern = forms.CharField(
        label=gettext_lazy("Pattern"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Text with these in it: {year}, {yy}, {area} (its short code), {number}, "
            "or {number:4} for at least four digits."
        ),
    )
    restarts = forms.BooleanField(
        label=gettext_lazy("Begin at 1 again each year"), required=False
    )
    next_number = forms.IntegerField(
        label=gettext_lazy("Next number"), min_value=1, max_value=9_999_999
    )

    def __init__(
        self, *args: Any, rules: CaseRules, at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        year = references.period(rules, at)
        number = CaseNumber.objects.filter(year=year).first()
        self.initial = {
            "pattern": rules.pattern,
            "restarts": rules.restarts,
            "next_number": number.last + 1 if number else 1,
        }

    def clean(self) -> dict[str, Any]:
        """A pattern that works, whose next reference is free."""
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned["pattern"] = numbering.checked(
                cleaned.get("pattern", ""), restarts=cleaned["restarts"]
            )
            if "next_number" in cleaned:
                rules = CaseRules(
                    pattern=cleaned["pattern"], restarts=cleaned["restarts"]
                )
                rule_actions.refuse_collision(rules, cleaned["next_number"], self.at)
        except DomainError as refusal:
            if "pattern" not in self.errors:
                self.add_error("pattern", refusal.message)
        return cleaned

    @property
    def preview(self) -> list[str]:
        """The next references, by what was typed or what is in force."""
        if self.is_bound and not self.is_valid():
            return []
        chosen = self.cleaned_data if self.is_bound else self.initial
        rules = CaseRules(pattern=chosen["pattern"], restarts=chosen["restarts"])
        area = PracticeArea.objects.active().in_order().first()
        last = chosen["next_number"] - 1
        return references.upcoming(rules, last, self.at, area, PREVIEWED)


class KeepingForm(forms.Form):
    """How long closed cases are read by clients, and kept by the firm."""

    def __init__(self, *args: Any, rules: CaseRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = rules.read_days
        offered = sorted({*DAYS, days} if days is not None else {*DAYS})
        self.fields["reading"] = forms.ChoiceField(
            label=gettext("After the closing, clients read it"),
            choices=[
                *((str(each), span(each)) for each in offered),
                (FOR_EVER, span(None)),
            ],
            initial=FOR_EVER if days is None else str(days),
            widget=forms.RadioSelect(),
            help_text=gettext(
                "For what is closed from now on. On closing you can choose otherwise."
            ),
        )
        self.fields["keep_years"] = forms.IntegerField(
            label=gettext("Years to keep it"),
            min_value=KEEP_YEARS,
            max_value=50,
            initial=rules.keep_years,
            help_text=gettext(
                "At least five: for so long a client can hold his lawyer liable."
            ),
        )

    @property
    def read_days(self) -> int | None:
        """How many days; None is without an end."""
        chosen = self.cleaned_data["reading"]
        return None if chosen == FOR_EVER else int(chosen)


class AreaForm(AreaModelForm):
    """A practice area."""

    class Meta:
        model = PracticeArea
        fields = ("name_nl", "name_fr", "name_de", "name_en", "code", "position",
                  "is_active")  # fmt: skip
        help_texts: ClassVar[dict[str, object]] = {
            "code": gettext_lazy(
                "Up to eight capitals or digits, for references such as FAM-26-014."
            ),
        }
        error_messages: ClassVar[dict[str, dict[str, object]]] = {
            "code": {"unique": gettext_lazy("Another practice area has this code.")},
        }

    def clean_code(self) -> str:
        """In capitals."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not (code.isascii() and code.isalnum()):
            raise forms.ValidationError(gettext("Use letters A to Z and digits only."))
        return code

    def clean(self) -> dict[str, Any]:
        """It has a name in one language at least."""
        cleaned = super().clean() or self.cleaned_data
        names = [name for name in self.fields if name.startswith("name_")]
        if not any(cleaned.get(name) for name in names):
            self.add_error("name_nl", gettext("Type a name in one language at least."))
        return cleaned


class WordsForm(forms.Form):
    """What the firm calls a case, in each language of the portal."""

    def __init__(self, *args: Any, brand: Brand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brand = brand
        for language in offered_languages():
            choices = case_words.CHOICES[language.code]
            self.fields[language.code] = forms.ChoiceField(
                label=language.name,
                choices=[
                    (name, f"{noun.one}, {noun.many}") for name, noun in choices.items()
                ],
                initial=case_words.chosen(brand, language.code),
                widget=forms.RadioSelect(),
            )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each language, and the word that is used in it."""
        return [
            (language.name, str(case_words.in_language(self.brand, language.code).one))
            for language in offered_languages()
        ]
