"""Telephone, enterprise and VAT numbers are checked, and kept in one form."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.people import numbers
from tenants.models import Firm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0470/12.34.56", "+32470123456"),
        ("02 555 01 20", "+3225550120"),
        ("+32 (0)2 555 01 20", "+3225550120"),
        ("0031 20 555 0120", "+31205550120"),
        ("+33 1 42 68 53 00", "+33142685300"),
    ],
)
def test_a_telephone_number_is_kept_as_e164(
    typed: str, kept: str, inside: Firm
) -> None:
    assert numbers.phone(typed) == kept


@pytest.mark.parametrize("typed", ["12", "call me", "112", "+32 470 12 34 56 78 90"])
def test_what_is_no_telephone_number_is_refused(typed: str, inside: Firm) -> None:
    with pytest.raises(ValidationError, match="is not a telephone number"):
        numbers.phone(typed)


def test_a_number_from_before_is_shown_as_it_is(inside: Firm) -> None:
    assert numbers.shown_phone("ask for Els: 555") == "ask for Els: 555"
    assert numbers.shown_phone("+32470123456") == "+32 470 12 34 56"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0403.019.261", "0403019261"), ("BE 0403 019 261", "0403019261")],
)
def test_an_enterprise_number_has_ten_digits(
    typed: str, kept: str, inside: Firm
) -> None:
    assert numbers.enterprise_number(typed) == kept


@pytest.mark.parametrize("typed", ["0403.019.262", "403", "Peeters"])
def test_a_wrong_check_number_is_refused(typed: str, inside: Firm) -> None:
    with pytest.raises(ValidationError, match="is not an enterprise number"):
        numbers.enterprise_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("BE 0403.019.261", "BE0403019261"),
        ("0403.019.261", "BE0403019261"),
        ("NL 0044.95.445.B01", "NL004495445B01"),
        ("GB 980 7806 84", "GB980780684"),
    ],
)
def test_a_vat_number_has_its_country_in_front(
    typed: str, kept: str, inside: Firm
) -> None:
    assert numbers.vat_number(typed) == kept


@pytest.mark.parametrize("typed", ["BE 0403.019.262", "QQ 123", "VAT"])
def test_a_vat_number_is_checked_by_its_country(typed: str, inside: Firm) -> None:
    with pytest.raises(ValidationError, match="is not a VAT number"):
        numbers.vat_number(typed)
