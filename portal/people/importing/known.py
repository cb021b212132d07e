"""Whether the contact of a line is there already, or stands in the file twice.

The same number in another program, enterprise number, VAT number or e-mail address is
the same contact; of two that each have a number in another program, only that number
tells. Who has none of these is known by name, telephone and address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from portal.people import finding
from portal.people.importing.drafts import Draft
from portal.people.importing.problems import Problem
from portal.people.models import Contact, ContactPoint, Means

Key = tuple[str, str]
FIELDS = (
    "external_id", "enterprise_number", "vat_number", "email",
    "name", "phone", "street", "postal_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a key: a contact of the firm, or an earlier line of the file."""

    external_id: str
    contact: UUID | None = None
    line: int | None = None

    def problem(self) -> Problem:
        """In words."""
        code = "known" if self.contact else "twice"
        return Problem(
            code=code, is_known=True, contact=self.contact, other_line=self.line
        )


class Register:
    """All keys that are taken. Three queries, however many contacts there are."""

    def __init__(self) -> None:
        self._holders: dict[Key, list[Holder]] = defaultdict(list)
        emails = _further_emails()
        for contact in Contact.objects.only(*FIELDS).iterator(chunk_size=2000):
            holder = Holder(contact.external_id, contact=contact.pk)
            self._add(holder, keys(contact, emails[contact.pk]))

    def find(self, draft: Draft) -> Problem | None:
        """Who is the same as this one, as a problem; None when it is new."""
        mine = draft.contact.external_id
        for key in keys(draft.contact, _emails(draft)):
            for holder in self._holders.get(key, ()):
                if not (mine and holder.external_id and mine != holder.external_id):
                    return holder.problem()
        return None

    def add(self, draft: Draft) -> None:
        """Remember what a line brings."""
        holder = Holder(draft.contact.external_id, line=draft.line)
        self._add(holder, keys(draft.contact, _emails(draft)))

    def _add(self, holder: Holder, found: Iterable[Key]) -> None:
        for key in found:
            self._holders[key].append(holder)


def keys(contact: Contact, further_emails: Iterable[str]) -> Iterator[Key]:
    """By what a contact is known, what says most first."""
    pairs = [
        ("external_id", contact.external_id),
        ("enterprise_number", contact.enterprise_number),
        ("vat_number", contact.vat_number),
        *(("email", each) for each in (contact.email, *further_emails)),
    ]
    found = [(name, value) for name, value in pairs if value]
    yield from found
    if not found:
        where = (contact.name, contact.phone, contact.street, contact.postal_code)
        yield "looks", "|".join(finding.plain(each) for each in where)


def _emails(draft: Draft) -> list[str]:
    return [each.value for each in draft.points if each.means == Means.EMAIL]


def _further_emails() -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = ContactPoint.objects.filter(means=Means.EMAIL)
    for contact_id, value in rows.values_list("contact", "value"):
        found[contact_id].append(value)
    return found
