"""How a contact is found by what somebody types: capitals, accents and small mistakes
do not matter.

Each contact keeps a plain text of all by which it can be found, written by the actions.
PostgreSQL's `unaccent()` may not stand in an index, and there may be no trigger (see
docs/migrations.md), so the text is made here. An index of trigrams (pg_trgm) serves
both `LIKE '%word%'` and "a word like this one".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db.models import BooleanField, F, FloatField, Func, Lookup, Q, Value
from django.db.models.expressions import CombinedExpression

if TYPE_CHECKING:
    BooleanLookup = Lookup[bool]
else:
    BooleanLookup = Lookup

FIELD = "search_text"
SHORTEST_GUESS = 5  # letters; of a shorter word nearly every other is a misspelling
SHORTEST_NUMBER = 5  # digits that are read as one number, however they are grouped

# Letters that Unicode does not take apart into a letter and its accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ı": "i", "'": "", "’": "", "‘": "", "`": "", "-": " ", "‐": " ",
    }
)  # fmt: skip
_NUMBER = re.compile(r"[+(\d][\d\s./()+-]*")


def plain(text: str) -> str:
    """Small letters without accents, apostrophes and hyphens: "D'Hondt-Élias" is
    "dhondt elias"."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.split())


def words(typed: str) -> list[str]:
    """The words that must all be found. A number is one word, however it is grouped."""
    typed = typed.strip()
    digits = re.sub(r"\D", "", typed)
    if _NUMBER.fullmatch(typed) and len(digits) >= SHORTEST_NUMBER:
        return [digits.removeprefix("00").removeprefix("0") or digits]
    return plain(typed).split()


def text_of(parts: Iterable[str]) -> str:
    """The plain text of all by which something can be found."""
    return " ".join(filter(None, (plain(part) for part in parts)))


def holding(typed: str) -> Q:
    """The condition that each word is there, as it was typed."""
    found = Q()
    for word in words(typed):
        found &= Q(**{f"{FIELD}__contains": word})
    return found


def like(typed: str, *, guessed_in: str = FIELD) -> Q:
    """The condition that each word is there, or one much like it.

    Guessing costs with the length of the text: of a row that holds much, `guessed_in`
    names a shorter column with an index of its own.
    """
    found = Q()
    for word in words(typed):
        as_typed = Q(**{f"{FIELD}__contains": word})
        guessed = sounding(word, field=guessed_in)
        found &= as_typed | guessed if guesses(word) else as_typed
    return found


def sounding(word: str, *, field: str = FIELD) -> Q:
    """The condition that something much like this one word is there."""
    return Q(SoundsLike(F(field), word))


def guesses(word: str) -> bool:
    """Whether something like this word may be meant. Numbers are not guessed at."""
    return len(word) >= SHORTEST_GUESS and not any(char.isdigit() for char in word)


def closeness(typed: str, *, field: str = FIELD) -> CombinedExpression | Value:
    """How close a row comes to what was typed: the sum of 0 to 1 for each word."""
    total: Any = Value(0.0, output_field=FloatField())
    for word in words(typed):
        total = total + Closeness(Value(word), F(field))
    return cast("CombinedExpression | Value", total)


class SoundsLike(BooleanLookup):
    """`text %> word`: a word of the text is like this one, which the index can tell.

    How like, the login's `pg_trgm.word_similarity_threshold` says; see
    infra/embedded/roles.sql.
    """

    lookup_name = "sounds_like"
    prepare_rhs = False
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The operator; its percent sign is written twice for the driver."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} %%> {right}", [*left_values, *right_values]


class Closeness(Func):
    """How like the word is to the most similar words of the text: 0 to 1."""

    function = "strict_word_similarity"
    output_field = FloatField()
