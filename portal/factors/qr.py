"""A QR code (ISO/IEC 18004) as the path of an SVG, so that it needs no image file."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode

QUIET_ZONE = 4  # modules; the standard asks for no less


@dataclass(frozen=True, slots=True)
class Square:
    """`side` in modules, and the dark ones as the `d` of a path."""

    side: int
    path: str


def square(text: str) -> Square:
    """The code that says `text`."""
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Square(side=len(rows), path="".join(dark))
