"""Contacts, how to reach them, and who looks for them."""

from portal.people.models.contact import Contact, ContactQuerySet, Kind, PortalAccess
from portal.people.models.contact_import import (
    ContactImport,
    ImportProblem,
    ImportState,
)
from portal.people.models.delegation import Delegation, DelegationQuerySet, Relation
from portal.people.models.former import FormerContact
from portal.people.models.personal import (
    Basis,
    ContactErasure,
    CopyState,
    Outcome,
    PersonalCopy,
)
from portal.people.models.point import ContactPoint, Means

__all__ = [
    "Basis",
    "Contact",
    "ContactErasure",
    "ContactImport",
    "ContactPoint",
    "ContactQuerySet",
    "CopyState",
    "Delegation",
    "DelegationQuerySet",
    "FormerContact",
    "ImportProblem",
    "ImportState",
    "Kind",
    "Means",
    "Outcome",
    "PersonalCopy",
    "PortalAccess",
    "Relation",
]
