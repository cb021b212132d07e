"""How long a stored file is, and where its chunks lie; told by its length alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tenants.crypto import DecryptionError
from tenants.crypto.stream import CHUNK_BYTES, TAG_BYTES
from tenants.storage.head import HEAD_BYTES


@dataclass(frozen=True, slots=True)
class Extent:
    """A file of so many bytes, in so many chunks; an empty one has an empty chunk.

    Nothing here is proven: a length that somebody changed is found when the last chunk
    is opened, which must say that it is the last.
    """

    size: int
    chunks: int
    chunk_bytes: int

    @classmethod
    def of_stored(cls, stored: int, *, chunk_bytes: int = CHUNK_BYTES) -> Self:
        """By the length of what is stored. Raises DecryptionError when none fits."""
        sealed = stored - HEAD_BYTES
        chunks = -(-sealed // (chunk_bytes + TAG_BYTES))
        size = sealed - chunks * TAG_BYTES
        if chunks < 1 or size <= (chunks - 1) * chunk_bytes - (chunks == 1):
            raise DecryptionError("A stored file of ours cannot have this length.")
        return cls(size, chunks, chunk_bytes)

    def of_chunk(self, number: int) -> tuple[int, int]:
        """Where a sealed chunk begins in what is stored, and its length."""
        begins = number * self.chunk_bytes
        length = min(self.chunk_bytes, self.size - begins)
        return HEAD_BYTES + begins + number * TAG_BYTES, length + TAG_BYTES

    def is_last(self, number: int) -> bool:
        """Whether it is the chunk with which the file must end."""
        return number == self.chunks - 1
