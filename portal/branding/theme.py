"""The stylesheet of a brand: one small external file, as a strict CSP asks for."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256

from portal.branding.colour import parse
from portal.branding.palette import Scheme, button, scheme

PLATFORM_COLOUR = "#3b3f8f"

# Bounded: a process serves many firms, and a colour under trial is asked for only once.
_KEPT = 512


@dataclass(frozen=True, kw_only=True)
class MailColours:
    """What a mail needs of a brand: a button's background and its label."""

    colour: str
    on_colour: str


@lru_cache(maxsize=_KEPT)
def stylesheet(colour: str) -> str:
    """CSS with the tokens of `colour` in light and dark. Raises InvalidColour."""
    brand = parse(colour)
    light = _tokens(scheme(brand, dark=False))
    dark = _tokens(scheme(brand, dark=True))
    return (
        f"@layer theme{{:root{{color-scheme:light;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}}}\n"
    )


def fingerprint(colour: str) -> str:
    """16 hex digits that change with the colour and with how it is worked out.

    So an address with it in can be cached for ever, also across releases.
    """
    return sha256(stylesheet(colour).encode()).hexdigest()[:16]


def mail_colours(colour: str) -> MailColours:
    """Colours for mail, where no stylesheet of ours can be reached."""
    background, label = button(parse(colour))
    return MailColours(colour=background, on_colour=label)


def _tokens(colours: Scheme) -> str:
    return "".join(
        f"--{name.replace('_', '-')}:{value};"
        for name, value in asdict(colours).items()
    )
