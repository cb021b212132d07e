"""What a person types to sign a firm up."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from controlplane.signup import places, queries, slugs
from controlplane.signup.agreements import PROCESSING, TERMS, Agreement
from controlplane.signup.wish import Wish
from tenants.accounts.models import normalise_email

ROOM_TO_CORRECT = 200  # what is too long for an address gets our own words


class AddressForm(forms.Form):
    """The address alone: again, when somebody else took the one that was chosen."""

    slug = forms.CharField(
        label=_("Address of the portal"),
        help_text=_("Letters, digits and hyphens. Your clients will see it."),
        max_length=ROOM_TO_CORRECT,
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
                "maxlength": slugs.LONGEST,
            }
        ),
    )

    def clean_slug(self) -> str:
        """The address as it will be written, when it is free at this moment."""
        verdict = queries.availability(self.cleaned_data["slug"])
        if not verdict.available:
            raise forms.ValidationError(verdict.message, code="taken")
        return verdict.slug


class SignUpForm(AddressForm):
    """The whole form. An empty time zone is the usual one of the country."""

    firm_name = forms.CharField(
        label=_("Name of the firm"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    owner_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link there to confirm."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the portal"), choices=settings.LANGUAGES
    )
    country = forms.ChoiceField(label=_("Country"), choices=places.country_choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=places.zone_choices, required=False
    )
    terms = forms.BooleanField(label=_("I accept the terms of service"))
    processor_agreement = forms.BooleanField(
        label=_("I accept the agreement on processing personal data (GDPR, art. 28)")
    )
    submission = forms.CharField(
        max_length=64, required=False, widget=forms.HiddenInput
    )

    field_order = ("firm_name", "slug", "owner_name", "email", "language", "country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["country"].initial = places.HOME
        self.fields["submission"].initial = lambda: uuid4().hex
        self.fields["terms"].help_text = _link(TERMS)
        self.fields["processor_agreement"].help_text = _link(PROCESSING)

    def clean_email(self) -> str:
        """In lower case, as accounts keep it."""
        return normalise_email(self.cleaned_data["email"])

    def clean_time_zone(self) -> str:
        """The one that was chosen, or the usual one of the country."""
        chosen: str = self.cleaned_data["time_zone"]
        country = self.cleaned_data.get("country")
        return chosen or (places.usual_zone(country) if country else "")

    def wish(self) -> Wish:
        """What a valid form asks for."""
        names = Wish.__dataclass_fields__
        return Wish(**{name: self.cleaned_data[name] for name in names})

    def fingerprint(self) -> bytes:
        """The same for the same form sent twice (SHA-256); a correction changes it."""
        sent = json.dumps(self.cleaned_data, sort_keys=True)
        return hashlib.sha256(sent.encode()).digest()


def _link(agreement: Agreement) -> SafeString:
    """The text that is accepted, in a tab of its own: the form stays as it is."""
    words = _("%(title)s of %(date)s") % {
        "title": agreement.title,
        "date": date_format(agreement.current, pgettext("date format", "j F Y")),
    }
    url = reverse(f"signup:{agreement.name}", args=[agreement.current])
    return format_html('<a href="{}" target="_blank">{}</a>', url, words)
