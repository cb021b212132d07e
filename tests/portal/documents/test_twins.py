"""Two copies of one form that arrive in the same moment make one document."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from portal.documents import actions, file_types
from portal.documents.incoming import Incoming
from portal.documents.models import Document
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW, pdf

COPIES = 4


@pytest.mark.django_db(transaction=True)
def test_copies_sent_at_the_same_moment_make_one_document(
    firm: Firm, cast: Cast
) -> None:
    token, content = uuid4(), pdf()

    def send(_: int) -> Document:
        copy = Incoming(
            file=SimpleUploadedFile("Deed.pdf", content),
            file_name="Deed.pdf",
            kind=file_types.PDF,
            form_token=token,
        )
        with scope.scope(firm):
            try:
                return actions.upload(
                    case=cast.divorce, incoming=copy, by=cast.bart, at=NOW
                )
            finally:
                connection.close()

    with ThreadPoolExecutor(COPIES) as pool:
        documents = set(pool.map(send, range(COPIES)))

    assert len(documents) == 1
    with scope.scope(firm):
        stored = default_storage.listdir("")[1]
        assert Document.objects.filter(case=cast.divorce).count() == 1
        assert set(stored) == {
            cast.deed.key,
            cast.memo.key,
            documents.pop().key,
        }
