"""What docs/storage.md writes down, byte by byte, is what the code makes and reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

import pytest
from django.conf import settings

from tenants import crypto, scope
from tenants.crypto import derivation, keystore
from tenants.crypto.opened import OpenKey
from tenants.models import Firm, FirmState
from tenants.storage.head import Head
from tenants.storage.opened import Opened
from tenants.storage.sealing import PURPOSE, seal

DOCUMENT = Path(settings.ROOT) / "docs" / "storage.md"


@dataclass(frozen=True)
class Vector:
    """One block of the document."""

    data_key: bytes
    key: str
    chunk_size: int
    salt: bytes
    prefix: bytes
    files_key: bytes
    plain: bytes
    stored: bytes

    @classmethod
    def read(cls, block: str) -> Self:
        lines = re.findall(r"^ *([a-z -]+?): *(.*?)$", block, re.MULTILINE)
        found = {name.replace(" ", "_"): value for name, value in lines}
        key, size = found.pop("key"), int(found.pop("chunk_size"))
        return cls(
            key=key,
            chunk_size=size,
            **{name: bytes.fromhex(value) for name, value in found.items()},
        )

    @property
    def firm(self) -> Firm:
        return Firm(
            id=UUID(self.key.partition("/")[0]), name="V", slug="v",
            state=FirmState.ACTIVE,
        )  # fmt: skip


def vectors() -> list[Vector]:
    text = DOCUMENT.read_text()
    return [
        Vector.read(block)
        for block in re.findall(r"```vector\n(.*?)```", text, re.DOTALL)
    ]


class Memory:
    """Bytes, by their places, and what was asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = len(content)
        self.asked: list[tuple[int, int]] = []

    def read(self, start: int, length: int) -> bytes:
        self.asked.append((start, length))
        return self.content[start : start + length]

    def close(self) -> None:
        """Nothing is open."""


def test_there_are_vectors() -> None:
    assert len(vectors()) >= 3


@pytest.mark.parametrize("vector", vectors(), ids=lambda each: len(each.plain))
def test_the_code_makes_and_reads_what_is_written(
    vector: Vector, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenKey((0, 0, 0), vector.data_key)
    monkeypatch.setattr(keystore, "load", lambda _owner: opened)
    monkeypatch.setattr(derivation.keystore, "load", lambda _owner: opened)
    head = Head(vector.salt, vector.prefix, vector.chunk_size)

    with scope.scope(vector.firm):
        assert crypto.derive(PURPOSE) == vector.files_key
        made = b"".join(seal([vector.plain], key=vector.key, head=head))
        read = Opened(
            Memory(vector.stored), key=vector.key, chunk_bytes=vector.chunk_size
        ).readall()

    assert made == vector.stored
    assert read == vector.plain
