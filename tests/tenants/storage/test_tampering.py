"""What was stored opens whole, in order, at its place, for its firm; or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import pairwise

import pytest

from tenants.crypto import DecryptionError
from tenants.models import Firm
from tenants.scope import scope
from tenants.storage.head import HEAD_BYTES, Head
from tenants.storage.opened import Opened
from tenants.storage.sealing import seal
from tests.tenants.storage.test_vectors import Memory

CHUNK = 16
SEALED = CHUNK + 16
PLAIN = bytes(range(2 * CHUNK + 5))  # three chunks
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]

Damage = Callable[[bytes, list[bytes]], bytes]


def key_of(firm: Firm, name: str = "a") -> str:
    return f"{firm.pk}/{name}"


def sealed(firm: Firm, data: bytes = PLAIN, *, name: str = "a") -> bytes:
    head = Head(secrets.token_bytes(32), secrets.token_bytes(7), CHUNK)
    with scope(firm):
        return b"".join(seal([data], key=key_of(firm, name), head=head))


def read(firm: Firm, stored: bytes, *, name: str = "a", key: str = "") -> bytes:
    with scope(firm):
        found = Opened(Memory(stored), key=key or key_of(firm, name), chunk_bytes=CHUNK)
        return found.readall()


def split(stored: bytes) -> tuple[bytes, list[bytes]]:
    places = [*range(HEAD_BYTES, len(stored), SEALED), len(stored)]
    return stored[:HEAD_BYTES], [stored[one:two] for one, two in pairwise(places)]


@pytest.mark.parametrize("size", SIZES)
def test_every_length_comes_back(peeters: Firm, size: int) -> None:
    data = secrets.token_bytes(size)

    assert read(peeters, sealed(peeters, data)) == data


def test_equal_files_never_look_the_same(peeters: Firm) -> None:
    one, other = sealed(peeters), sealed(peeters)

    assert one[HEAD_BYTES:] != other[HEAD_BYTES:]


def test_no_byte_can_be_changed(peeters: Firm) -> None:
    stored = sealed(peeters)

    for place in range(len(stored)):
        changed = bytearray(stored)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(DecryptionError):
            read(peeters, bytes(changed))


def test_it_can_be_cut_nowhere(peeters: Firm) -> None:
    stored = sealed(peeters)

    for length in range(len(stored)):
        with pytest.raises(DecryptionError):
            read(peeters, stored[:length])


@pytest.mark.parametrize("size", [0, CHUNK, len(PLAIN)])
@pytest.mark.parametrize("added", [1, 16, 17, SEALED, 3 * SEALED])
def test_nothing_can_be_added(peeters: Firm, size: int, added: int) -> None:
    stored = sealed(peeters, bytes(size))

    for more in (bytes(added), stored[-added:]):
        with pytest.raises(DecryptionError):
            read(peeters, stored + more)


DAMAGES: dict[str, Damage] = {
    "two chunks changed places": lambda head, each: head + each[1] + each[0] + each[2],
    "the last two changed places": lambda head, each: (
        head + each[0] + each[2] + each[1]
    ),
    "the first is left out": lambda head, each: head + each[1] + each[2],
    "one in the middle is left out": lambda head, each: head + each[0] + each[2],
    "the last is left out": lambda head, each: head + each[0] + each[1],
    "one is there twice": lambda head, each: (
        head + each[0] + each[1] + each[1] + each[2]
    ),
    "one stands for another": lambda head, each: head + each[0] + each[0] + each[2],
    "it is plain": lambda _head, _each: PLAIN,
    "it is a plain file of some length": lambda _head, _each: b"%PDF-1.7 " * 100,
    "it is empty": lambda _head, _each: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_does_not_open_when(peeters: Firm, damage: str) -> None:
    with pytest.raises(DecryptionError):
        read(peeters, DAMAGES[damage](*split(sealed(peeters))))


@pytest.mark.parametrize("number", range(3))
def test_a_chunk_of_another_file_does_not_fit(peeters: Firm, number: int) -> None:
    head, chunks = split(sealed(peeters))
    _head, others = split(sealed(peeters))
    chunks[number] = others[number]

    with pytest.raises(DecryptionError):
        read(peeters, head + b"".join(chunks))


def test_the_head_of_another_file_does_not_fit(peeters: Firm) -> None:
    _head, chunks = split(sealed(peeters))
    head, _chunks = split(sealed(peeters))

    with pytest.raises(DecryptionError):
        read(peeters, head + b"".join(chunks))


def test_moved_to_another_name_it_does_not_open(peeters: Firm) -> None:
    with pytest.raises(DecryptionError):
        read(peeters, sealed(peeters, name="a"), name="b")


def test_carried_to_another_firm_it_does_not_open(
    peeters: Firm, janssens: Firm
) -> None:
    stored = sealed(peeters)

    for key in (key_of(janssens), key_of(peeters)):
        with pytest.raises(DecryptionError):
            read(janssens, stored, key=key)


def test_what_was_read_before_the_damage_is_right(peeters: Firm) -> None:
    stored = bytearray(sealed(peeters))
    stored[HEAD_BYTES + SEALED] ^= 1  # in the second chunk

    with scope(peeters):
        found = Opened(Memory(bytes(stored)), key=key_of(peeters), chunk_bytes=CHUNK)

    assert found.read(CHUNK) == PLAIN[:CHUNK]
    with pytest.raises(DecryptionError):
        found.read(1)
