"""The people of the tests, and what they have to do with each other.

Olivia owns the firm, Laura is a lawyer, Bart an assistant. Sofie is the client of the
sale, Tom of the divorce; neither may see the other's. The same people are in the other
firm with equal primary keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from portal.cases.models import Case, PartyRole
from portal.documents.models import Document
from portal.people.models import Contact
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactFactory,
    PartyFactory,
    ShareFactory,
    UserFactory,
    stored_document,
)

SPACE = UUID("01900000-0000-7000-8000-0000000000cc")


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody, two cases, and two documents of the sale."""

    olivia: User
    laura: User
    bart: User
    sofie: User
    tom: User
    sofie_contact: Contact
    tom_contact: Contact
    sale: Case
    divorce: Case
    deed: Document  # shared
    memo: Document  # internal


def key(name: str) -> UUID:
    """The same key in every firm."""
    return uuid5(SPACE, name)


def make(mark: str) -> Cast:
    """Make everything in the firm in force; `mark` is in every text of it."""
    staff = {
        name.lower(): UserFactory(
            pk=key(name),
            name=f"{name} {mark}",
            role=role,
            email=f"{name}@firm.be".lower(),
        )
        for name, role in (
            ("Olivia", Role.OWNER),
            ("Laura", Role.LAWYER),
            ("Bart", Role.ASSISTANT),
        )
    }
    sofie, tom = _client("Sofie", mark), _client("Tom", mark)
    sale = _case("sale", f"Sale of a house {mark}", staff["laura"], sofie)
    divorce = _case("divorce", f"Divorce {mark}", staff["laura"], tom)
    deed = stored_document(
        f"%PDF-1.7 deed {mark}".encode(),
        pk=key("deed"), case=sale, title=f"Draft deed {mark}", submission=key("deed"),
    )  # fmt: skip
    memo = stored_document(
        f"%PDF-1.7 memo {mark}".encode(),
        pk=key("memo"), case=sale, title=f"Memo {mark}", submission=key("memo"),
    )  # fmt: skip
    ShareFactory(pk=key("share"), document=deed)
    return Cast(
        **staff,
        sofie=sofie.user,
        tom=tom.user,
        sofie_contact=sofie,
        tom_contact=tom,
        sale=sale,
        divorce=divorce,
        deed=deed,
        memo=memo,
    )


def _client(name: str, mark: str) -> Contact:
    email = f"{name}@example.com".lower()
    user = ClientFactory(pk=key(name), name=f"{name} {mark}", email=email)
    return ContactFactory(
        pk=key(f"{name} contact"), name=user.name, email=email, user=user
    )


def _case(name: str, title: str, responsible: User, client: Contact) -> Case:
    case = CaseFactory(
        pk=key(name), title=title, reference=f"2026/{name}", responsible=responsible
    )
    PartyFactory(pk=key(f"{name} party"), case=case, contact=client)
    PartyFactory(
        pk=key(f"{name} opponent"),
        case=case,
        contact=ContactFactory(pk=key(f"{name} opponent"), name=f"Opponent of {title}"),
        role=PartyRole.OPPOSING_PARTY,
    )
    return case
