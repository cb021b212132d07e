"""How much a plan allows. Nothing means no limit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Self

from tenants.models import Plan

GB = 10**9  # decimal, as pages show sizes
MB = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a plan, named as its columns are."""

    staff_limit: int | None
    storage_limit_bytes: int | None
    domain_limit: int | None
    file_limit_bytes: int | None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Those in force."""
        return cls(
            staff_limit=plan.staff_limit,
            storage_limit_bytes=plan.storage_limit_bytes,
            domain_limit=plan.domain_limit,
            file_limit_bytes=plan.file_limit_bytes,
        )

    @classmethod
    def typed(
        cls,
        *,
        staff: int | None,
        storage: Decimal | None,
        domains: int | None,
        file: int | None,
    ) -> Self:
        """Those of a form: the storage in GB, one file in MB."""
        return cls(
            staff_limit=staff,
            storage_limit_bytes=None if storage is None else int(storage * GB),
            domain_limit=domains,
            file_limit_bytes=None if file is None else file * MB,
        )

    def fields(self) -> dict[str, int | None]:
        """By the names of the columns."""
        return asdict(self)


def in_gb(size: int | None) -> Decimal | None:
    """For the form: 5 for 5,000,000,000 bytes, without zeros behind the point."""
    if size is None:
        return None
    amount = Decimal(size) / GB
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()
