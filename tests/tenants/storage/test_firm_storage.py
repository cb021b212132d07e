from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from tenants.models import Firm
from tenants.scope import NoScope, public, scope
from tenants.storage import FirmStorage

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40


def test_a_file_comes_back_as_it_went(storage: FirmStorage, peeters: Firm) -> None:
    with scope(peeters):
        name = storage.save("documents/a.pdf", ContentFile(PDF))

        with storage.open(name) as file:
            assert file.read() == PDF
        assert name == "documents/a.pdf"
        assert storage.exists(name)
        assert storage.size(name) == len(PDF)
        assert storage.get_modified_time(name)
        assert storage.listdir("documents") == ([], ["a.pdf"])


def test_a_removed_file_is_gone(storage: FirmStorage, peeters: Firm) -> None:
    with scope(peeters):
        name = storage.save("b.pdf", BytesIO(PDF))

        storage.delete(name)
        storage.delete(name)

        assert not storage.exists(name)
        with pytest.raises(FileNotFoundError):
            storage.open(name).read()


def test_a_second_file_of_that_name_gets_another(
    storage: FirmStorage, peeters: Firm
) -> None:
    with scope(peeters):
        first = storage.save("c.pdf", ContentFile(b"first"))
        second = storage.save("c.pdf", ContentFile(b"second"), max_length=20)

        assert first != second
        assert len(second) <= 20
        with storage.open(first) as file:
            assert file.read() == b"first"


def test_another_firm_that_guesses_gets_nothing(
    storage: FirmStorage, peeters: Firm, janssens: Firm
) -> None:
    with scope(peeters):
        name = storage.save("secret.pdf", ContentFile(PDF))

    with scope(janssens):
        assert not storage.exists(name)
        with pytest.raises(FileNotFoundError):
            storage.open(name).read()
        storage.delete(name)
        for guess in (f"{peeters.pk}/{name}", f"../{peeters.pk}/{name}"):
            with pytest.raises(SuspiciousFileOperation):
                storage.open(guess)
    with scope(peeters):
        assert storage.exists(name)


def test_equal_names_of_two_firms_are_two_files(
    storage: FirmStorage, peeters: Firm, janssens: Firm
) -> None:
    for firm in (peeters, janssens):
        with scope(firm):
            assert storage.save("equal.pdf", ContentFile(firm.name.encode())) == (
                "equal.pdf"
            )

    with scope(peeters), storage.open("equal.pdf") as file:
        assert file.read() == peeters.name.encode()


def test_a_file_has_no_address_of_its_own(folder: FirmStorage, peeters: Firm) -> None:
    with scope(peeters), pytest.raises(NotImplementedError, match="through a view"):
        folder.url("a.pdf")


def test_a_saved_file_is_never_opened_for_writing(
    folder: FirmStorage, peeters: Firm
) -> None:
    with scope(peeters), pytest.raises(ValueError, match="only read"):
        folder.open("a.pdf", "wb")


def test_without_a_firm_every_call_is_refused(folder: FirmStorage) -> None:
    calls: list[Callable[[], object]] = [
        lambda: folder.save("a.pdf", ContentFile(PDF)),
        lambda: folder.open("a.pdf"),
        lambda: folder.exists("a.pdf"),
        lambda: folder.size("a.pdf"),
        lambda: folder.delete("a.pdf"),
        lambda: folder.listdir(""),
        lambda: folder.get_modified_time("a.pdf"),
    ]

    for call in calls:
        with pytest.raises(NoScope):
            call()
        with public(), pytest.raises(NoScope):
            call()
