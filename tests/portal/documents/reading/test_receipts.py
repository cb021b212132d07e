"""The firm learns who opened and who downloaded, and who has not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.documents.models import Document, Share
from portal.documents.reading import noting
from portal.documents.reading.receipts import receipts
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient

SignIn = Callable[..., HostClient]


def deed(cast: Cast) -> Document:
    return Document.objects.with_rows().get(pk=cast.deed.pk)


def test_who_opened_and_who_has_not(cast: Cast, inside: Firm) -> None:
    before = receipts(deed(cast))
    noting.opened(document=cast.deed, by=cast.sofie, at=timezone.now())

    after = receipts(deed(cast))

    assert (before.latest, before.missing) == ([], [cast.sofie])
    assert after.missing == []
    assert [(each.name, each.version) for each in after.latest] == [
        (cast.sofie.name, 1)
    ]


def test_what_staff_read_is_no_receipt(cast: Cast, inside: Firm) -> None:
    noting.downloaded(document=cast.deed, version=1, by=cast.laura, at=timezone.now())
    cast.sofie.viewer = cast.laura
    noting.opened(document=cast.deed, by=cast.sofie, at=timezone.now())

    assert receipts(deed(cast)).latest == []


def test_of_a_share_for_some_only_those_are_missed(cast: Cast, inside: Firm) -> None:
    Share.objects.update(is_for_all=False)

    assert receipts(deed(cast)).missing == []


@pytest.mark.parametrize(("hours", "lines"), [(0, 1), (2, 2)])
def test_a_download_in_parts_is_one_download(
    hours: int, lines: int, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    before = timezone.now() - timedelta(hours=hours)
    noting.downloaded(document=cast.deed, version=1, by=cast.sofie, at=before)

    response = as_user(cast.sofie).get(
        f"/documents/{cast.deed.pk}/file/", headers={"Range": "bytes=5-"}
    )

    assert response.getvalue() == b"1.7 deed peeters"
    assert response.status_code == 206
    assert Entry.objects.filter(action=noting.DOWNLOADED).count() == lines


def test_a_new_version_is_news_again(cast: Cast, inside: Firm) -> None:
    noting.opened(document=cast.deed, by=cast.sofie, at=timezone.now())
    cast.deed.number = 2

    noting.opened(document=cast.deed, by=cast.sofie, at=timezone.now())

    assert Entry.objects.filter(action=noting.OPENED).count() == 2
