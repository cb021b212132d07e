"""Documents: what is shared with Sofie of her sale, and what is not."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.documents.models import Share, ShareRecipient, Sharing
from tests.cast import Cast, key
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    FolderFactory,
    VersionFactory,
    drawn_document,
    pdf,
)

# Of Sofie's sale: `deed` is shared, `memo` is internal.
LINES = """
portal:documents:list        -          GET    in   200   200 403  403   403    in
portal:documents:list        -          POST   in   405   405 403  403   403    in
portal:documents:file        deed       GET    in   200   404 403  403   403    in
portal:documents:file        deed       POST   in   405   405 403  403   403    in
portal:documents:file        memo       GET    in   404   404 403  403   403    in
portal:documents:file        their_deed GET    in   404   404 403  403   403    in
portal:documents:detail      deed       GET    in   200   404 403  403   403    in
portal:documents:detail      deed       POST   in   405   405 403  403   403    in
portal:documents:detail      memo       GET    in   404   404 403  403   403    in
portal:documents:detail      their_deed GET    in   404   404 403  403   403    in
portal:documents:page        deed_page  GET    in   200   404 403  403   403    in
portal:documents:page        deed_page  POST   in   405   405 403  403   403    in
portal:documents:page        memo_page  GET    in   404   404 403  403   403    in
portal:documents:page        their_page GET    in   404   404 403  403   403    in
portal:documents:upload      sale       GET    in   302   404 403  403   403    in
portal:documents:upload      sale       POST   in   302   404 403  403   403    in
portal:documents:upload      theirs     POST   in   404   404 403  403   403    in
desk:documents:upload        sale       GET    in   404   404 302  302   302    in
desk:documents:upload        sale       POST   in   404   404 302  302   302    in
desk:documents:upload        theirs     POST   in   404   404 404  404   404    in
desk:documents:file          memo       GET    in   404   404 200  200   200    in
desk:documents:file          memo       POST   in   404   404 405  405   405    in
desk:documents:file          their_deed GET    in   404   404 404  404   404    in
desk:documents:page          deed_page  GET    in   404   404 200  200   200    in
desk:documents:page          deed_page  POST   in   404   404 405  405   405    in
desk:documents:page          their_page GET    in   404   404 404  404   404    in
desk:documents:list          -          GET    in   404   404 200  200   200    in
desk:documents:list          -          POST   in   404   404 405  405   405    in
desk:documents:detail        memo       GET    in   404   404 200  200   200    in
desk:documents:detail        memo       POST   in   404   404 405  405   405    in
desk:documents:detail        their_deed GET    in   404   404 404  404   404    in
desk:documents:edit          memo       GET    in   404   404 200  200   200    in
desk:documents:edit          memo       POST   in   404   404 302  302   302    in
desk:documents:edit          their_deed POST   in   404   404 404  404   404    in
desk:documents:version       memo       GET    in   404   404 405  405   405    in
desk:documents:version       memo       POST   in   404   404 302  302   302    in
desk:documents:version       their_deed POST   in   404   404 404  404   404    in
desk:documents:version_file  deed_was   GET    in   404   404 200  200   200    in
desk:documents:version_file  deed_was   POST   in   404   404 405  405   405    in
desk:documents:version_file  theirs_was GET    in   404   404 404  404   404    in
desk:documents:version_restoring deed_was GET  in   404   404 405  405   405    in
desk:documents:version_restoring deed_was POST in   404   404 302  302   302    in
desk:documents:version_restoring theirs_was POST in 404   404 404  404   404    in
desk:documents:sharing       -          GET    in   404   404 302  302   302    in
desk:documents:sharing       -          POST   in   404   404 302  302   302    in
desk:documents:unsharing     -          GET    in   404   404 405  405   405    in
desk:documents:unsharing     -          POST   in   404   404 302  302   302    in
desk:documents:undo          pressed    GET    in   404   404 405  405   405    in
desk:documents:undo          pressed    POST   in   404   404 302  302   302    in
desk:documents:undo          not_pressed POST  in   404   404 404  404   404    in
desk:documents:moving        -          GET    in   404   404 405  405   405    in
desk:documents:moving        -          POST   in   404   404 302  302   302    in
desk:documents:removal       -          GET    in   404   404 405  405   405    in
desk:documents:removal       -          POST   in   404   404 302  302   302    in
desk:documents:restoring     -          GET    in   404   404 405  405   405    in
desk:documents:restoring     -          POST   in   404   404 302  302   302    in
desk:documents:trash         sale       GET    in   404   404 200  200   200    in
desk:documents:trash         sale       POST   in   404   404 405  405   405    in
desk:documents:trash         theirs     GET    in   404   404 404  404   404    in
desk:documents:new_folder    sale       GET    in   404   404 200  200   200    in
desk:documents:new_folder    sale       POST   in   404   404 302  302   302    in
desk:documents:new_folder    theirs     POST   in   404   404 404  404   404    in
desk:documents:folder        folder     GET    in   404   404 200  200   200    in
desk:documents:folder        folder     POST   in   404   404 302  302   302    in
desk:documents:folder        their_folder POST in   404   404 404  404   404    in
desk:documents:folder_removal folder    GET    in   404   404 405  405   405    in
desk:documents:folder_removal folder    POST   in   404   404 302  302   302    in
desk:documents:folder_removal their_folder POST in  404   404 404  404   404    in
"""
GUESTS = """
desk:documents:sharing       -          GET    403    403
desk:documents:list          -          GET    403    403
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    return {
        "deed_page": {"pk": key("deed"), "number": 1},
        "memo_page": {"pk": key("memo"), "number": 1},
        "folder": {"pk": key("folder")},
        "their_folder": {"pk": key(f"folder of {other_mark}")},
        "pressed": {"pk": key("pressed")},
        "not_pressed": {"pk": key(f"pressed by {other_mark}")},
        "deed_was": {"pk": key("deed before")},
        "theirs_was": {"pk": key(f"version of {other_mark}")},
    }


