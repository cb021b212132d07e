"""A connection that breaks at nine tenths leaves nothing behind."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.test import RequestFactory

from config.whole import whole


def upload(share: float) -> dict[str, Any]:
    """What a server hands on, when this share of the body came."""
    file = SimpleUploadedFile("deed.pdf", b"%PDF-1.7" + bytes(500_000))
    sent = RequestFactory().post("/", {"token": "t", "file": file})
    body = sent.read()
    part = io.BytesIO(body[: int(len(body) * share)])
    return {**sent.environ, "wsgi.input": part}


def received(environ: dict[str, Any]) -> dict[str, Any]:
    """The files of the request, as the application sees it."""
    found: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        found.update(WSGIRequest(environ).FILES.items())
        return []

    whole(application)(environ, None)
    return found


def test_a_body_that_broke_off_is_none() -> None:
    with pytest.raises(UnreadablePostError):
        received(upload(0.9))


def test_a_whole_one_comes_through() -> None:
    assert received(upload(1.0))["file"].size == 500_008
