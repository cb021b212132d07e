"""A firm's colour becomes the colours of its portal, readable whatever it chose.

The firm keeps its hue. Where its colour must carry meaning (a link, an edge, a label on
a button) lightness moves just as far as WCAG 2.2 asks: 4.5:1 for text (1.4.3) and 3:1
for edges and focus (1.4.11), against every ground the colour can stand on.
"""

import math
from dataclasses import dataclass

from portal.branding.colour import contrast, from_oklch, to_oklch

TEXT_RATIO = 4.5
EDGE_RATIO = 3.0
WHITE, INK, BLACK = "#ffffff", "#16181d", "#000000"

# A white label is what people expect on a colour; this much darkening for it (in OKLCH
# lightness) still looks like the same colour.
_UNNOTICED = 0.07
_HALVINGS = 24
_GREY, _LOST_IN_DARK, _LOST_IN_LIGHT = 0.02, 0.4, 0.8
_STATE_HUES = {"danger": 25, "warning": 75, "success": 150}


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """The colours of one appearance (light or dark). Field names are the CSS tokens.

    Grounds: bg, surface, raised and the tints. Text: ink, muted, link, danger, warning,
    success. Edges: line, fill_edge, focus. A button is `on_fill` on `fill`.
    """

    bg: str
    surface: str
    raised: str
    ink: str
    muted: str
    line: str
    brand: str
    tint: str
    fill: str
    on_fill: str
    fill_hover: str
    fill_edge: str
    link: str
    focus: str
    danger: str
    danger_tint: str
    warning: str
    warning_tint: str
    success: str
    success_tint: str


def scheme(brand: str, *, dark: bool) -> Scheme:
    """The whole palette for a brand colour (#rrggbb, as colour.parse returns it)."""
    neutrals = _neutrals(brand, dark=dark)
    grounds = (neutrals["bg"], neutrals["surface"], neutrals["raised"])
    tint = _tint(brand, dark=dark)
    accent = _turned(brand, dark=dark)
    fill, on_fill = button(accent, grounds=grounds if dark else ())
    everywhere = (*grounds, tint)
    return Scheme(
        **neutrals,
        **_states(grounds, dark=dark),
        brand=brand,
        tint=tint,
        fill=fill,
        on_fill=on_fill,
        fill_hover=_hover(fill, on_fill),
        fill_edge=reach(fill, everywhere, ratio=EDGE_RATIO, darker=not dark),
        link=reach(accent, everywhere, ratio=TEXT_RATIO, darker=not dark),
        focus=reach(accent, everywhere, ratio=EDGE_RATIO, darker=not dark),
    )


def button(brand: str, *, grounds: tuple[str, ...] = ()) -> tuple[str, str]:
    """A background in the brand's colour and a label that can be read on it.

    On dark `grounds` a dark brand is lightened until the button stands out; on light
    ones an edge does that, and the brand stays as it is.
    """
    seen = reach(brand, grounds, ratio=EDGE_RATIO, darker=False)
    under_white = reach(seen, (WHITE,), ratio=TEXT_RATIO, darker=True)
    is_seen = all(contrast(under_white, ground) >= EDGE_RATIO for ground in grounds)
    darkening = to_oklch(seen).lightness - to_oklch(under_white).lightness
    if darkening <= _UNNOTICED and is_seen:
        return under_white, WHITE
    return seen, INK if contrast(seen, INK) >= TEXT_RATIO else BLACK


def reach(colour: str, grounds: tuple[str, ...], *, ratio: float, darker: bool) -> str:
    """The nearest lightness of `colour` with at least `ratio` against every ground."""

    def is_enough(candidate: str) -> bool:
        return all(contrast(candidate, ground) >= ratio for ground in grounds)

    if is_enough(colour):
        return colour
    lightness, chroma, hue = to_oklch(colour)
    enough, short = 0.0 if darker else 1.0, lightness
    for _ in range(_HALVINGS):
        middle = (enough + short) / 2
        if is_enough(from_oklch(middle, chroma, hue)):
            enough = middle
        else:
            short = middle
    return from_oklch(enough, chroma, hue)


def _turned(brand: str, *, dark: bool) -> str:
    """A black brand becomes white in the dark, and a white one black in the light.

    Lightened black is a dull grey that no firm would call its colour.
    """
    lightness, chroma, hue = to_oklch(brand)
    is_lost = lightness < _LOST_IN_DARK if dark else lightness > _LOST_IN_LIGHT
    if chroma > _GREY or not is_lost:
        return brand
    return from_oklch(0.96 if dark else 0.22, chroma, hue)


def _neutrals(brand: str, *, dark: bool) -> dict[str, str]:
    """Greys with a breath of the brand's hue."""
    _, chroma, hue = to_oklch(brand)
    breath = min(chroma, 0.006)

    def grey(lightness: float) -> str:
        return from_oklch(lightness, breath, hue)

    bg, raised = (grey(0.17), grey(0.26)) if dark else (grey(0.985), grey(0.955))
    surface = grey(0.21) if dark else WHITE
    grounds = (bg, surface, raised, _tint(brand, dark=dark))
    muted, line = (grey(0.74), grey(0.56)) if dark else (grey(0.48), grey(0.62))
    return {
        "bg": bg,
        "surface": surface,
        "raised": raised,
        "ink": grey(0.95 if dark else 0.22),
        "muted": reach(muted, grounds, ratio=TEXT_RATIO, darker=not dark),
        "line": reach(line, grounds, ratio=EDGE_RATIO, darker=not dark),
    }


def _tint(brand: str, *, dark: bool) -> str:
    _, chroma, hue = to_oklch(brand)
    if dark:
        return from_oklch(0.28, min(chroma, 0.045), hue)
    return from_oklch(0.95, min(chroma, 0.03), hue)


def _states(grounds: tuple[str, ...], *, dark: bool) -> dict[str, str]:
    """Danger, warning and success keep their hue in every brand: they are signs."""
    colours: dict[str, str] = {}
    for name, degrees in _STATE_HUES.items():
        hue = math.radians(degrees)
        tint = from_oklch(0.28 if dark else 0.96, 0.035, hue)
        colours[f"{name}_tint"] = tint
        colours[name] = reach(
            from_oklch(0.55, 0.16, hue),
            (*grounds, tint),
            ratio=TEXT_RATIO,
            darker=not dark,
        )
    return colours


def _hover(fill: str, on_fill: str) -> str:
    lightness, chroma, hue = to_oklch(fill)
    step = -0.05 if on_fill == WHITE else 0.05
    hovered = from_oklch(lightness + step, chroma, hue)
    return hovered if contrast(hovered, on_fill) >= TEXT_RATIO else fill
