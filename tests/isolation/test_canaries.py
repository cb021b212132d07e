"""The experiment can see: there is a canary wherever a text can be."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import default_storage

from tenants import scope
from tenants.crypto import sealing
from tests.isolation import canaries
from tests.permissions.house import House


def test_every_text_of_a_firm_holds_its_canary(peeters: House, devries: House) -> None:
    assert canaries.missing(peeters) == set()
    assert canaries.missing(devries) == set()


def test_no_exception_is_left_over_from_a_field_that_is_gone() -> None:
    known = {label for _model, _field, label in canaries.texts()}

    assert set(canaries.OTHERWISE) <= known


def test_a_column_that_is_no_text_says_whose_words_it_could_hold() -> None:
    """A new kind of column, or a new tree of values, fails here."""
    others = {
        label: field
        for _model, field, label in canaries.everything()
        if not isinstance(field, (*canaries.TEXTS, *canaries.WITHOUT_WORDS))
    }

    assert set(others) == set(canaries.STRUCTURES)
    assert all(isinstance(each, canaries.TREES) for each in others.values())


def test_every_file_of_a_firm_holds_the_canary_or_is_sealed(peeters: House) -> None:
    with scope.scope(peeters.firm):
        contents = list(files())

    plain = [each for each in contents if not each.startswith(sealing.VERSION)]
    assert len(plain) >= 4
    assert [each for each in plain if peeters.mark.encode() not in each] == []


def files(folder: str = "") -> Iterator[bytes]:
    """All files of the firm in force."""
    folders, names = default_storage.listdir(folder)
    within = f"{folder}/" if folder else ""
    for name in names:
        with default_storage.open(f"{within}{name}") as file:
            yield file.read()
    for each in folders:
        yield from files(f"{within}{each}")
