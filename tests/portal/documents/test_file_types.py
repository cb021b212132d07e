"""A file is what its bytes say."""

from __future__ import annotations

import io

import pytest

from portal.documents.file_types import BY_CONTENT_TYPE, recognise
from tests.portal.documents.office import REFUSED, TYPES


@pytest.mark.parametrize("content_type", TYPES)
def test_recognises_what_we_accept(content_type: str) -> None:
    kind = recognise(io.BytesIO(TYPES[content_type]))

    assert kind is not None
    assert kind.content_type == content_type


def test_every_accepted_type_is_tried() -> None:
    assert set(TYPES) == set(BY_CONTENT_TYPE)


@pytest.mark.parametrize("name", REFUSED)
def test_recognises_nothing_else(name: str) -> None:
    assert recognise(io.BytesIO(REFUSED[name])) is None


def test_leaves_the_file_at_its_beginning() -> None:
    for content in (*TYPES.values(), *REFUSED.values()):
        file = io.BytesIO(content)

        recognise(file)

        assert file.tell() == 0
