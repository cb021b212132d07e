"""Who of the firm sees a case, and what its clients see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, CaseSection, Member
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def set_members(
    case: Case, members: Iterable[User], *, is_restricted: bool, by: User, at: datetime
) -> None:
    """Name who works on the case, besides who is responsible; with a wall, only they
    see it. Raises DomainError when that would keep out whoever asks for it."""
    Case.objects.select_for_update().get(pk=case.pk)
    wanted = {member.pk for member in members} - {case.responsible_id}
    if is_restricted and by.pk not in wanted | {case.responsible_id}:
        raise DomainError(
            _("You would no longer see this case. Choose yourself, or ask %(name)s.")
            % {"name": case.responsible.name}
        )
    found = set(Member.objects.filter(case=case).values_list("user", flat=True))
    if wanted == found and is_restricted == case.is_restricted:
        return
    Member.objects.filter(case=case, user__in=found - wanted).delete()
    rows = [Member(case=case, user_id=pk, added_at=at) for pk in sorted(wanted - found)]
    Member.objects.bulk_create(rows)
    before = {"restricted": case.is_restricted, "members": _names(found)}
    case.is_restricted = is_restricted
    case.save(update_fields=["is_restricted"])
    after = {"restricted": is_restricted, "members": _names(wanted)}
    audit.record("case.members", case, by=by, at=at, before=before, after=after)
    outbox.publish("case.members", case=case.pk)


@transaction.atomic
def show_sections(
    case: Case, shown: Mapping[str, bool | None], *, by: User, at: datetime
) -> None:
    """Show or hide sections to the clients of this case; None is as the firm has it."""
    Case.objects.select_for_update().get(pk=case.pk)
    rows = CaseSection.objects.filter(case=case)
    found = dict(rows.values_list("section", "is_shown"))
    changed = {name: word for name, word in shown.items() if word != found.get(name)}
    if not changed:
        return
    rows.filter(section__in=changed).delete()
    CaseSection.objects.bulk_create(
        CaseSection(case=case, section=name, is_shown=word)
        for name, word in changed.items()
        if word is not None
    )
    before = {name: found.get(name) for name in changed}
    audit.record("case.sections", case, by=by, at=at, before=before, after=changed)
    outbox.publish("case.sections", case=case.pk)


def _names(keys: set[UUID]) -> list[str]:
    """The accounts, in a form that a log can keep."""
    return sorted(str(key) for key in keys)
