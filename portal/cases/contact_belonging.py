"""What cases keep about a contact: its parts, for people's merges and personal data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.models import Case, Party
from portal.people.belongings import Belonging, Obstacle, register
from portal.people.models import Contact
from tenants.accounts.models import User


def register_parties() -> None:
    """Answer for the parts of a contact in cases."""
    register(
        "cases",
        Belonging(
            label=gettext_lazy("Parts in cases"),
            models=(Party,),
            count=lambda contact: Party.objects.filter(contact=contact).count(),
            move=move,
            collect=collect,
            obstacles=obstacles,
        ),
    )


def move(loser: Contact, winner: Contact) -> None:
    """Where both have the same part, the one of the contact that stays counts: nobody
    sees a case by a merge alone."""
    mine = {(each.case_id, each.role) for each in Party.objects.filter(contact=winner)}
    for party in Party.objects.filter(contact=loser):
        if (party.case_id, party.role) in mine:
            party.delete()
        else:
            party.contact = winner
            party.save(update_fields=["contact"])


def collect(contact: Contact) -> list[dict[str, Any]]:
    """Each part, with what a client may read about the case."""
    rows = Party.objects.filter(contact=contact).select_related("case").in_order()
    return [
        {
            "case": each.case.reference,
            "title": each.case.portal_title if each.is_client else "",
            "part": each.role_label,
            "since": each.added_at,
            "closed": each.case.closed_at,
        }
        for each in rows
    ]


def obstacles(contact: Contact, user: User) -> list[Obstacle]:
    """The cases that must be kept with the people in them. Of a case behind a wall
    nothing is told but that there is one."""
    cases = Case.objects.of_contact(contact).order_by("reference")
    visible = set(Case.objects.visible_to(user).values_list("pk", flat=True))
    return [
        _obstacle(each, is_visible=each.pk in visible)
        for each in cases
        if not each.may_go
    ]


def _obstacle(case: Case, *, is_visible: bool) -> Obstacle:
    name = case.reference if is_visible else _("a case that you may not see")
    if case.legal_hold:
        return Obstacle(reason=_("Legal hold: %(case)s") % {"case": name})
    if case.is_open:
        return Obstacle(reason=_("Still open: %(case)s") % {"case": name})
    words = _("Must be kept for a while: %(case)s")
    return Obstacle(reason=words % {"case": name}, until=case.retain_until)
