"""Whatever colour a firm picks, its portal can be read, by day and by night."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.branding.colour import contrast, to_oklch
from portal.branding.palette import EDGE_RATIO, TEXT_RATIO, Scheme, button, scheme

STEPS = (0, 0x33, 0x66, 0x99, 0xCC, 0xFF)
WEB_COLOURS = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product(STEPS, repeat=3)]
GREYS = [f"#{level:02x}{level:02x}{level:02x}" for level in range(0, 256, 5)]
BRANDS = ["#1f5a4a", "#f2b705", "#3b3f8f", "#000001", "#fffffe", "#ffff00", "#7f7f7f"]

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def assert_readable(colours: Scheme) -> None:
    grounds = [colours.bg, colours.surface, colours.raised]
    everywhere = [*grounds, colours.tint]
    texts = [
        *product(["ink", "muted", "link"], everywhere),
        *product(["danger", "warning", "success"], grounds),
        ("danger", colours.danger_tint),
        ("warning", colours.warning_tint),
        ("success", colours.success_tint),
        ("on_fill", colours.fill),
        ("on_fill", colours.fill_hover),
    ]
    edges = [*product(["line", "fill_edge", "focus"], everywhere)]
    assert _too_faint(colours, texts, TEXT_RATIO) == []
    assert _too_faint(colours, edges, EDGE_RATIO) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "brands", [WEB_COLOURS, GREYS, BRANDS], ids=["web", "greys", "brands"]
)
def test_known_colours_are_readable(brands: list[str], *, dark: bool) -> None:
    for brand in brands:
        assert_readable(scheme(brand, dark=dark))


@settings(max_examples=200, deadline=None)
@given(brand=colours, dark=st.booleans())
def test_any_colour_is_readable(*, brand: str, dark: bool) -> None:
    assert_readable(scheme(brand, dark=dark))


@settings(max_examples=200, deadline=None)
@given(colours)
def test_a_button_in_a_mail_is_readable(brand: str) -> None:
    background, label = button(brand)

    assert contrast(background, label) >= TEXT_RATIO


@pytest.mark.parametrize("brand", BRANDS[:3])
def test_a_button_keeps_the_brand_s_own_colour_in_the_light(brand: str) -> None:
    assert scheme(brand, dark=False).fill == brand


@pytest.mark.parametrize("brand", ["#1f5a4a", "#3b3f8f", "#5b0f0f"])
def test_a_dark_brand_stands_out_in_the_dark_in_its_own_hue(brand: str) -> None:
    dark = scheme(brand, dark=True)

    assert contrast(dark.fill, dark.surface) >= EDGE_RATIO
    assert to_oklch(dark.fill).hue == pytest.approx(to_oklch(brand).hue, abs=0.1)


def test_black_turns_white_in_the_dark() -> None:
    dark = scheme("#000000", dark=True)

    assert contrast(dark.fill, dark.bg) > 15


def _too_faint(
    colours: Scheme, pairs: list[tuple[str, str]], ratio: float
) -> list[tuple[str, str]]:
    return [
        (name, ground)
        for name, ground in pairs
        if contrast(getattr(colours, name), ground) < ratio
    ]
