"""Cases, who has which part in them, and the firm's rules about them."""

from portal.cases.models.access import CaseSection, Member
from portal.cases.models.areas import PracticeArea
from portal.cases.models.case import (
    SEE_ALL_CASES,
    SEE_NO_DOCUMENTS,
    Case,
    CaseQuerySet,
)
from portal.cases.models.parties import CLIENT_ROLES, Party, PartyQuerySet, PartyRole
from portal.cases.models.rules import CaseNumber, CaseRules

__all__ = [
    "CLIENT_ROLES",
    "SEE_ALL_CASES",
    "SEE_NO_DOCUMENTS",
    "Case",
    "CaseNumber",
    "CaseQuerySet",
    "CaseRules",
    "CaseSection",
    "Member",
    "Party",
    "PartyQuerySet",
    "PartyRole",
    "PracticeArea",
]
