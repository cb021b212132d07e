"""To whom a document is shown, until when, and whether the file itself goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from portal.documents.models import Share, ShareRecipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`parties` are the chosen clients, by their part in the case; None is all of them,
    also those who come later."""

    parties: frozenset[UUID] | None = None
    may_download: bool = True
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What a share was, as `Sharing.before` keeps it: with who made it and when."""

    terms: Terms
    shared_by: UUID
    shared_at: datetime
    sharing: UUID | None = None

    @classmethod
    def of(cls, share: Share, recipients: Iterable[UUID]) -> Self:
        """The share as it stands."""
        chosen = None if share.is_for_all else frozenset(recipients)
        terms = Terms(
            parties=chosen,
            may_download=share.may_download,
            expires_at=share.expires_at,
        )
        return cls(
            terms=terms,
            shared_by=share.shared_by_id,
            shared_at=share.shared_at,
            sharing=share.sharing_id,
        )

    def as_json(self) -> dict[str, Any]:
        """For `Sharing.before`."""
        terms = self.terms
        return {
            "parties": _texts(terms.parties),
            "may_download": terms.may_download,
            "expires_at": terms.expires_at.isoformat() if terms.expires_at else None,
            "shared_by": str(self.shared_by),
            "shared_at": self.shared_at.isoformat(),
            "sharing": str(self.sharing) if self.sharing else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """From `Sharing.before`."""
        parties, expires_at = kept["parties"], kept["expires_at"]
        terms = Terms(
            parties=None if parties is None else frozenset(map(UUID, parties)),
            may_download=kept["may_download"],
            expires_at=datetime.fromisoformat(expires_at) if expires_at else None,
        )
        return cls(
            terms=terms,
            shared_by=UUID(kept["shared_by"]),
            shared_at=datetime.fromisoformat(kept["shared_at"]),
            sharing=UUID(kept["sharing"]) if kept["sharing"] else None,
        )


@dataclass(slots=True)
class Rows:
    """Shares and who they are for, to be written together."""

    shares: list[Share] = field(default_factory=list)
    recipients: list[ShareRecipient] = field(default_factory=list)

    def add(self, document: UUID, former: Former) -> None:
        """One share on these terms."""
        terms = former.terms
        share = Share(
            document_id=document,
            is_for_all=terms.parties is None,
            may_download=terms.may_download,
            expires_at=terms.expires_at,
            sharing_id=former.sharing,
            shared_by_id=former.shared_by,
            shared_at=former.shared_at,
        )
        self.shares.append(share)
        for party in sorted(terms.parties or ()):
            self.recipients.append(ShareRecipient(share=share, party_id=party))

    def write(self) -> None:
        """Two statements, however many."""
        Share.objects.bulk_create(self.shares)
        ShareRecipient.objects.bulk_create(self.recipients)


def _texts(parties: frozenset[UUID] | None) -> list[str] | None:
    return None if parties is None else sorted(str(each) for each in parties)
