"""An export holds all that a firm has, and none of its people's secrets."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.db import transaction

from portal.subscription import actions as wishes
from portal.subscription.models import Closing, Export
from provisioning import actions, driver
from provisioning.exports import contents, packing, tasks
from provisioning.models import Run, RunKind, RunState
from tenants import scope
from tenants.models import Firm, FirmState
from tenants.storage import inner
from tests import cast as casting
from tests.cast import Cast
from tests.factories import NOW


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for the files of this test."""
    folder = replace(settings.FILES, path=str(tmp_path / "files"))
    monkeypatch.setattr(storages["default"], "_inner", inner.build(folder))


@pytest.fixture
def cast(firm: Firm, other_firm: Firm) -> Cast:
    """Both firms' people."""
    with scope.scope(other_firm):
        casting.make("another-firms-canary")
    with scope.scope(firm):
        return casting.make("our-canary")


@pytest.fixture
def archive(firm: Firm, cast: Cast) -> Iterator[ZipFile]:
    """The export of the firm, open."""
    with scope.scope(firm):
        packing.pack("exports/all.zip")
        with default_storage.open("exports/all.zip") as file:
            yield ZipFile(io.BytesIO(file.read()))


def _rows(archive: ZipFile, name: str) -> list[dict[str, object]]:
    lines = archive.read(f"data/{name}.jsonl").decode().splitlines()
    return [json.loads(line) for line in lines]


def test_every_row_of_the_firm_is_in_it(archive: ZipFile, cast: Cast) -> None:
    titles = {row["title"] for row in _rows(archive, "portal_cases.case")}

    assert titles == {cast.sale.title, cast.divorce.title}


def test_documents_lie_in_a_folder_of_their_case(archive: ZipFile, cast: Cast) -> None:
    folder = f"documents/{cast.sale.reference.replace('/', '-')}/"
    found = [name for name in archive.namelist() if name.startswith(folder)]

    assert sorted(archive.read(name) for name in found) == [
        b"%PDF-1.7 deed our-canary",
        b"%PDF-1.7 memo our-canary",
    ]


def test_nothing_of_another_firm_is_in_it(archive: ZipFile) -> None:
    everything = b"".join(archive.read(name) for name in archive.namelist())

    assert b"our-canary" in everything
    assert b"another-firms-canary" not in everything


def test_no_password_is_in_it(archive: ZipFile) -> None:
    assert all("password" not in row for row in _rows(archive, "tenants_accounts.user"))
    assert not any("session" in name for name in archive.namelist())


def test_no_column_that_opens_something_is_in_it() -> None:
    secret = ("password", "token", "secret", "session_key", "confirm_digest")
    columns = {
        f"{model._meta.label_lower}.{field}"
        for model in contents.exported_models()
        for field in contents.fields(model)
    }

    assert "portal_account.emailchange.new_email" in columns
    columns.remove("portal_addresses.address.token")  # stands in public DNS
    assert [name for name in columns if name.endswith(secret)] == []


def test_every_model_of_a_feature_is_exported_or_left_out_for_a_reason() -> None:
    labels = {model._meta.app_label for model in contents.exported_models()}

    assert "portal_documents" in labels
    assert not labels & set(contents.LEFT_OUT_APPS)


@pytest.mark.django_db(transaction=True)
def test_a_wish_becomes_a_run_and_a_file(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm):
        export = wishes.request_export(by=cast.olivia, at=NOW)
    tasks.start_export(firm_id=str(firm.pk), export_id=str(export.pk))
    tasks.start_export(firm_id=str(firm.pk), export_id=str(export.pk))

    run = _drive(firm, RunKind.EXPORT)

    assert run.state == RunState.DONE
    with scope.scope(firm):
        export.refresh_from_db()
        assert export.is_ready
        assert default_storage.size(export.key) == export.size


@pytest.mark.django_db(transaction=True)
def test_an_operators_export_goes_to_the_owners_alone(firm: Firm, cast: Cast) -> None:
    with transaction.atomic(), scope.public():
        run = _start(firm, RunKind.EXPORT)

    _drive(firm, RunKind.EXPORT)

    with scope.scope(firm):
        assert Export.objects.get(pk=run.pk).is_ready


@pytest.mark.django_db(transaction=True)
def test_an_owners_wish_closes_the_firm_once(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm):
        wish = wishes.request_closing(reason="We retire.", by=cast.olivia, at=NOW)
    tasks.answer_closing(firm_id=str(firm.pk), closing_id=str(wish.pk))
    tasks.answer_closing(firm_id=str(firm.pk), closing_id=str(wish.pk))

    _drive(firm, RunKind.CLOSING)

    with scope.scope(firm):
        assert Closing.objects.get().state == "accepted"
    with scope.public():
        assert Firm.objects.get(pk=firm.pk).state == FirmState.CLOSING
        assert Run.objects.filter(firm=firm).count() == 1


def _start(firm: Firm, kind: RunKind) -> Run:
    return actions.start(kind, firm, by=None, at=NOW)


def _drive(firm: Firm, kind: RunKind) -> Run:
    with scope.public():
        run = Run.objects.get(firm=firm, kind=kind)
    driver.drive(run.pk)
    with scope.public():
        return Run.objects.get(pk=run.pk)
