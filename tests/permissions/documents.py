"""Documents: what is shared with Sofie of her sale, and what is not."""

from __future__ import annotations

from typing import Any

from portal.documents.models import Share, ShareRecipient
from tests.cast import Cast, key
from tests.factories import FolderFactory, VersionFactory

# Of Sofie's sale: `deed` is shared, `memo` is internal.
LINES = """
portal:documents:list        -          GET    in   200   200 403  403   403    in
portal:documents:list        -          POST   in   405   405 403  403   403    in
portal:documents:file        deed       GET    in   200   404 403  403   403    in
portal:documents:file        deed       POST   in   405   405 403  403   403    in
portal:documents:file        memo       GET    in   404   404 403  403   403    in
portal:documents:file        their_deed GET    in   404   404 403  403   403    in
portal:documents:upload      sale       GET    in   302   404 403  403   403    in
portal:documents:upload      sale       POST   in   302   404 403  403   403    in
portal:documents:upload      theirs     POST   in   404   404 403  403   403    in
desk:documents:upload        sale       GET    in   404   404 302  302   302    in
desk:documents:upload        sale       POST   in   404   404 302  302   302    in
desk:documents:upload        theirs     POST   in   404   404 404  404   404    in
desk:documents:share         memo       GET    in   404   404 405  405   405    in
desk:documents:share         memo       POST   in   404   404 302  302   302    in
desk:documents:share         their_deed POST   in   404   404 404  404   404    in
desk:documents:share_removal deed       GET    in   404   404 405  405   405    in
desk:documents:share_removal deed       POST   in   404   404 302  302   302    in
desk:documents:share_removal their_deed POST   in   404   404 404  404   404    in
desk:documents:file          memo       GET    in   404   404 200  200   200    in
desk:documents:file          memo       POST   in   404   404 405  405   405    in
desk:documents:file          their_deed GET    in   404   404 404  404   404    in
"""


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    return {}


def furnish(mark: str, cast: Cast) -> None:
    """A folder of the sale, and a deed in its second version."""
    folder = FolderFactory(
        pk=key("folder"), case=cast.sale, name=f"Drafts {mark}", created_by=cast.laura
    )
    cast.deed.folder, cast.deed.number = folder, 2
    cast.deed.notes = f"For us only {mark}"
    cast.deed.save(update_fields=["folder", "number", "notes"])
    VersionFactory(
        pk=key("deed before"), document=cast.deed, file_name=f"Deed before {mark}.pdf"
    )
    share = Share.objects.get(document=cast.deed)
    party = cast.sale.parties.clients().get(contact=cast.sofie_contact)
    ShareRecipient.objects.create(pk=key("recipient"), share=share, party=party)
