"""Which column of a file is which field of a contact: guessed, then chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.people import finding

FIELDS: dict[str, Promise] = {
    "name": _("Name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "kind": _("Person or organisation"),
    "email": _("E-mail address"),
    "other_emails": _("Further e-mail addresses"),
    "phone": _("Phone number"),
    "other_phones": _("Further telephone numbers"),
    "language": _("Language"),
    "street": _("Street and number"),
    "house_number": _("House number"),
    "postal_code": _("Postal code"),
    "city": _("Town"),
    "country": _("Country"),
    "enterprise_number": _("Enterprise number"),
    "vat_number": _("VAT number"),
    "external_id": _("Number in another program"),
    "notes": _("Notes"),
}
SEVERAL = frozenset({"other_emails", "other_phones", "notes"})  # from several columns
NAMES = frozenset({"name", "last_name"})

# As programs head their columns, in four languages, without accents.
_HEADINGS = {
    "name": "name|naam|nom|full name|volledige naam|nom complet|display name|company"
    "|company name|bedrijf|bedrijfsnaam|societe|raison sociale|firma|firmenname|client"
    "|klant|denomination|benaming",
    "first_name": "first name|firstname|voornaam|prenom|vorname|given name",
    "last_name": "last name|lastname|achternaam|familienaam|nom de famille|nachname"
    "|surname|family name",
    "kind": "kind|type|soort|genre|art|person or organisation|persoon of organisatie",
    "email": "email|e mail|e mail address|email address|e mailadres|emailadres|mail"
    "|courriel|adresse e mail|adresse email|e mail adresse|e mail 1 value",
    "other_emails": "further e mail addresses|other emails|e mail 2|email 2"
    "|e mail 2 value|andere e mailadressen|autres adresses e mail"
    "|weitere e mail adressen",
    "phone": "phone|phone number|telephone|telefoon|telefoonnummer|tel|telefon"
    "|telefonnummer|numero de telephone|phone 1 value|gsm|mobile|mobiel|portable|handy",
    "other_phones": "further telephone numbers|other phones|phone 2|telefoon 2|tel 2"
    "|mobile phone|phone 2 value|business phone|home phone|andere telefoonnummers"
    "|autres numeros de telephone|weitere telefonnummern|fax",
    "language": "language|taal|langue|sprache",
    "street": "street|street and number|straat|straat en nummer|adres|address|adresse"
    "|rue|rue et numero|strasse|strasse und hausnummer|street address",
    "house_number": "house number|huisnummer|nummer|numero|hausnummer|nr",
    "postal_code": "postal code|postcode|code postal|plz|postleitzahl|zip|zip code",
    "city": "city|town|gemeente|stad|plaats|woonplaats|ville|commune|localite|stadt"
    "|ort",
    "country": "country|land|pays",
    "enterprise_number": "enterprise number|ondernemingsnummer|kbo|kbo nummer|bce"
    "|numero d entreprise|numero dentreprise|unternehmensnummer|company number",
    "vat_number": "vat|vat number|btw|btw nummer|tva|numero de tva|numero tva|ust idnr"
    "|mwst|mwst nummer|vat no",
    "external_id": "id|external id|number|number in another program|klantnummer"
    "|klantnr|numero client|kundennummer|reference|referentie|client number|contact id",
    "notes": "notes|note|notities|opmerkingen|remarques|notizen|bemerkungen|remarks",
}
_FIELD_OF = {
    heading: field for field, all_ in _HEADINGS.items() for heading in all_.split("|")
}


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Our field for the number of each column that we recognise, each field once."""
    found: dict[str, str] = {}
    for number, heading in enumerate(headings):
        field = _FIELD_OF.get(" ".join(finding.plain(heading).split("_")), "")
        if field and (field in SEVERAL or field not in found.values()):
            found[str(number)] = field
    return found


def problems(columns: Mapping[str, str]) -> list[str]:
    """What is wrong with a choice of columns, in words."""
    chosen = list(columns.values())
    once = [each for each in chosen if each not in SEVERAL]
    found = []
    if not NAMES & set(chosen):
        found.append(str(_("Choose the column that holds the name, or the last name.")))
    if len(once) != len(set(once)):
        found.append(str(_("Two columns are the same field. Choose one of them.")))
    return found
