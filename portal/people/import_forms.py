"""What staff choose about a file of contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.people.importing import columns, reading
from portal.people.importing.reading import Sheet

MEGABYTE = 1024 * 1024


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "At most %(size)s MB and %(lines)s lines. The first line names the "
            "columns. Separated by commas, semicolons or tabs; from Excel: “CSV UTF-8”."
        )
        % {"size": reading.MOST_BYTES // MEGABYTE, "lines": reading.MOST_LINES},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """Not too large to be read whole."""
        file = self.cleaned_data["file"]
        if file.size > reading.MOST_BYTES:
            raise ValidationError(
                _("This file is larger than %(size)s MB. Split it.")
                % {"size": reading.MOST_BYTES // MEGABYTE}
            )
        return file


class ColumnsForm(forms.Form):
    """One choice for each column of a file."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Leave out")), *columns.FIELDS.items()]
        for number, heading in enumerate(sheet.headings):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False
            )

    @property
    def chosen(self) -> dict[str, str]:
        """Our field for the number of each column that is not left out."""
        return {
            name.removeprefix("column-"): value
            for name, value in self.cleaned_data.items()
            if value
        }

    def clean(self) -> dict[str, Any]:
        """A choice must give contacts."""
        cleaned = super().clean() or self.cleaned_data
        for problem in columns.problems(self.chosen):
            self.add_error(None, ValidationError(problem, code="columns"))
        return cleaned
