"""What people can be told of. Each feature registers its own events, in `events.py`.

A kind says who is told, and in which words. Four things are known of every notice:

- the *subject*: the row that is news, and that an undo takes back (the update, the
  change of stage, the share; not the case);
- the *place*: where one reads it (the case, the thread, the invoice). The link leads
  there, and one mail in five minutes tells of everything in one place;
- the *recipients*: asked for when the hold is over, not before;
- what is *visible* to one of them: asked again right before the mail goes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from uuid import UUID

from portal.policy.models import Section
from tenants.accounts.models import User

MORNING = time(9)


class Audience(StrEnum):
    """On which side of the house the recipients are; nobody else is ever told."""

    CLIENT = "client"
    STAFF = "staff"


MAILS: Mapping[Audience, str] = {
    Audience.CLIENT: "notifications/mail/client",
    Audience.STAFF: "notifications/mail/staff",
}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of news.

    `recipients(place)`: the accounts that are to be told, as things are at that moment;
    nobody, when the place is gone. Who is not active, or on the other side of the
    house, need not be left out, nor whoever did it.

    `visible(user, subjects)`: those of the subjects that this person may still see and
    that are still news. Answer with one query: `X.objects.visible_to(user)
    .filter(pk__in=subjects).values_list("pk", flat=True)`. What is gone, taken back,
    over, or behind a closed section is not among them.

    `link(place, user)`: an absolute path, as `reverse(..., settings.FIRM_URLCONF)`
    gives it; the mail puts the firm's address before it.
    """

    name: str  # "case.update_posted": thing, then what happened
    audience: Audience
    recipients: Callable[[UUID], Iterable[User]]
    visible: Callable[[User, Collection[UUID]], Iterable[UUID]]
    link: Callable[[UUID, User], str]
    # A client to whom the firm closed this section, or the portal, is not told.
    section: Section | None = None
    # How long an undo may empty it before anybody is told.
    hold: timedelta = timedelta()
    # Whether it stands in its place while it is held. Then a mail about the same place
    # that goes out meanwhile has told of it too, and no second one follows. Not for a
    # message that its reader sees only after the hold.
    is_seen_at_once: bool = False
    # When reminders of it come, by the clock on the reader's wall.
    hour: time = MORNING
    # `<mail>.subject.txt`, `.txt` and `.html`; the audience's, when there are none.
    # Kinds with the same mail are told of in one, in the same place.
    mail: str = ""

    @property
    def template(self) -> str:
        """The mail that tells of it."""
        return self.mail or MAILS[self.audience]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; call it when the apps are ready. Raises ValueError for a name that
    another kind has."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"There is another kind with the name {kind.name}.")
    return kind


def kind_of(name: str) -> Kind:
    """The kind with this name. Raises LookupError when nobody registered it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no kind of notice is called {name}") from None


def told_by(template: str) -> list[Kind]:
    """The kinds of which this mail tells."""
    return [kind for kind in _kinds.values() if kind.template == template]
