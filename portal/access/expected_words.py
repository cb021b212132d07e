"""Words that anybody would try first at this door, and that carry no password.

The list is the documented one of OWASP ASVS 5.0 (6.1.2, 6.2.11), named in
docs/signing-in.md. A password may hold such words: what it must have besides them is
ENOUGH of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from tenants import scope
from tenants.accounts.models import User

ENOUGH = 8  # characters: the least that a password could be by itself (ASVS, 6.2.1)
SHORTEST = 4  # a shorter word stands in too many others

# The product; what such a portal is and who works there; the word for "password".
# Without accents, as `_plain` writes them; a plural is a singular with more behind it.
LIST = """
    tablinum portal portaal portail login
    law lawyer lawfirm attorney legal office client case owner assistant bookkeeper
    advocaat advocaten advocatenkantoor kantoor dossier juridisch recht rechtbank
    notaris kantoorbeheerder medewerker boekhouder
    avocat cabinet barreau juridique droit tribunal notaire affaire comptable
    anwalt anwalte rechtsanwalt kanzlei mandant akte notar gericht buchhalter
    admin administrator operator support test demo
    password passwort passwd paswoord wachtwoord kennwort motdepasse
    welcome welkom bienvenue willkommen secret geheim hello hallo bonjour
"""
WORDS = frozenset(LIST.split())
MESSAGE = gettext_lazy(
    "This password is made of words that anybody would try here: the name of the "
    "office or of the portal, your own name, or the word for password. Put more words "
    "of your own with them."
)
# What people write for letters, so that T4bl1num is no better than tablinum.
LOOKS = str.maketrans("013457@$!", "oieastasi")


class NotExpected:
    """A rule of AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when too little is left besides the words."""
        plain, words = _plain(password), expected(user)
        if any(_is_carried(each, words) for each in (plain, plain.translate(LOOKS))):
            raise ValidationError(MESSAGE, code="password_expected")

    def get_help_text(self) -> str:
        """What to keep in mind, in a sentence."""
        return gettext(
            "Your password must be more than a name, such as yours or that of the "
            "office, with a year behind it."
        )


def expected(user: User | None) -> frozenset[str]:
    """The list, with the names of this place and of this person."""
    texts = [*_names_of_place(), *((user.name, user.email) if user else ())]
    return WORDS | {word for word in _words(texts) if len(word) >= SHORTEST}


def _names_of_place() -> Iterable[str]:
    firm = scope.current().firm
    if firm is None:
        return (settings.PLATFORM_HOST,)
    return (firm.name, firm.slug, firm.primary_host)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"[^\W_]+", _plain(text))


def _is_carried(password: str, words: frozenset[str]) -> bool:
    """Whether these words are in it, and too little else. The longest goes first."""
    longest_first = sorted(words, key=len, reverse=True)
    left, found = re.subn("|".join(map(re.escape, longest_first)), "", password)
    return bool(found) and len("".join(left.split())) < ENOUGH


def _plain(text: str) -> str:
    """In small letters, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
