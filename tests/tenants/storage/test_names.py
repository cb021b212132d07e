from __future__ import annotations

from uuid import UUID

import pytest
from django.core.exceptions import SuspiciousFileOperation

from tenants.models import Firm
from tenants.scope import NoScope, public, scope
from tenants.storage import names

OTHER = UUID("01900000-0000-7000-8000-00000000000b")


def test_the_key_begins_with_the_firm_in_force(peeters: Firm, janssens: Firm) -> None:
    with scope(peeters):
        assert names.key("documents/a.pdf") == f"{peeters.pk}/documents/a.pdf"
    with scope(janssens):
        assert names.key("documents/a.pdf") == f"{janssens.pk}/documents/a.pdf"


def test_a_uuid_alone_is_a_good_name(peeters: Firm) -> None:
    with scope(peeters):
        assert names.key(str(OTHER)) == f"{peeters.pk}/{OTHER}"


@pytest.mark.parametrize(
    "name",
    [
        *("", "/", ".", "..", "a/", "/etc/passwd", "//a", "a//b", "./a", "a/./b"),
        *("../a", "a/../b", "a/..", "..\\a", "a\\b", "C:\\a"),
        *("a\0b", "a\nb", "a\x7fb", "a\u202efdp.exe", "a\ud800b", "é" * 451),
        *(f"{OTHER}/a.pdf", f"{OTHER.hex}/a.pdf", f"{{{OTHER}}}/a.pdf"),
    ],
)
def test_a_name_that_is_not_plain_is_refused(peeters: Firm, name: str) -> None:
    with scope(peeters), pytest.raises(SuspiciousFileOperation):
        names.key(name)


def test_a_key_of_another_firm_is_not_ours(peeters: Firm) -> None:
    with scope(peeters), pytest.raises(SuspiciousFileOperation):
        names.bare(f"{OTHER}/a.pdf")


def test_without_a_firm_there_is_no_key() -> None:
    with pytest.raises(NoScope):
        names.key("a.pdf")
    with public(), pytest.raises(NoScope):
        names.key("a.pdf")
