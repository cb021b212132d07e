"""Making one contact of two. It cannot be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import accounts
from portal.people import belongings, merging, saving
from portal.people import points as further
from portal.people.merging import ACCOUNT, FIELDS, LOSER
from portal.people.models import Contact, FormerContact, Means
from portal.people.points import Point
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def merge(
    *,
    winner: Contact,
    loser: Contact,
    choices: Mapping[str, str],
    by: User,
    at: datetime,
) -> Contact:
    """Give all that `loser` has to `winner`, and take `loser` away.

    `choices` says for a field in which both differ, and for "account" when both sign
    in, whose counts: "winner" or "loser". The address and the number that are not
    chosen stay as further ones, and the notes of both. Raises DomainError for one and
    the same contact, for two accounts without a choice, and when something hangs on
    `loser` for which no feature answers.
    """
    mine, theirs = _locked(winner, loser)
    moved = {str(each.label): each.count for each in merging.movings(theirs)}
    _settle_account(mine, theirs, choices, by=by, at=at)
    points = _take_fields(mine, theirs, choices)
    for belonging in belongings.known().values():
        belonging.move(theirs, mine)
    if left := belongings.unknown(theirs):
        raise DomainError(
            _("These two cannot be merged yet: %(left)s would be lost.")
            % {"left": ", ".join(left)}
        )
    theirs.delete()
    _save(mine, points)
    FormerContact.objects.create(pk=loser.pk, contact=mine, merged_at=at)
    details = {"merged": str(loser.pk), "name": theirs.name, "moved": moved}
    audit.record("contact.merged", mine, by=by, at=at, **details)
    outbox.publish("contact.merged", contact=mine.pk, merged=loser.pk)
    return mine


def _locked(winner: Contact, loser: Contact) -> tuple[Contact, Contact]:
    """Both, as they are now, locked in one order so that two merges do not wait for
    each other."""
    if winner.pk == loser.pk:
        raise DomainError(_("This is one and the same contact."))
    rows = Contact.objects.select_for_update(of=("self",)).select_related("user")
    found = {
        each.pk: each
        for each in rows.filter(pk__in=(winner.pk, loser.pk)).order_by("pk")
    }
    if len(found) != 2:  # noqa: PLR2004  (both)
        raise DomainError(_("One of the two is no longer there."))
    return found[winner.pk], found[loser.pk]


def _settle_account(
    winner: Contact,
    loser: Contact,
    choices: Mapping[str, str],
    *,
    by: User,
    at: datetime,
) -> None:
    """One account stays, and is the winner's; the other one is closed for good."""
    if loser.user is None:
        return
    kept, ended = loser.user, winner.user
    if ended is not None:
        if ACCOUNT not in choices:
            raise DomainError(_("Both sign in. Choose whose account stays."))
        if choices[ACCOUNT] != LOSER:
            kept, ended = ended, kept
        if ended.is_active:
            accounts.close(ended, by=by, at=at)
    loser.user = winner.user = None
    for each in (loser, winner):
        each.save(update_fields=["user"])
    winner.user = kept


def _take_fields(
    winner: Contact, loser: Contact, choices: Mapping[str, str]
) -> list[Point]:
    """Fill the gaps and the chosen fields; the addresses and numbers that are left."""
    before = {means: getattr(winner, means.value) for means in Means}
    for name in FIELDS:
        theirs = getattr(loser, name)
        if theirs and (not getattr(winner, name) or choices.get(name) == LOSER):
            setattr(winner, name, theirs)
    notes = filter(None, (winner.notes, loser.notes))
    winner.notes = "\n\n".join(dict.fromkeys(notes))
    left = list(before.items())
    left += [(means, getattr(loser, means.value)) for means in Means]
    return [
        Point(means, value)
        for means, value in left
        if value and value != getattr(winner, means.value)
    ]


def _save(winner: Contact, left: list[Point]) -> None:
    """With its own further points, those that came, and those that are left over."""
    found = {(each.means, each.value): each for each in (*left, *further.of(winner))}
    saving.tidy(winner, found.values())
    winner.save()
    further.replace(winner, list(found.values()))
