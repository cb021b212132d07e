"""Names whose letters are not what they seem: mixed scripts, and letters dressed up.

It follows Unicode TS 39, section 5.1 (single script, with the sets that Japanese and
Korean are written in) and, for whole-script look-alikes, section 4. The standard
library knows no scripts and no table of confusables: the script is the first word of a
letter's Unicode name, and the table below holds the letters that are drawn like Latin
ones. It is a net against careless and common tricks, not a proof that no two names look
alike.
"""

from __future__ import annotations

import unicodedata

# Drawn like a Latin letter in usual fonts: Cyrillic, Greek, Armenian, IPA.
_TWINS = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏοανρυικχγօոսհցզɑɡıɩʏ",
        "aeopcyxijshdqwloavpuikxyonuhgqagiiy",
        strict=True,
    )
)
_BELOW = range(200, 221)  # combining classes of marks that hang on or below a letter
_WRITTEN_TOGETHER = (
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    {"CJK", "HANGUL"},
    {"CJK", "BOPOMOFO"},
)
_IDNA = "xn--"


def is_international(host: str) -> bool:
    """Whether any label is written in more than ASCII."""
    return any(label.startswith(_IDNA) for label in host.split("."))


def shown(host: str) -> str:
    """The host as people read it; a label that cannot be decoded stays as it is."""
    return ".".join(map(_decoded, host.split(".")))


def is_mixed(host: str) -> bool:
    """Whether one label mixes scripts that are not written together."""
    return any(_mixes(label) for label in shown(host).split("."))


def looks_latin(host: str) -> bool:
    """Whether a label has no Latin letter, but each of its letters looks like one."""
    return any(
        not label.isascii() and "LATIN" not in _scripts(label) and seen(label).isascii()
        for label in shown(host).split(".")
    )


def seen(text: str) -> str:
    """The text as a hurried reader sees it: twins as Latin letters, dots below gone."""
    bare = (
        char
        for char in unicodedata.normalize("NFD", text)
        if unicodedata.combining(char) not in _BELOW
    )
    whole = unicodedata.normalize("NFC", "".join(bare))
    return "".join(_TWINS.get(char, char) for char in whole)


def _mixes(label: str) -> bool:
    scripts = _scripts(label)
    return len(scripts) > 1 and not any(scripts <= set_ for set_ in _WRITTEN_TOGETHER)


def _scripts(label: str) -> set[str]:
    return {
        unicodedata.name(char, "UNKNOWN").split()[0] for char in label if char.isalpha()
    }


def _decoded(label: str) -> str:
    if not label.startswith(_IDNA):
        return label
    try:
        return label.removeprefix(_IDNA).encode("ascii").decode("punycode")
    except UnicodeError:
        return label
