"""A file on its way in: looked at, named, not stored yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import File

from portal.documents.file_types import FileType
from tenants.keys import uuid7


@dataclass(frozen=True, kw_only=True, eq=False)
class Incoming:
    """One accepted file of a form. `form_token` tells a form from its next copy.

    `key` is what the document will be known by.
    """

    file: File[Any]
    file_name: str
    kind: FileType
    form_token: UUID
    key: UUID = field(default_factory=uuid7)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal, read piece by piece.

        Read before storing and not while: a storage such as S3 may read a piece twice.
        """
        digest = hashlib.sha256()
        for piece in self.file.chunks():
            digest.update(piece)
        self.file.seek(0)
        return digest.hexdigest()

    @property
    def submission(self) -> UUID:
        """The same for the same file of the same form, however often it is sent."""
        return uuid5(self.form_token, f"{self.sha256} {self.file_name}")
