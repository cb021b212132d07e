"""The form by which files come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from portal.documents import file_names, file_types
from portal.documents.incoming import Incoming
from tenants import limits

MEGABYTE = 10**6


class FilesInput(forms.ClearableFileInput):
    """A file input in which several files can be chosen, and a camera on phones."""

    template_name = "documents/files_input.html"
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Gives a list of uploaded files; what each one is, the form finds out."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files; raises ValidationError when there is none."""
        files = data if isinstance(data, Sequence) else [data]
        if self.required and not any(files):
            raise ValidationError(self.error_messages["required"], code="required")
        return [file for file in files if file]


class UploadForm(forms.Form):
    """One or several files for a case.

    A file that we cannot take does not hold up the others: they are in `accepted` even
    when the form has errors. `token` makes a form that is sent twice harmless.
    """

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    accepted: list[Incoming]
    largest: int  # bytes of one file

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted = []
        self.largest = limits.largest_file()
        self.fields["files"] = FilesField(
            label=_("Files"),
            help_text=_("%(kinds)s; at most %(limit)s MB each.")
            % {"kinds": kinds(), "limit": self.largest // MEGABYTE},
            widget=FilesInput(attrs={"accept": ",".join(file_types.ENDINGS)}),
        )

    def clean(self) -> None:
        """Sort the files into those that we take and those that we refuse, in words."""
        token = self.cleaned_data.get("token")
        if token is None:
            self.add_error(None, _("Open this page again, then send the files again."))
            return
        for file in self.cleaned_data.get("files", []):
            self._sort(file, token)

    def _sort(self, file: UploadedFile[Any], token: UUID) -> None:
        try:
            self.accepted.append(_look_at(file, token, largest=self.largest))
        except ValidationError as refusal:
            self.add_error("files", refusal)


def kinds() -> str:
    """What can be uploaded, as people call it."""
    return ", ".join(str(kind.label) for kind in file_types.BY_CONTENT_TYPE.values())


def _look_at(file: UploadedFile[Any], token: UUID, *, largest: int) -> Incoming:
    """The file with its type, told by its bytes. Raises ValidationError."""
    name = {"name": file.name, "kinds": kinds()}
    if not file.size:
        raise ValidationError(_("%(name)s is empty. Choose another file.") % name)
    if file.size > largest:
        limit = {**name, "limit": largest // MEGABYTE}
        raise ValidationError(
            _("%(name)s is larger than %(limit)s MB. Make it smaller or split it.")
            % limit
        )
    kind = file_types.recognise(file)
    if kind is None:
        raise ValidationError(
            _("%(name)s is of a type that we cannot take. Choose one of: %(kinds)s.")
            % name
        )
    return Incoming(
        file=file,
        file_name=file_names.clean(file.name or "", kind),
        kind=kind,
        form_token=token,
    )
