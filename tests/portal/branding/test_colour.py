"""Colours are parsed strictly, and OKLCH leads back to where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.branding.colour import (
    InvalidColour,
    contrast,
    from_oklch,
    parse,
    to_oklch,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "red",
        "#fff",
        "1f5a4a",
        "#1f5a4a ",
        "#1f5a4a\n",
        "#1f5a4g",
        "#1f5a4aff",
        "#١٢٣٤٥٦",
        "#000000;}body{display:none",
        "url(//evil.example)",
    ],
)
def test_anything_but_six_hex_digits_is_refused(text: str) -> None:
    with pytest.raises(InvalidColour, match="#rrggbb"):
        parse(text)


def test_a_colour_is_kept_in_lower_case() -> None:
    assert parse("#F2B705") == "#f2b705"


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_agrees_with_a_known_pair() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(colours)
def test_oklch_leads_back_to_the_same_colour(colour: str) -> None:
    there_and_back = from_oklch(*to_oklch(colour))

    for one, other in zip(_bytes(colour), _bytes(there_and_back), strict=True):
        assert abs(one - other) <= 1


@given(st.floats(-1, 2), st.floats(0, 0.5), st.floats(-7, 7))
def test_every_lightness_chroma_and_hue_gives_a_colour(
    lightness: float, chroma: float, hue: float
) -> None:
    assert parse(from_oklch(lightness, chroma, hue))


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])
