"""Makes the copy: one zip with the data for programs and a page for people."""

from __future__ import annotations

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation

from portal.people.models import Contact, PersonalCopy
from portal.people.personal.collecting import Part, collect
from tenants import crypto, scope

PURPOSE = "personal-copy"


def pack(copy: PersonalCopy) -> int:
    """Store the file, in place of what an earlier try left; its size in bytes."""
    content = _zip(copy)
    sealed = crypto.encrypt(PURPOSE, content, aad=copy.pk.bytes)
    default_storage.delete(copy.key)
    default_storage.save(copy.key, ContentFile(sealed, name=copy.key))
    return len(content)


def load(copy: PersonalCopy) -> bytes:
    """The file. Raises FileNotFoundError."""
    with default_storage.open(copy.key) as file:
        return crypto.decrypt(PURPOSE, file.read(), aad=copy.pk.bytes)


def remove(copy: PersonalCopy) -> None:
    """Delete the file; nothing happens when it is gone."""
    default_storage.delete(copy.key)


def _zip(copy: PersonalCopy) -> bytes:
    contact, buffer = copy.contact, io.BytesIO()
    with translation.override(contact.language):
        parts = collect(contact)
        page = _page(copy, contact, parts)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", _json(parts))
        archive.writestr("data.html", page)
    return buffer.getvalue()


def _json(parts: list[Part]) -> str:
    found = {part.name: part.rows for part in parts}
    return json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _page(copy: PersonalCopy, contact: Contact, parts: list[Part]) -> str:
    context = {
        "firm": scope.current_firm(),
        "contact": contact,
        "at": copy.requested_at,
        "language": contact.language,
        "parts": parts,
    }
    return render_to_string("people/personal_copy.html", context)
