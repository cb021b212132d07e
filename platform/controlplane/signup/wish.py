"""What a person asks for on the sign-up form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The firm to be, and its owner. All values are checked and normalised."""

    firm_name: str
    slug: str
    owner_name: str
    email: str
    language: str
    country: str
    time_zone: str
