"""Further addresses and numbers, as one types them: a line for each, with a word in
front if one likes ("Work: +32 2 555 01 20")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.people import numbers
from portal.people.models import Contact, ContactPoint, Means
from tenants.accounts.models import normalise_email

MOST = 10  # of each kind
LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Point:
    """One of them, before it is a row."""

    means: Means
    value: str
    label: str = ""


def read(text: str, means: Means) -> list[Point]:
    """The points of a text, each once. Raises ValidationError for all wrong lines."""
    found: dict[str, Point] = {}
    problems: list[ValidationError] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            point = _read_line(line, means)
            found.setdefault(point.value, point)
        except ValidationError as problem:
            problems.append(problem)
    if len(found) > MOST:
        problems.append(ValidationError(_("At most %(most)s.") % {"most": MOST}))
    if problems:
        raise ValidationError(problems)
    return list(found.values())


def written(points: Iterable[Point | ContactPoint], means: Means) -> str:
    """The points of one kind, as they are typed."""
    return "\n".join(_line(each) for each in points if each.means == means)


def of(contact: Contact) -> list[Point]:
    """The points that a contact has."""
    rows = ContactPoint.objects.filter(contact=contact).in_order()
    return [Point(Means(row.means), row.value, row.label) for row in rows]


def replace(contact: Contact, points: Sequence[Point]) -> None:
    """Let the contact have these points and no others; the first one of its own is no
    further one."""
    own = {contact.email, contact.phone}
    ContactPoint.objects.filter(contact=contact).delete()
    ContactPoint.objects.bulk_create(
        ContactPoint(
            contact=contact,
            means=each.means,
            label=each.label,
            value=each.value,
            position=position,
        )
        for position, each in enumerate(points)
        if each.value not in own
    )


def _line(point: Point | ContactPoint) -> str:
    is_phone = point.means == Means.PHONE
    value = numbers.shown_phone(point.value) if is_phone else point.value
    return f"{point.label}: {value}" if point.label else value


def _read_line(line: str, means: Means) -> Point:
    label, _colon, value = line.rpartition(":")
    check = numbers.phone if means == Means.PHONE else _email
    return Point(means, check(value), label.strip()[:LABEL_LENGTH])


def _email(typed: str) -> str:
    address = normalise_email(typed)
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("%(address)s is not an e-mail address, such as name@example.com."),
            code="email",
            params={"address": address},
        ) from None
    return address
