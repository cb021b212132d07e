"""What is too large is refused in words, before anybody reads it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.conftest import HostClient

SignIn = Callable[..., HostClient]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_is_too_large_is_refused_unread(
    accept: str, as_user: SignIn, cast: Cast
) -> None:
    answer = as_user(cast.laura).generic(
        "POST",
        f"/desk/cases/{cast.sale.pk}/documents/",
        b"only a beginning",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH="202000001",
        headers={"Accept": accept},
    )

    assert answer.status_code == 413
    text = answer.content.decode()
    words = json.loads(text)["problems"][0] if "json" in accept else text
    assert "This is larger than 200 MB" in words
