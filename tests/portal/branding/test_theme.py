"""The stylesheet of a brand: complete, harmless, and named after its content."""

import re
from pathlib import Path

import pytest

import portal.ui
from portal.branding import theme
from portal.branding.colour import InvalidColour

PLATFORM_THEME = Path(portal.ui.__file__).parent / "static/ui/theme.css"


def test_the_stylesheet_has_light_and_dark() -> None:
    css = theme.stylesheet("#1f5a4a")

    assert css.count("--bg:") == 2
    assert css.index("prefers-color-scheme:dark") < css.rindex("--bg:")


def test_the_stylesheet_holds_nothing_but_tokens() -> None:
    css = theme.stylesheet("#F2B705")

    values = re.findall(r"--[a-z-]+:([^;]+);", css)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in values)


def test_a_hostile_colour_never_reaches_the_stylesheet() -> None:
    with pytest.raises(InvalidColour):
        theme.stylesheet("#000000}@import '//evil.example'")


def test_the_fingerprint_follows_the_colour() -> None:
    assert theme.fingerprint("#1f5a4a") == theme.fingerprint("#1F5A4A")
    assert theme.fingerprint("#1f5a4a") != theme.fingerprint("#1f5a4b")
    assert re.fullmatch(r"[0-9a-f]{16}", theme.fingerprint("#1f5a4a"))


def test_a_mail_gets_the_button_s_colours() -> None:
    assert theme.mail_colours("#f2b705") == theme.MailColours(
        colour="#f2b705", on_colour="#16181d"
    )


def test_the_platform_s_own_theme_is_up_to_date() -> None:
    assert PLATFORM_THEME.read_text() == theme.stylesheet(theme.PLATFORM_COLOUR)
