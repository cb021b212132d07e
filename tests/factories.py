"""Rows for tests. Build them inside `scope(firm)`; give `pk` for equal primary keys."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factory.django import DjangoModelFactory
from pypdf import PdfWriter

from portal.cases import search
from portal.cases.models import Case, Party, PartyRole
from portal.documents.models import (
    Document,
    Folder,
    PageImage,
    Preview,
    Share,
    Version,
)
from portal.people import finding, saving
from portal.people.models import Contact, Delegation, Kind, Relation
from portal.updates.models import HOLD, NextUpdate, Update
from tenants.accounts.models import User
from tenants.accounts.roles import Role

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEEN = NOW - HOLD  # when an update was shared that clients see at NOW
NO_PASSWORD = "!waiting"
SOME_PASSWORD = "argon2$not-a-hash"  # usable, and no sign-in ever matches it


def pdf(pages: int = 1) -> bytes:
    """A real PDF with so many empty pages."""
    writer, buffer = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.write(buffer)
    return buffer.getvalue()


class UserFactory(DjangoModelFactory[User]):
    """Somebody with a password; a lawyer unless said otherwise."""

    class Meta:
        model = User

    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@example.com")
    role = Role.LAWYER
    language = "en"
    password = SOME_PASSWORD


class ClientFactory(UserFactory):
    """The account of a client."""

    role = Role.CLIENT


class ContactFactory(DjangoModelFactory[Contact]):
    """Somebody whom the firm knows, without portal access."""

    class Meta:
        model = Contact

    kind = Kind.PERSON
    name = factory.Sequence(lambda number: f"Contact {number:03}")
    email = factory.Sequence(lambda number: f"contact{number}@example.com")
    phone = ""
    language = "nl"
    created_at = NOW
    search_text = factory.LazyAttribute(
        lambda each: finding.text_of(
            (
                saving.searched_name(each.name),
                each.email,
                "".join(char for char in each.phone if char.isdigit()),
            )
        )
    )
    search_name = factory.LazyAttribute(lambda each: saving.searched_name(each.name))


class DelegationFactory(DjangoModelFactory[Delegation]):
    """Lets somebody look for a client, everywhere and without an end."""

    class Meta:
        model = Delegation

    contact = factory.SubFactory(ContactFactory)
    user = factory.SubFactory(UserFactory, role=Role.DELEGATE)
    relation = Relation.ACCOUNTANT
    created_by = factory.SubFactory(UserFactory)
    created_at = NOW


class CaseFactory(DjangoModelFactory[Case]):
    """An open case, whose clients hear again in three weeks."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda number: f"2025/{number:04}")
    title = factory.Sequence(lambda number: f"Case {number:03}")
    responsible = factory.SubFactory(UserFactory)
    created_by = factory.SelfAttribute("responsible")
    client_title = ""
    opened_at = NOW
    opened_on = NOW.date()
    updated_at = NOW
    search_text = factory.LazyAttribute(search.text)

    @factory.post_generation
    def next_update(case, create: bool, extracted: Any, **kwargs: Any) -> None:  # noqa: N805, FBT001
        """The promise that each open case has."""
        if create and case.is_open:
            NextUpdate.objects.create(
                case=case,
                due_on=NOW.date() + timedelta(days=21),
                set_by=case.responsible,
                set_at=NOW,
            )


class PartyFactory(DjangoModelFactory[Party]):
    """A client of a case, unless said otherwise."""

    class Meta:
        model = Party

    case = factory.SubFactory(CaseFactory)
    contact = factory.SubFactory(ContactFactory)
    role = PartyRole.CLIENT
    added_at = NOW


class DocumentFactory(DjangoModelFactory[Document]):
    """An internal document with the size and hash of `content`, which is not kept."""

    class Meta:
        model = Document

    class Params:
        content = b"%PDF-1.7 not much of a document"

    case = factory.SubFactory(CaseFactory)
    title = factory.Sequence(lambda number: f"Document {number:03}")
    file_name = factory.LazyAttribute(lambda each: f"{each.title}.pdf")
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda each: len(each.content))
    sha256 = factory.LazyAttribute(
        lambda each: hashlib.sha256(each.content).hexdigest()
    )
    submission = factory.LazyFunction(uuid4)
    uploaded_by = factory.SelfAttribute("case.responsible")
    uploaded_at = NOW


class ShareFactory(DjangoModelFactory[Share]):
    """Makes a document visible to the clients of its case."""

    class Meta:
        model = Share

    document = factory.SubFactory(DocumentFactory)
    shared_by = factory.SelfAttribute("document.uploaded_by")
    shared_at = NOW


class FolderFactory(DjangoModelFactory[Folder]):
    """A folder of a case, with nothing in it."""

    class Meta:
        model = Folder

    case = factory.SubFactory(CaseFactory)
    name = factory.Sequence(lambda number: f"Folder {number:03}")
    created_by = factory.SelfAttribute("case.responsible")
    created_at = NOW


class VersionFactory(DjangoModelFactory[Version]):
    """What a document was before it became its second version. Without its bytes."""

    class Meta:
        model = Version

    document = factory.SubFactory(DocumentFactory, number=2)
    number = 1
    file_name = factory.SelfAttribute("document.file_name")
    content_type = factory.SelfAttribute("document.content_type")
    size = factory.SelfAttribute("document.size")
    sha256 = factory.SelfAttribute("document.sha256")
    uploaded_by = factory.SelfAttribute("document.uploaded_by")
    uploaded_at = NOW


class UpdateFactory(DjangoModelFactory[Update]):
    """An internal update; give `shared_at=SEEN` for one that clients see."""

    class Meta:
        model = Update

    case = factory.SubFactory(CaseFactory)
    body = factory.Sequence(lambda number: f"Update {number:03}")
    at = NOW
    by = factory.SelfAttribute("case.responsible")


def drawn_document(document: Document, *contents: bytes) -> Preview:
    """The images of its pages, with these bytes."""
    preview = Preview.objects.create(
        document=document, file=document.file, pages=len(contents), made_at=NOW
    )
    for number, content in enumerate(contents, start=1):
        image = PageImage.objects.create(
            preview=preview, number=number, width=140, height=198, size=len(content)
        )
        default_storage.save(image.key, ContentFile(content, name=image.key))
    return preview


def stored_document(content: bytes, **fields: Any) -> Document:
    """A document whose bytes are in the storage."""
    document = DocumentFactory(content=content, **fields)
    default_storage.save(document.key, ContentFile(content, name=document.key))
    return document
