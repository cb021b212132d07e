"""What a firm of the demo is made of. Numbers become keys, equal in both firms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import IntEnum
from uuid import UUID

from portal.calendar.models import EntryKind
from portal.cases.models import PartyRole
from portal.people.models import Kind
from tenants.accounts.roles import Role


class Table(IntEnum):
    """Which rows a key is for."""

    USER = 1
    CONTACT = 2
    CASE = 3
    DOCUMENT = 4
    FORM = 5
    UPDATE = 6
    DATE = 7


def key(table: Table, number: int) -> UUID:
    """A key in the form of a uuidv7, the same for each firm, table and number."""
    return UUID(f"01980000-0000-7000-8{table:03x}-{number:012x}")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the staff."""

    number: int
    role: Role
    name: str
    email: str
    language: str = "nl"


@dataclass(frozen=True, kw_only=True)
class ContactPlan:
    """A contact. `is_active` has a password, `is_invited` a mail that waits for him."""

    number: int
    name: str
    email: str = ""
    phone: str = ""
    kind: Kind = Kind.PERSON
    language: str = "nl"
    is_invited: bool = False
    is_active: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document, written in papers/<source>.typ and uploaded so many days ago; with
    `sent_by`, the number of a contact, by this client."""

    number: int
    source: str
    file_name: str
    days_ago: int
    is_shared: bool = False
    language: str = "nl"
    sent_by: int = 0


@dataclass(frozen=True, kw_only=True)
class UpdatePlan:
    """What the firm wrote so many days ago; `papers` by their numbers. After a shared
    one the client hears again in `next_in` days, or after the usual time."""

    number: int
    text: str
    days_ago: int
    title: str = ""
    is_shared: bool = True
    papers: tuple[int, ...] = ()
    next_in: int | None = None


@dataclass(frozen=True, kw_only=True)
class DatePlan:
    """A date of a case, so many days from now; without a clock a whole day. What falls
    on a weekend is on the Monday after it, unless it is tomorrow."""

    number: int
    kind: EntryKind
    title: str
    in_days: int
    client_title: str = ""
    clock: time | None = None
    minutes: int | None = None
    place: str = ""
    video_url: str = ""
    is_shared: bool = False
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class CasePlan:
    """A case; parties and the responsible person by their numbers."""

    number: int
    title: str
    area: str
    responsible: int
    opened: int  # days ago
    closed: int | None = None  # days ago
    parties: tuple[tuple[int, PartyRole], ...] = ()
    stages: tuple[int, ...] = ()  # days ago: to the first stage, the second...
    papers: tuple[Paper, ...] = ()
    updates: tuple[UpdatePlan, ...] = ()  # the oldest first
    dates: tuple[DatePlan, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FirmPlan:
    """A firm with everything in it. The owner comes with the firm itself."""

    name: str
    slug: str
    colour: str
    address: str
    language: str
    owner: Person
    staff: tuple[Person, ...]
    contacts: tuple[ContactPlan, ...]
    cases: tuple[CasePlan, ...] = field(default=())
