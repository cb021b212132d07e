"""What staff type about documents and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.models import Document, Folder

if TYPE_CHECKING:
    DocumentModelForm = forms.ModelForm[Document]
else:
    DocumentModelForm = forms.ModelForm


class DocumentForm(DocumentModelForm):
    """What a document is called, what it is, and where it lies."""

    class Meta:
        model = Document
        fields = ("title", "kind", "date", "folder", "notes")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        labels: ClassVar[dict[str, object]] = {
            "date": _("Date of the document"),
            "folder": _("Folder"),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "title": _("Clients read it when the document is shared."),
            "notes": _("Clients never see them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folders = Folder.objects.filter(case=self.instance.case_id)
        field = self.fields["folder"]
        field.queryset = folders.order_by("name")  # type: ignore[attr-defined]
        field.empty_label = _("No folder")  # type: ignore[attr-defined]


class FolderForm(forms.Form):
    """The name of a folder."""

    name = forms.CharField(
        label=_("Name of the folder"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