def typed(mark: str, cast: Cast) -> dict[str, dict[str, Any]]:
    """What is sent at the addresses of documents."""
    memo = str(cast.memo.pk)
    return {
        "desk:documents:edit": {"title": f"Memo {mark}", "kind": "letter"},
        "desk:documents:version": _file(f"Memo anew {mark}.pdf"),
        "desk:documents:upload": _file(f"Lease {mark}.pdf"),
        "portal:documents:upload": _file(f"Passport {mark}.pdf"),
        "desk:documents:sharing": {"document": memo, "who": "all", "share": "1"},
        "desk:documents:unsharing": {"document": str(cast.deed.pk)},
        "desk:documents:moving": {"document": memo, "to": str(key("folder"))},
        "desk:documents:removal": {"document": memo},
        "desk:documents:restoring": {"document": str(key("trashed"))},
        "desk:documents:new_folder": {"name": f"Letters {mark}"},
        "desk:documents:folder": {"name": f"Drafts anew {mark}"},
    }


def _file(name: str) -> dict[str, Any]:
    return {"token": uuid4(), "files": SimpleUploadedFile(name, pdf())}


def furnish(mark: str, cast: Cast) -> None:
    """A folder of the sale, and a deed in its second version."""
    folder = FolderFactory(
        pk=key("folder"), case=cast.sale, name=f"Drafts {mark}", created_by=cast.laura
    )
    cast.deed.folder, cast.deed.number = folder, 2
    cast.deed.notes = f"For us only {mark}"
    cast.deed.save(update_fields=["folder", "number", "notes"])
    before = f"%PDF-1.7 deed before {mark}".encode()
    version = VersionFactory(
        pk=key("deed before"), document=cast.deed, file_name=f"Deed before {mark}.pdf",
        size=len(before), sha256=hashlib.sha256(before).hexdigest(),
    )  # fmt: skip
    default_storage.save(version.key, ContentFile(before, name=version.key))
    DocumentFactory(
        pk=key("trashed"), case=cast.sale, title=f"In the trash {mark}",
        deleted_at=timezone.now(), deleted_by=cast.laura,
    )  # fmt: skip
    own = CaseFactory(title=f"Own papers {mark}", responsible=cast.laura)
    FolderFactory(pk=key(f"folder of {mark}"), case=own, name=f"Own {mark}")
    VersionFactory(pk=key(f"version of {mark}"), document__case=own)
    pressed = Sharing.objects.create(
        pk=key("pressed"), case=cast.sale, by=cast.laura,
        at=timezone.now() + timedelta(days=1),  # still to be undone, however long
        before={str(cast.deed.pk): None},
    )  # fmt: skip
    Sharing.objects.create(
        pk=key(f"pressed by {mark}"), case=own, by=cast.laura, at=timezone.now()
    )
    share = Share.objects.get(document=cast.deed)
    share.sharing = pressed
    share.save(update_fields=["sharing"])
    party = cast.sale.parties.clients().get(contact=cast.sofie_contact)
    ShareRecipient.objects.create(pk=key("recipient"), share=share, party=party)
    for document in (cast.deed, cast.memo):
        drawn_document(document, f"Page {mark}".encode())
