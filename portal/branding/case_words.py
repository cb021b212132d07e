"""The firm's own word for a case, in each language of the portal.

A fixed list, because a word brings its gender and its plural: the forms below are whole
phrases, so that a page never has to put an article before a word that it does not know.
Sentences that would need one do without the word.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from portal.branding.models import Brand
from portal.ui.page import Noun

# By language; the first one of each is used until the firm chooses.
CHOICES: Mapping[str, Mapping[str, Noun]] = {
    "nl": {
        "dossier": Noun("Dossier", "Dossiers", "Uw dossiers", "Nieuw dossier"),
        "zaak": Noun("Zaak", "Zaken", "Uw zaken", "Nieuwe zaak"),
    },
    "fr": {
        "dossier": Noun("Dossier", "Dossiers", "Vos dossiers", "Nouveau dossier"),
        "affaire": Noun("Affaire", "Affaires", "Vos affaires", "Nouvelle affaire"),
    },
    "de": {
        "akte": Noun("Akte", "Akten", "Ihre Akten", "Neue Akte"),
        "fall": Noun("Fall", "Fälle", "Ihre Fälle", "Neuer Fall"),
        "mandat": Noun("Mandat", "Mandate", "Ihre Mandate", "Neues Mandat"),
    },
    "en": {
        "case": Noun("Case", "Cases", "Your cases", "New case"),
        "file": Noun("File", "Files", "Your files", "New file"),
        "dossier": Noun("Dossier", "Dossiers", "Your dossiers", "New dossier"),
    },
}


def of(brand: Brand) -> Noun:
    """The firm's word in the reader's language."""
    return in_language(brand, (get_language() or "en").partition("-")[0])


def in_language(brand: Brand, language: str) -> Noun:
    """The firm's word in this language."""
    return CHOICES.get(language, CHOICES["en"])[chosen(brand, language)]


def chosen(brand: Brand, language: str) -> str:
    """Which word of this language the firm chose; what is no choice any more is the
    first one."""
    choices = CHOICES.get(language, CHOICES["en"])
    found = str(brand.case_words.get(language, ""))
    return found if found in choices else next(iter(choices))
