"""Reads: is an address free, which sign-up does a link belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from controlplane.signup import slugs
from controlplane.signup.models import SignUp
from controlplane.signup.problems import LinkUnknown
from tenants import crypto
from tenants.domains.lookalikes import Skeleton, skeleton
from tenants.models import Firm

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address can be had; when not, why, and one that can ("" if none)."""

    slug: str
    available: bool
    message: str
    suggestion: str = ""


def availability(text: str) -> Verdict:
    """Judge what was typed, in one query.

    A sign-up that is not confirmed holds no address: otherwise anybody could keep all
    good names from all firms.
    """
    slug = slugs.normalise(text)
    problem, options = slugs.problem(slug), slugs.proposals(slug)
    taken = _taken([*options, *([] if problem else [slug])])
    problem = problem or _problem_of_others(slug, taken)
    if not problem:
        return Verdict(slug, available=True, message=_("This address is free."))
    free = (each for each in options if skeleton(each) not in taken)
    return _refused(slug, problem, next(free, ""))


def by_token(token: str) -> SignUp:
    """The sign-up of a link. Raises LinkUnknown."""
    found = SignUp.objects.filter(token_digest=crypto.digest(token)).first()
    if found is None:
        raise LinkUnknown
    return found


def unconfirmed_today(email: str, *, at: datetime) -> int:
    """How many links this person got in the last 24 hours and did not use."""
    mine = SignUp.objects.filter(email=email)
    return mine.unconfirmed().since(at - DAY).count()


def _taken(candidates: Iterable[str]) -> dict[str, str]:
    """The skeletons of these that firms have, with the address that has it."""
    rows = (
        Firm.objects.annotate(skeleton=Skeleton("slug"))
        .filter(skeleton__in={skeleton(each) for each in candidates})
        .values_list("skeleton", "slug")
    )
    return dict(rows)


def _problem_of_others(slug: str, taken: dict[str, str]) -> str:
    if (other := taken.get(skeleton(slug))) is None:
        return ""
    if other == slug:
        return _("Another firm has this address.")
    return _("This address looks too much like that of another firm.")


def _refused(slug: str, problem: str, suggestion: str) -> Verdict:
    if suggestion:
        hint = _("Free is, for example: %(slug)s.") % {"slug": suggestion}
        problem = f"{problem} {hint}"
    return Verdict(slug, available=False, message=problem, suggestion=suggestion)
