"""Contacts from a file: all of the good lines or nothing, and nothing twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.people import import_actions
from portal.people.importing import files, forgetting, progress, reading
from portal.people.models import Contact, ContactImport, ContactPoint, ImportState
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, ContactFactory
from tests.portal.people import example_file

SignIn = Callable[..., HostClient]
PAGE = "/desk/contacts/imports/"
FEW = (
    "Naam;E-mail;Telefoon;Gemeente;Ondernemingsnummer;Klantnummer\n"
    "Hélène Dubois;helene@example.com;0470 12 34 56;Gent;;K1\n"
    "Claes BV;info@claes.example;;Gent;0403.019.261;K2\n"
    "Zonder adres;;;;;\n"
)


def upload(client: HostClient, content: bytes | str = FEW) -> str:
    """The address of the import of this file, with its columns as they were guessed."""
    data = content.encode() if isinstance(content, str) else content
    response = client.post(PAGE, {"file": SimpleUploadedFile("people.csv", data)})
    assert response.status_code == 302, response.content
    form = client.get(response.url).context["form"]
    client.post(response.url, {name: form[name].value() or "" for name in form.fields})
    return str(response.url).removesuffix("columns/")


def work(client: HostClient, address: str) -> Any:
    """The page of the import after the worker has done what was due."""
    deliver_due()
    return client.get(address)


def confirmed(client: HostClient, content: bytes | str = FEW) -> Any:
    address = upload(client, content)
    work(client, address)
    client.post(f"{address}confirmation/")
    return work(client, address)


@pytest.mark.timeout(300)
def test_of_5000_lines_37_bad_ones_are_named_and_the_rest_comes_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, before = as_user(cast.bart), Contact.objects.count()
    content = example_file.make(lines=5000, bad=37)

    address = upload(client, content)
    waiting = client.get(address)
    checked = work(client, address).context["job"]
    assert waiting.context["job"].is_working
    assert b'data-hx-trigger="every 1s"' in waiting.content
    assert (checked.good, checked.bad, checked.known) == (4963, 37, 0)
    assert Contact.objects.count() == before

    rows = list(
        csv.reader(
            io.StringIO(client.get(f"{address}problems/").content.decode("utf-8-sig"))
        )
    )
    assert [int(row[0]) for row in rows[1:]] == example_file.bad_lines(5000, 37)
    assert all(row[3] for row in rows)

    client.post(f"{address}confirmation/")
    assert Contact.objects.count() == before
    done = work(client, address).context["job"]
    assert (done.state, done.imported) == (ImportState.DONE, 4963)
    assert Contact.objects.count() == before + 4963

    again = work(client, upload(client, content)).context["job"]
    assert (again.good, again.bad, again.known) == (0, 37, 4963)


def test_progress_is_told_while_the_worker_works(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)
    address = upload(client)
    job = ContactImport.objects.get()
    progress.tell(job.pk, 200)

    assert "200 lines done" in client.get(address).content.decode()


def test_a_contact_has_what_its_line_says(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    confirmed(
        as_user(cast.bart),
        "Voornaam,Achternaam,E-mail,E-mail 2,GSM,Tel 2,Taal,Straat,Nr,Postcode,Plaats,"
        "BTW,Opmerkingen\n"
        "Nele,D'Hondt,NELE@Example.com,n@work.example,0470/12.34.56,02 555 01 20,Frans,"
        'Veldstraat,1,9000,Gent,0403.019.261,"Pays late,\nbut pays"\n',
    )

    nele = Contact.objects.get(email="nele@example.com")
    assert (nele.name, nele.language) == ("Nele D'Hondt", "fr")
    assert (nele.phone, nele.vat_number) == ("+32470123456", "BE0403019261")
    assert nele.address == "Veldstraat 1\n9000 Gent"
    assert nele.notes == "Pays late,\nbut pays"
    further = [each.value for each in ContactPoint.objects.filter(contact=nele)]
    assert sorted(further) == ["+3225550120", "n@work.example"]
    assert Contact.objects.matching("dhont").get() == nele


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_of_any_program_is_read(encoding: str, separator: str) -> None:
    text = FEW.replace(";", separator)

    sheet = reading.read(text.encode(encoding))

    assert sheet.headings[0] == "Naam"
    assert [line.cells[0] for line in sheet.lines] == [
        "Hélène Dubois", "Claes BV", "Zonder adres",
    ]  # fmt: skip


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = reading.read(b'name,notes\nA,"one\ntwo"\n\nB,\n')

    assert [(line.number, line.cells[0]) for line in sheet.lines] == [
        (2, "A"),
        (5, "B"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"name\n", "only one line"),
        (b"PK\x03\x04\x00\x00", "not a CSV file"),
        (b"name\n" + b"x\n" * 20_001, "At most 20000 lines"),
    ],
)
def test_what_cannot_be_imported_says_what_to_do(
    content: bytes, told: str, as_user: SignIn, cast: Cast
) -> None:
    file = SimpleUploadedFile("people.csv", content)

    response = as_user(cast.bart).post(PAGE, {"file": file})

    assert response.status_code == 422
    words = " ".join(response.context["form"].errors["file"])
    assert told in words or "empty" in words


def test_a_column_must_hold_the_name(as_user: SignIn, cast: Cast) -> None:
    client = as_user(cast.bart)
    file = SimpleUploadedFile("people.csv", b"a,b\nSofie,1\n")
    page = client.post(PAGE, {"file": file}).url

    nameless = client.post(page, {"column-1": "external_id"})
    twice = client.post(page, {"column-0": "name", "column-1": "name"})

    assert "holds the name" in nameless.content.decode()
    assert "Two columns are the same field" in twice.content.decode()


def test_who_is_there_already_is_shown_and_not_added(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    by_mail = ContactFactory(email="helene@example.com")
    by_number = ContactFactory(email="", enterprise_number="0403019261")

    page = confirmed(as_user(cast.bart))

    shown = {row.contact for row, _words in page.context["problems"]}
    assert shown == {by_mail.pk, by_number.pk}
    assert page.context["job"].imported == 1


def test_two_with_numbers_of_their_own_may_share_an_address(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    page = confirmed(
        as_user(cast.bart),
        "id,name,email\n1,Jan Maes,home@example.com\n2,An Claes,home@example.com\n",
    )

    assert page.context["job"].imported == 2


def test_the_same_contact_twice_in_a_file_comes_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    page = confirmed(
        as_user(cast.bart), "name,phone\nJan,02 555 01 20\nJAN,025550120\n"
    )

    assert page.context["job"].imported == 1
    assert "Line 2 says the same contact." in page.content.decode()


def test_a_stopped_import_brings_nothing_and_keeps_nothing(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, before = as_user(cast.bart), Contact.objects.count()
    address = upload(client)
    work(client, address)

    client.post(f"{address}removal/")
    late = client.post(f"{address}confirmation/", follow=True)
    deliver_due()

    job = ContactImport.objects.get()
    assert (job.state, late.status_code) == (ImportState.REMOVED, 409)
    assert not default_storage.exists(job.key)
    assert (Contact.objects.count(), job.problems.count()) == (before, 0)


def test_a_worker_that_dies_has_imported_nothing(
    as_user: SignIn, cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, before = as_user(cast.bart), Contact.objects.count()
    address = upload(client)
    work(client, address)
    client.post(f"{address}confirmation/")

    with monkeypatch.context() as patch:
        patch.setattr(ContactPoint.objects, "bulk_create", _die)
        deliver_due()
    assert Contact.objects.count() == before
    assert client.get(address).context["job"].state == ImportState.IMPORTING

    _make_due()
    assert work(client, address).context["job"].imported == 3


def test_two_imports_do_not_run_at_the_same_time(cast: Cast, inside: Firm) -> None:
    first, second = (_checked(cast) for _ in range(2))
    import_actions.confirm(job=first, by=cast.bart, at=NOW)

    with pytest.raises(DomainError, match="Another import is under way"):
        import_actions.confirm(job=second, by=cast.bart, at=NOW)


def test_the_file_lies_encrypted_and_goes_when_it_is_over(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)
    address = upload(client)
    job = ContactImport.objects.get()
    with default_storage.open(job.key) as file:
        assert b"example.com" not in file.read()
    assert b"example.com" in files.load(job)

    work(client, address)
    client.post(f"{address}confirmation/")
    deliver_due()

    assert not default_storage.exists(job.key)


def test_what_nobody_goes_on_with_is_forgotten(cast: Cast, inside: Firm) -> None:
    job = _checked(cast)

    assert forgetting.forget(at=job.created_at + timedelta(hours=23)) == 0
    assert forgetting.forget(at=job.created_at + timedelta(hours=25)) == 1

    job.refresh_from_db()
    assert job.state == ImportState.REMOVED
    assert not default_storage.exists(job.key)


def _checked(cast: Cast) -> ContactImport:
    now = timezone.now()
    job = import_actions.upload(
        file_name="a.csv", data=FEW.encode(), by=cast.bart, at=now
    )
    import_actions.check(job=job, chosen=job.columns, by=cast.bart, at=now)
    deliver_due()
    return job


def _die(*args: object, **kwargs: object) -> None:
    raise RuntimeError("killed")


def _make_due() -> None:
    from tenants.outbox.models import Delivery  # noqa: PLC0415

    Delivery.objects.waiting().update(due_at=timezone.now())
