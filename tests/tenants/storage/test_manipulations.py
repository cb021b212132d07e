"""Ten thousand manipulations of what is stored, drawn by a seeded chance: all refused.

Whoever has the disk or the bucket flips, cuts, moves, repeats and swaps: bytes, chunks
and heads, between files, between states of one file, and between two firms. A file that
opens, as a whole or by a range, opens as what was saved under that name.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tenants.crypto import DecryptionError
from tenants.crypto.stream import CHUNK_BYTES, TAG_BYTES
from tenants.models import Firm
from tenants.scope import scope
from tenants.storage.head import HEAD_BYTES, Head
from tenants.storage.opened import Opened
from tenants.storage.sealing import seal
from tests.tenants.storage.test_tampering import CHUNK
from tests.tenants.storage.test_vectors import Memory
from tests.thorough import times

TIMES, LARGE_TIMES = 10_000, times(40, all_of=1_000)
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 3, 9 * CHUNK]


@dataclass(frozen=True, kw_only=True)
class File:
    """What lies there for a firm under a name, in pieces."""

    firm: Firm
    name: str
    plain: bytes
    head: bytes
    chunks: tuple[bytes, ...]

    @property
    def key(self) -> str:
        return f"{self.firm.pk}/{self.name}"

    @property
    def stored(self) -> bytes:
        return self.head + b"".join(self.chunks)


def make(
    firm: Firm, name: str, plain: bytes, dice: random.Random, chunk: int = CHUNK
) -> File:
    head = Head(dice.randbytes(32), dice.randbytes(7), chunk)
    with scope(firm):
        parts = seal([plain], key=f"{firm.pk}/{name}", head=head)
        stored = b"".join(parts)
    body, sealed = stored[HEAD_BYTES:], chunk + TAG_BYTES
    chunks = tuple(body[at : at + sealed] for at in range(0, len(body), sealed))
    return File(
        firm=firm, name=name, plain=plain, head=stored[:HEAD_BYTES], chunks=chunks
    )


Manipulation = Callable[[File, File, random.Random], bytes]


def flip(one: File, _other: File, dice: random.Random) -> bytes:
    changed = bytearray(one.stored)
    for _each in range(dice.choice([1, 1, 2, 9])):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut(one: File, _other: File, dice: random.Random) -> bytes:
    return one.stored[: dice.randrange(len(one.stored))]


def cut_out(one: File, _other: File, dice: random.Random) -> bytes:
    start, end = sorted(dice.sample(range(len(one.stored) + 1), 2))
    return one.stored[:start] + one.stored[end:]


def put_in(one: File, other: File, dice: random.Random) -> bytes:
    start, length = dice.randrange(len(other.stored)), dice.choice([1, 16, CHUNK + 16])
    at = dice.randint(0, len(one.stored))
    return one.stored[:at] + other.stored[start:][:length] + one.stored[at:]


def shuffle(one: File, _other: File, dice: random.Random) -> bytes:
    chunks = list(one.chunks)
    dice.shuffle(chunks)
    return one.head + b"".join(chunks)


def leave_out(one: File, _other: File, dice: random.Random) -> bytes:
    chunks = list(one.chunks)
    del chunks[dice.randrange(len(chunks))]
    return one.head + b"".join(chunks)


def repeat(one: File, _other: File, dice: random.Random) -> bytes:
    chunks = list(one.chunks)
    chunks.insert(dice.randint(0, len(chunks)), dice.choice(chunks))
    return one.head + b"".join(chunks)


def swap_chunk(one: File, other: File, dice: random.Random) -> bytes:
    chunks = list(one.chunks)
    chunks[dice.randrange(len(chunks))] = dice.choice(other.chunks)
    return one.head + b"".join(chunks)


def swap_head(one: File, other: File, _dice: random.Random) -> bytes:
    return other.head + b"".join(one.chunks)


def swap_body(one: File, other: File, _dice: random.Random) -> bytes:
    return one.head + b"".join(other.chunks)


def swap_file(_one: File, other: File, _dice: random.Random) -> bytes:
    return other.stored


def join(one: File, other: File, _dice: random.Random) -> bytes:
    return one.stored + b"".join(other.chunks)


EVERY: tuple[Manipulation, ...] = (
    flip, cut, cut_out, put_in, shuffle, leave_out, repeat, swap_chunk, swap_head,
    swap_body, swap_file, join,
)  # fmt: skip


def opens(file: File, stored: bytes, chunk: int, dice: random.Random) -> str:
    """In words, what came of it; nothing when it was refused."""
    try:
        with scope(file.firm):
            Opened(Memory(stored), key=file.key, chunk_bytes=chunk).readall()
    except DecryptionError:
        start = dice.randrange(len(file.plain) + 1)
        return a_wrong_range(file, stored, chunk, start)
    return "the whole of it opened"


def a_wrong_range(file: File, stored: bytes, chunk: int, start: int) -> str:
    """A range of it may open, when it is what was there."""
    try:
        with scope(file.firm):
            opened = Opened(Memory(stored), key=file.key, chunk_bytes=chunk)
            opened.seek(start)
            found = opened.read(chunk) or b""
    except DecryptionError:
        return ""
    return "" if file.plain[start:].startswith(found) else "a range has other bytes"


@pytest.fixture
def dice() -> random.Random:
    return random.Random(2026)


def test_ten_thousand_manipulations_are_all_refused(
    peeters: Firm, janssens: Firm, dice: random.Random
) -> None:
    """The same name twice is another state of the same file: after a restore, say."""
    files = [
        make(firm, name, dice.randbytes(size), dice)
        for firm in (peeters, janssens)
        for name in ("a", "a", "b")
        for size in SIZES
    ]
    done, wrong = manipulated(files, TIMES, CHUNK, dice)

    assert wrong == []
    assert sum(done.values()) == TIMES
    assert min(done.values()) >= TIMES // len(EVERY)


def test_nor_do_any_of_full_chunks(
    peeters: Firm, janssens: Firm, dice: random.Random
) -> None:
    """As many as take a second; a thousand in `bin/bench chance`."""
    files = [
        make(firm, "a", dice.randbytes(2 * CHUNK_BYTES + 5), dice, CHUNK_BYTES)
        for firm in (peeters, peeters, janssens)
    ]

    done, wrong = manipulated(files, LARGE_TIMES, CHUNK_BYTES, dice)

    assert wrong == []
    assert sum(done.values()) == LARGE_TIMES


def manipulated(
    files: list[File], count: int, chunk: int, dice: random.Random
) -> tuple[Counter[str], list[str]]:
    """How often each was done, and what was not refused."""
    done: Counter[str] = Counter()
    wrong = []
    while done.total() < count:
        one, other = dice.sample(files, 2)
        how = EVERY[done.total() % len(EVERY)]
        stored = how(one, other, dice)
        if stored == one.stored or is_an_older_state(one, other, stored):
            continue  # nothing was changed
        done[how.__name__] += 1
        if found := opens(one, stored, chunk, dice):
            wrong.append(f"{how.__name__} of {one.key}: {found}")
    return done, wrong


def is_an_older_state(one: File, other: File, stored: bytes) -> bool:
    """Whole, under its own name: that opens, see the limits in docs/storage.md."""
    return stored == other.stored and one.key == other.key
