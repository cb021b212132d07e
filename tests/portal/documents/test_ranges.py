"""Parts of a file, as browsers that go on with a download ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from portal.documents import ranges
from portal.documents.models import Document
from portal.documents.ranges import Part, Unsatisfiable
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.scope import scope
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import stored_document
from tests.portal.documents.test_portal_views import address

SignIn = Callable[..., HostClient]
ETAG = '"abc"'
DEED = b"%PDF-1.7 deed peeters"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 1)),
        ("bytes=5-9", Part(5, 5)),
        ("bytes=5-", Part(5, 95)),
        ("bytes=-5", Part(95, 5)),
        ("bytes=-500", Part(0, 100)),
        ("bytes=90-500", Part(90, 10)),
        ("Bytes = 1 - 2", Part(1, 2)),
        ("", None),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=a-b", None),
        (f"bytes=0-{'9' * 40}", None),
    ],
)
def test_what_is_asked_for(header: str, part: Part | None) -> None:
    assert ranges.wanted({"Range": header}, size=100, etag=ETAG) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_is_not_there(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        ranges.wanted({"Range": header}, size=100, etag=ETAG)


@pytest.mark.parametrize(
    ("condition", "part"),
    [(ETAG, Part(5, 1)), ('"other"', None), (f"W/{ETAG}", None)],
)
def test_a_part_of_another_file_is_not_given(condition: str, part: Part | None) -> None:
    headers = {"Range": "bytes=5-5", "If-Range": condition}

    assert ranges.wanted(headers, size=100, etag=ETAG) == part


def test_a_browser_goes_on_where_it_stopped(as_user: SignIn, cast: Cast) -> None:
    client = as_user(cast.sofie)
    whole = client.get(address(cast.deed))
    assert whole.getvalue() == DEED

    rest = client.get(
        address(cast.deed),
        headers={"Range": "bytes=9-", "If-Range": whole.headers["ETag"]},
    )

    size = len(DEED)
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert (rest.status_code, rest.getvalue()) == (206, DEED[9:])
    assert rest.headers["Content-Range"] == f"bytes 9-{size - 1}/{size}"
    assert rest.headers["Content-Length"] == str(size - 9)
    assert rest.headers["Content-Disposition"].startswith("attachment")
    assert rest.headers["Content-Security-Policy"] == "sandbox"


def test_a_part_behind_the_end_is_416_and_no_download(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.sofie).get(
        address(cast.deed), headers={"Range": "bytes=1000-"}
    )

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(DEED)}"
    assert not Entry.objects.filter(action="document.downloaded").exists()


def test_a_question_about_the_file_knows_no_parts(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).head(
        address(cast.deed), headers={"Range": "bytes=9-"}
    )

    response.close()
    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(DEED))


def test_another_clients_file_has_no_parts_either(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.tom).get(address(cast.deed), headers={"Range": "bytes=0-5"})

    assert response.status_code == 404


def test_a_damaged_file_is_said_in_words_and_gives_nothing(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    inner: Any = default_storage._inner  # type: ignore[attr-defined]
    path = inner.path(f"{firm.pk}/{cast.deed.key}")
    with open(path, "r+b") as file:
        file.seek(-20, 2)
        file.write(b"\0")

    response = as_user(cast.sofie).get(address(cast.deed))

    assert response.status_code == 409
    assert "cannot be read right now" in response.content.decode()


def test_a_long_file_comes_whole_and_in_parts(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    content = b"%PDF-1.7 " + bytes(range(256)) * 8200  # two chunks
    with scope(firm):
        document: Document = stored_document(content, case=cast.sale)
    client = as_user(cast.bart)
    desk = f"/desk/documents/{document.pk}/file/"

    part = client.get(desk, headers={"Range": "bytes=1048570-1048589"})

    assert client.get(desk).getvalue() == content
    assert part.getvalue() == content[1048570:1048590]
    assert settings.STORAGES["default"]["BACKEND"] == "tenants.storage.FirmStorage"
