"""Colours as numbers: parsing, contrast, and OKLCH there and back.

Sources: relative luminance and contrast ratio from WCAG 2.2 (sRGB, 1.4.3); OKLab from
Björn Ottosson, "A perceptual color space for image processing" (2020). OKLCH keeps
hue and lightness apart as the eye does, so a colour can be made darker and still look
like itself.
"""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LINEAR_BELOW, _SLOPE = 0.04045, 12.92  # the straight part of the sRGB curve
_OUT_OF_GAMUT = 1e-4
_HALVINGS = 24


class InvalidColour(ValueError):  # noqa: N818  (reads as what is wrong)
    """The text is not a colour that we accept."""


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma from 0 (grey), hue in radians."""

    lightness: float
    chroma: float
    hue: float


def parse(text: str) -> str:
    """A colour written as #rrggbb, in lower case. Raises InvalidColour for all else."""
    if not _HEX.fullmatch(text):
        raise InvalidColour(f"A colour is written as #rrggbb, not as {text[:20]!r}.")
    return text.lower()


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 (none) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def to_oklch(colour: str) -> Oklch:
    """Where the colour stands in OKLCH."""
    red, green, blue = (_to_linear(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    mid = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return Oklch(
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        math.hypot(a, b),
        math.atan2(b, a),
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour a screen can show: only chroma gives way, never lightness."""
    lightness = min(1.0, max(0.0, lightness))
    fits = _is_shown(lightness, hue)
    if not fits(chroma):
        chroma = _largest(fits, below=chroma)
    return _to_hex(_linear(lightness, chroma, hue))


def _luminance(colour: str) -> float:
    red, green, blue = (_to_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _to_linear(channel: float) -> float:
    if channel <= _LINEAR_BELOW:
        return channel / _SLOPE
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _from_linear(channel: float) -> float:
    if channel <= _LINEAR_BELOW / _SLOPE:
        return max(0.0, _SLOPE * channel)
    return float(1.055 * channel ** (1 / 2.4) - 0.055)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _is_shown(lightness: float, hue: float) -> Callable[[float], bool]:
    def fits(chroma: float) -> bool:
        return all(
            -_OUT_OF_GAMUT <= channel <= 1 + _OUT_OF_GAMUT
            for channel in _linear(lightness, chroma, hue)
        )

    return fits


def _largest(fits: Callable[[float], bool], *, below: float) -> float:
    low, high = 0.0, below
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _to_hex(linear: tuple[float, float, float]) -> str:
    channels = (min(1.0, _from_linear(channel)) for channel in linear)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
