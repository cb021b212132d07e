"""Telephone, enterprise and VAT numbers: what was typed, checked, and how it is shown.

Telephone numbers are kept as E.164 ("+32470123456"), enterprise numbers as ten digits
(Belgium's Crossroads Bank for Enterprises), VAT numbers with their country in front.
"""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat
from stdnum import get_cc_module
from stdnum.be import vat as enterprise
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as WrongNumber

from tenants import scope

EU_COUNTRIES = frozenset(eu_vat.MEMBER_STATES) | {"el"}  # Greece's own prefix


def phone(typed: str) -> str:
    """The number as E.164; without a country it is one of the firm's own.

    Raises ValidationError, whose words say what to type.
    """
    found = _parsed(typed)
    if found is None or not phonenumbers.is_possible_number(found):
        raise ValidationError(
            _(
                "%(number)s is not a telephone number. Type it with its area code, or "
                "with + and the country, such as +32 470 12 34 56."
            ),
            code="phone",
            params={"number": typed.strip()},
        )
    return phonenumbers.format_number(found, PhoneNumberFormat.E164)


def phone_or_as_typed(typed: str) -> str:
    """The same for what nobody can correct now: what cannot be read stays as it is."""
    try:
        return phone(typed) if typed.strip() else ""
    except ValidationError:
        return typed.strip()


def shown_phone(kept: str) -> str:
    """+32 470 12 34 56; what is no E.164 number is shown as it is."""
    if not kept.startswith("+") or (found := _parsed(kept)) is None:
        return kept
    return phonenumbers.format_number(found, PhoneNumberFormat.INTERNATIONAL)


def national_phone(kept: str) -> str:
    """0470123456: as one types it at home, to be found by it."""
    if not kept.startswith("+") or (found := _parsed(kept)) is None:
        return "".join(char for char in kept if char.isdigit())
    shown = phonenumbers.format_number(found, PhoneNumberFormat.NATIONAL)
    return "".join(char for char in shown if char.isdigit())


def enterprise_number(typed: str) -> str:
    """Ten digits, with a right check number. Raises ValidationError."""
    try:
        return str(enterprise.validate(typed))
    except WrongNumber:
        raise ValidationError(
            _(
                "%(number)s is not an enterprise number. It has ten digits, such as "
                "0403.019.261; check them one by one."
            ),
            code="enterprise_number",
            params={"number": typed.strip()},
        ) from None


def shown_enterprise_number(kept: str) -> str:
    """0403.019.261"""
    return f"{kept[:4]}.{kept[4:7]}.{kept[7:]}" if kept else ""


def vat_number(typed: str) -> str:
    """A VAT number with its country, checked by that country's rule; without one it is
    of the firm's own country.

    Raises ValidationError, also for a country whose rule we do not have.
    """
    bare = "".join(char for char in typed.upper() if char.isalnum())
    bare = scope.current_firm().country + bare if bare[:1].isdigit() else bare
    try:
        return _checked_vat(bare)
    except WrongNumber:
        raise ValidationError(
            _(
                "%(number)s is not a VAT number. It begins with the country, such as "
                "BE 0403.019.261 or FR 40 303 265 045; check it digit by digit."
            ),
            code="vat_number",
            params={"number": typed.strip()},
        ) from None


def _checked_vat(bare: str) -> str:
    country = bare[:2].lower()
    if country in EU_COUNTRIES:
        return str(eu_vat.validate(bare))
    rule = get_cc_module(country, "vat") if country.isalpha() else None
    if rule is None:
        raise WrongNumber
    number = str(rule.validate(bare))
    return number if number.startswith(bare[:2]) else bare[:2] + number


def _parsed(typed: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(typed, scope.current_firm().country)
    except phonenumbers.NumberParseException:
        return None
