"""What was sealed opens whole, in order, under its name and with its key, or not."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from itertools import pairwise

import pytest

from provisioning.backup import sealing
from provisioning.backup.damage import Damaged
from provisioning.backup.sealing import CHUNK_BYTES, HEAD_BYTES, TAG_BYTES

KEY, OTHER_KEY = secrets.token_bytes(32), secrets.token_bytes(32)
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


def _seal(data: bytes, name: str = "rows/1") -> bytes:
    return b"".join(sealing.seal([data], key=KEY, name=name))


def _open(sealed: bytes, *, key: bytes = KEY, name: str = "rows/1") -> bytes:
    file = io.BytesIO(sealed)
    return b"".join(sealing.open_sealed(file, key=key, name=name))


def _split(sealed: bytes) -> tuple[bytes, list[bytes]]:
    places = [*range(HEAD_BYTES, len(sealed), SEALED_CHUNK), len(sealed)]
    return sealed[:HEAD_BYTES], [sealed[one:two] for one, two in pairwise(places)]


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_as_it_was(size: int) -> None:
    data = secrets.token_bytes(size)

    assert _open(_seal(data)) == data


def test_parts_of_any_length_make_the_same_stream() -> None:
    data = secrets.token_bytes(2 * CHUNK_BYTES + 5)
    parts = [data[:3], b"", data[3:CHUNK_BYTES], data[CHUNK_BYTES:]]

    sealed = b"".join(sealing.seal(parts, key=KEY, name="rows/1"))

    assert _open(sealed) == data


def test_the_same_data_never_looks_the_same() -> None:
    assert _seal(b"the same") != _seal(b"the same")


DAMAGES: dict[str, Callable[[bytes, list[bytes]], bytes]] = {
    "the last chunk is cut off": lambda head, chunks: head + b"".join(chunks[:-1]),
    "all chunks are cut off": lambda head, _chunks: head,
    "the end is cut off": lambda head, chunks: head + b"".join(chunks)[:-1],
    "two chunks changed places": lambda head, chunks: b"".join(
        [head, chunks[1], chunks[0], *chunks[2:]]
    ),
    "a chunk is left out": lambda head, chunks: b"".join([head, *chunks[1:]]),
    "a chunk is there twice": lambda head, chunks: b"".join([head, chunks[0], *chunks]),
    "something follows": lambda head, chunks: b"".join([head, *chunks, b"more"]),
    "a bit is another one": lambda head, chunks: (
        head + bytes([chunks[0][0] ^ 1]) + b"".join(chunks)[1:]
    ),
    "the salt is another one": lambda head, chunks: (
        head[:-1] + bytes([head[-1] ^ 1]) + b"".join(chunks)
    ),
    "the head is cut": lambda head, _chunks: head[:-1],
    "it is empty": lambda _head, _chunks: b"",
    "it is something else": lambda _head, _chunks: b"%PDF-1.7" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_does_not_open_when(damage: str) -> None:
    head, chunks = _split(_seal(secrets.token_bytes(2 * CHUNK_BYTES + 100)))

    with pytest.raises(Damaged):
        _open(DAMAGES[damage](head, chunks))


def test_it_does_not_open_with_another_key() -> None:
    with pytest.raises(Damaged):
        _open(_seal(b"data"), key=OTHER_KEY)


def test_it_does_not_open_under_another_name() -> None:
    with pytest.raises(Damaged):
        _open(_seal(b"data", name="rows/1"), name="rows/2")


def test_a_chunk_of_another_file_does_not_fit() -> None:
    one, other = (_split(_seal(secrets.token_bytes(100))) for _ in range(2))

    with pytest.raises(Damaged):
        _open(one[0] + b"".join(other[1]))
