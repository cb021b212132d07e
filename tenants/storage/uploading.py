"""An upload that is too large for memory waits on the disk, encrypted."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from tenants.storage.temporary import SealedTemporaryFile


class SealedUploadHandler(FileUploadHandler):
    """In the place of Django's, which writes into the temporary folder in clear."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """One file of the form begins."""
        super().new_file(*args, **kwargs)
        self.file = SealedTemporaryFile()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """It goes on."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """It is whole. Whoever holds the request closes it."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """The browser went away."""
        if hasattr(self, "file"):
            self.file.close()
