"""How forms look and speak: settings name `Renderer`, so every form is drawn by our
templates, with label, hint and error in words and wired for screen readers."""

from django.core.exceptions import ValidationError
from django.forms import BoundField, CheckboxInput, Field
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.utils.html import strip_tags
from django.utils.translation import gettext as _


class Renderer(DjangoTemplates):
    """FORM_RENDERER = "portal.ui.forms.Renderer"."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"


def error_texts(field: BoundField) -> list[str]:
    """The field's errors in words that also stand alone in the summary.

    Django's "This field is required." says neither which nor what to do, so it gives
    way to an instruction with the label in it. A message of the form's own is kept.
    """
    texts: list[str] = []
    for error in field.errors.as_data():
        texts.extend([_ask_for(field)] if _is_bare(error) else error.messages)
    return texts


def _is_bare(error: ValidationError) -> bool:
    standard = Field.default_error_messages["required"]
    return error.code == "required" and error.message == standard


def _ask_for(field: BoundField) -> str:
    label = {"label": strip_tags(str(field.label))}
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return _("Tick this box to go on: %(label)s") % label
    if isinstance(widget, ChoiceWidget):
        return _("Choose an answer: %(label)s") % label
    return _("Fill this in: %(label)s") % label
