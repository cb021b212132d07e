"""A form field in which one types a contact's name or address, and finds the contact.

A list to choose from would have to hold every contact of the firm, and there may be ten
thousand. The browser suggests the ones most recently added; any other can be typed.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.people.models import Contact, ContactQuerySet

SUGGESTIONS = 200
NAMED_WHEN_UNSURE = 5


class ContactInput(forms.TextInput):
    """A text input with suggestions (HTML's `datalist`; no script)."""

    template_name = "people/_contact_input.html"
    suggested: ContactQuerySet

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the suggestions to the input's context."""
        context = super().get_context(name, value, attrs)
        latest = self.suggested.order_by("-created_at")[:SUGGESTIONS]
        context["suggestions"] = [written(contact) for contact in latest]
        return context


class ContactField(forms.CharField):
    """Gives the contact whose name, address, key or suggestion was typed."""

    widget = ContactInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _(
            "No contact has this name or e-mail address. Add the contact first, or "
            "check the spelling."
        ),
        "several": _(
            "Several contacts fit: %(names)s. Type the e-mail address of the right one."
        ),
    }

    def __init__(self, *, among: ContactQuerySet, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among = among.there()
        cast("ContactInput", self.widget).suggested = self.among

    def prepare_value(self, value: Any) -> Any:
        """Show a contact as one would have typed it."""
        return written(value) if isinstance(value, Contact) else value

    def clean(self, value: Any) -> Any:
        """The contact; None when nothing was typed and nothing is required."""
        typed = super().clean(value)
        return self._find(typed) if typed else None

    def _find(self, typed: str) -> Contact:
        for found in self._narrowing(typed):
            several = list(found.by_name()[: NAMED_WHEN_UNSURE + 1])
            if len(several) == 1:
                return several[0]
            if several:
                raise self._unsure(several)
        raise ValidationError(self.error_messages["unknown"], code="unknown")

    def _narrowing(self, typed: str) -> list[ContactQuerySet]:
        """From what says most to what says least."""
        name, _bracket, address = typed.rstrip("> ").rpartition("<")
        exact = [
            self.among.filter(name__iexact=name.strip(), email__iexact=address),
            self.among.filter(email__iexact=typed),
            self.among.filter(name__iexact=typed),
            self.among.holding(typed),
            self.among.matching(typed),
        ]
        if key := _uuid(typed):
            return [self.among.filter(pk=key)]
        return exact

    def _unsure(self, several: list[Contact]) -> ValidationError:
        names = [written(contact) for contact in several[:NAMED_WHEN_UNSURE]]
        more = ["…"] if len(several) > NAMED_WHEN_UNSURE else []
        return ValidationError(
            self.error_messages["several"],
            code="several",
            params={"names": ", ".join(names + more)},
        )


def written(contact: Contact) -> str:
    """A contact as it is suggested: `Sofie Vermeulen <sofie@example.com>`."""
    return f"{contact.name} <{contact.email}>" if contact.email else contact.name


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
