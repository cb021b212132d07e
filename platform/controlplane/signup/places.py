"""Where a firm can be: countries, and the time zone that is usual there.

The names of time zones are those of the IANA database.
"""

from __future__ import annotations

import zoneinfo
from operator import itemgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOME = "BE"

# ISO 3166-1 code: name, usual time zone. The European Union, then its neighbours.
UNION: dict[str, tuple[str | Promise, str]] = {
    "AT": (_("Austria"), "Europe/Vienna"),
    "BE": (_("Belgium"), "Europe/Brussels"),
    "BG": (_("Bulgaria"), "Europe/Sofia"),
    "HR": (_("Croatia"), "Europe/Zagreb"),
    "CY": (_("Cyprus"), "Asia/Nicosia"),
    "CZ": (_("Czechia"), "Europe/Prague"),
    "DK": (_("Denmark"), "Europe/Copenhagen"),
    "EE": (_("Estonia"), "Europe/Tallinn"),
    "FI": (_("Finland"), "Europe/Helsinki"),
    "FR": (_("France"), "Europe/Paris"),
    "DE": (_("Germany"), "Europe/Berlin"),
    "GR": (_("Greece"), "Europe/Athens"),
    "HU": (_("Hungary"), "Europe/Budapest"),
    "IE": (_("Ireland"), "Europe/Dublin"),
    "IT": (_("Italy"), "Europe/Rome"),
    "LV": (_("Latvia"), "Europe/Riga"),
    "LT": (_("Lithuania"), "Europe/Vilnius"),
    "LU": (_("Luxembourg"), "Europe/Luxembourg"),
    "MT": (_("Malta"), "Europe/Malta"),
    "NL": (_("Netherlands"), "Europe/Amsterdam"),
    "PL": (_("Poland"), "Europe/Warsaw"),
    "PT": (_("Portugal"), "Europe/Lisbon"),
    "RO": (_("Romania"), "Europe/Bucharest"),
    "SK": (_("Slovakia"), "Europe/Bratislava"),
    "SI": (_("Slovenia"), "Europe/Ljubljana"),
    "ES": (_("Spain"), "Europe/Madrid"),
    "SE": (_("Sweden"), "Europe/Stockholm"),
}
NEIGHBOURS: dict[str, tuple[str | Promise, str]] = {
    "IS": (_("Iceland"), "Atlantic/Reykjavik"),
    "LI": (_("Liechtenstein"), "Europe/Vaduz"),
    "NO": (_("Norway"), "Europe/Oslo"),
    "CH": (_("Switzerland"), "Europe/Zurich"),
    "GB": (_("United Kingdom"), "Europe/London"),
}
_USUAL = {code: zone for code, (_name, zone) in {**UNION, **NEIGHBOURS}.items()}

# Parts of these countries that lie elsewhere.
_FAR = (
    "Africa/Ceuta", "America/Cayenne", "America/Guadeloupe", "America/Martinique",
    "Asia/Famagusta", "Atlantic/Azores", "Atlantic/Canary", "Atlantic/Madeira",
    "Indian/Mayotte", "Indian/Reunion",
)  # fmt: skip


def usual_zone(country: str) -> str:
    """The time zone of most people in this country. Raises KeyError when unknown."""
    return _USUAL[country]


def country_choices() -> list[tuple[str, object]]:
    """Belgium, the rest of the Union, the neighbours; each by name as it is read."""
    home, _zone = UNION[HOME]
    union = [pair for pair in _by_name(UNION) if pair[0] != HOME]
    return [
        (HOME, str(home)),
        (str(_("European Union")), union),
        (str(_("Other countries")), _by_name(NEIGHBOURS)),
    ]


def zone_choices() -> list[tuple[str, str]]:
    """The usual one of the country, else one by its IANA name."""
    names = sorted({*_USUAL.values(), *_FAR} & zoneinfo.available_timezones())
    return [
        ("", str(_("The usual one of the country"))),
        *((name, name.replace("_", " ")) for name in names),
    ]


def _by_name(countries: dict[str, tuple[str | Promise, str]]) -> list[tuple[str, str]]:
    pairs = [(code, str(name)) for code, (name, _zone) in countries.items()]
    return sorted(pairs, key=itemgetter(1))
