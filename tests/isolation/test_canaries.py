"""The experiment can see: there is a canary wherever a text can be."""

from __future__ import annotations

from django.core.files.storage import default_storage

from tenants import scope
from tests.isolation import canaries
from tests.permissions.house import House


def test_every_text_of_a_firm_holds_its_canary(peeters: House, devries: House) -> None:
    assert canaries.missing(peeters) == set()
    assert canaries.missing(devries) == set()


def test_no_exception_is_left_over_from_a_field_that_is_gone() -> None:
    known = {label for _model, _field, label in canaries.texts()}

    assert set(canaries.OTHERWISE) <= known


def test_a_stored_file_holds_the_canary(peeters: House) -> None:
    with scope.scope(peeters.firm), default_storage.open(peeters.cast.deed.key) as file:
        assert peeters.mark.encode() in file.read()
