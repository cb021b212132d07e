"""A firm's contacts beyond the cast: a file on its way in, and another one's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.people.importing import files
from portal.people.models import (
    Basis,
    ContactErasure,
    ContactImport,
    ContactPoint,
    ImportProblem,
    ImportState,
    Means,
    Outcome,
    PersonalCopy,
)
from portal.people.personal import copies
from tenants.keys import uuid7
from tests.cast import Cast, key
from tests.factories import ContactFactory

CHECKED = "a checked import"
DOUBLE, SINGLE, COPY = "a double", "a single", "a copy"


def keys(other_mark: str) -> dict[str, dict[str, Any]]:
    """What the addresses of these things take."""
    return {
        "checked": {"pk": key(CHECKED)},
        "their_import": {"pk": _own(other_mark)},
        "double": {"pk": key("nele"), "other_pk": key(DOUBLE)},
        "their_double": {"pk": key("nele"), "other_pk": _only(other_mark)},
        "single": {"pk": key(SINGLE)},
        "copy": {"pk": key("Sofie contact"), "copy_pk": key(COPY)},
        "their_copy": {"pk": key("Sofie contact"), "copy_pk": _only(other_mark)},
    }


def furnish(mark: str, cast: Cast) -> None:
    """Sofie has a second address; two files were checked, one under its own key."""
    ContactPoint.objects.create(
        contact=cast.sofie_contact,
        means=Means.EMAIL,
        label=f"Work {mark}",
        value=f"sofie@{mark}.example".lower(),
    )
    for pk in (key(CHECKED), _own(mark)):
        _checked(pk, mark, cast)
    ContactFactory(pk=key(DOUBLE), name=f"Double {mark}", language="en")
    ContactFactory(pk=key(SINGLE), name=f"Single {mark}")
    ContactFactory(pk=_only(mark), name=f"Only {mark}")
    for pk in (key(COPY), _only(mark)):
        _copied(pk, cast)
    ContactErasure.objects.create(
        contact=uuid7(), basis=Basis.ASKED, outcome=Outcome.DELETED,
        erased_by=cast.olivia, erased_at=timezone.now(),
    )  # fmt: skip


def _checked(pk: UUID, mark: str, cast: Cast) -> None:
    job = ContactImport.objects.create(
        pk=pk,
        file_name=f"people {mark}.csv",
        columns={"0": "name"},
        state=ImportState.CHECKED,
        lines=2,
        good=1,
        bad=1,
        created_by=cast.bart,
        created_at=timezone.now(),
    )
    files.keep(job, f"name\nPiet {mark}\n".encode())
    ImportProblem.objects.create(
        job=job, line=3, column=f"Name {mark}", value=f"Pol {mark}", code="phone"
    )


def _copied(pk: UUID, cast: Cast) -> None:
    copy = PersonalCopy.objects.create(
        pk=pk,
        contact=cast.sofie_contact,
        requested_by=cast.olivia,
        requested_at=timezone.now(),
    )
    copies.finish(copy, at=timezone.now())


def _only(mark: str) -> UUID:
    return key(f"only {mark}")


def _own(mark: str) -> UUID:
    return key(f"{CHECKED} of {mark}")
