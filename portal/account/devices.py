"""What a browser calls itself (RFC 9110, 10.1.5), in words that people know.

The text is the browser's own claim, good enough to recognise one's own devices by.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that occurs counts: Edge also says Chrome, and Chrome also says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def in_words(device: str) -> str:
    """Such as "Chrome on Android"."""
    browser, system = _first(BROWSERS, device), _first(SYSTEMS, device)
    if browser and system:
        words = {"browser": browser, "system": system}
        return _("%(browser)s on %(system)s") % words
    return browser or system or _("Unknown device")


def _first(names: tuple[tuple[str, str], ...], device: str) -> str:
    return next((name for sign, name in names if sign in device), "")
