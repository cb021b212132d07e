"""Fills a firm of the demo, by the actions that its people would use.

Each thing is made once: what has its key already is left as it is, whatever somebody
did with it since.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from portal.access import actions as access
from portal.branding.colour import parse
from portal.branding.models import Brand
from portal.branding.theme import PLATFORM_COLOUR
from portal.cases import actions as cases
from portal.cases import closing_actions, party_actions
from portal.cases.models import Case, PartyRole, PracticeArea
from portal.documents import actions as documents
from portal.documents import file_types
from portal.documents.incoming import Incoming
from portal.documents.models import Document
from portal.documents.sharing import acts
from portal.documents.sharing.terms import Terms
from portal.people import actions as people
from portal.people.models import Contact
from portal.progress import actions as progress
from portal.progress.models import Stage
from portal.updates import actions as updates
from portal.updates.models import Update
from provisioning.demo import dates, requests
from provisioning.demo.papers import Letterhead, printed
from provisioning.demo.plan import (
    CasePlan,
    ContactPlan,
    FirmPlan,
    Paper,
    Person,
    Table,
    UpdatePlan,
    key,
)
from tenants.accounts.models import User
from tenants.accounts.roles import Role

PASSWORD = "a-look-at-tablinum"  # noqa: S105  (known on purpose, refused in production)


def fill(plan: FirmPlan, *, at: datetime) -> None:
    """Everything in the plan, inside the firm's scope."""
    Brand.objects.filter(colour=PLATFORM_COLOUR).update(colour=parse(plan.colour))
    owner = _settle_owner(plan, at)
    staff = {plan.owner.number: owner}
    for person in plan.staff:
        staff[person.number] = _settle(person, owner, at)
    for contact in plan.contacts:
        if not _has(Contact, Table.CONTACT, contact.number):
            _introduce(contact, len(plan.staff), owner, at)
    for case in plan.cases:
        if not _has(Case, Table.CASE, case.number):
            _open(case, staff[case.responsible], at)
        _move(case, staff[case.responsible], at)
        dates.note(case, staff[case.responsible], at)
        _file_papers(plan, case, staff[case.responsible], at)
        for update in case.updates:
            _write(update, case, staff[case.responsible], at)
        requests.ask(plan, case, staff[case.responsible], at)
        _close(case, staff[case.responsible], at)


def _settle_owner(plan: FirmPlan, at: datetime) -> User:
    owner = User.objects.get(email=plan.owner.email)
    if not owner.has_usable_password():
        access.set_password(owner, PASSWORD, at=at)
    return owner


def _settle(person: Person, owner: User, at: datetime) -> User:
    """Somebody of the staff, who has set a password already."""
    user = _account(person.number, person.name, person.email, person.role)
    if not user.has_usable_password():
        access.invite(
            email=person.email,
            name=person.name,
            role=person.role,
            language=person.language,
            by=owner,
            at=at,
        )
        access.set_password(user, PASSWORD, at=at)
    return user


def _introduce(plan: ContactPlan, staff: int, owner: User, at: datetime) -> None:
    contact = Contact(
        id=key(Table.CONTACT, plan.number),
        kind=plan.kind,
        name=plan.name,
        email=plan.email,
        phone=plan.phone,
        language=plan.language,
    )
    people.create_contact(contact=contact, by=owner, at=at)
    if plan.is_invited or plan.is_active:
        number = 1 + staff + plan.number
        user = _account(number, plan.name, plan.email, Role.CLIENT)
        people.invite_contact(contact=contact, by=owner, at=at)
        if plan.is_active:
            user.refresh_from_db()
            access.set_password(user, PASSWORD, at=at)


def _account(number: int, name: str, email: str, role: Role) -> User:
    """The account, without a password. Its key is given here, and nowhere else."""
    user = User(id=key(Table.USER, number), name=name, email=email, role=role)
    user.set_unusable_password()
    fields = ("name", "email", "role", "password")
    values = {each: getattr(user, each) for each in fields}
    return User.objects.get_or_create(id=user.pk, defaults=values)[0]


def _open(plan: CasePlan, responsible: User, at: datetime) -> None:
    opened = at - timedelta(days=plan.opened)
    areas = PracticeArea.objects.in_order()
    case = Case(
        id=key(Table.CASE, plan.number),
        title=plan.title,
        practice_area=next((each for each in areas if plan.area in each.names), None),
        responsible=responsible,
    )
    case.area = "" if case.practice_area else plan.area
    cases.open_case(case=case, by=responsible, at=opened)
    for number, role in plan.parties:
        contact = Contact.objects.get(pk=key(Table.CONTACT, number))
        party_actions.add_party(
            case=case,
            contact=contact,
            role=PartyRole(role),
            by=responsible,
            at=opened + timedelta(hours=number),
        )


def _move(plan: CasePlan, by: User, at: datetime) -> None:
    """Through the first stages of its area, in their order."""
    case = Case.objects.get(pk=key(Table.CASE, plan.number))
    if not plan.stages or case.stage_changes.exists():
        return
    stages = Stage.objects.active().filter(area=case.practice_area_id).in_order()
    for stage, days_ago in zip(stages, plan.stages, strict=False):
        progress.move(case=case, stage=stage, by=by, at=at - timedelta(days=days_ago))


def _file_papers(plan: FirmPlan, case_plan: CasePlan, by: User, at: datetime) -> None:
    case = Case.objects.get(pk=key(Table.CASE, case_plan.number))
    for paper in sorted(case_plan.papers, key=lambda each: -each.days_ago):
        if _has(Document, Table.DOCUMENT, paper.number):
            continue
        default_storage.delete(str(key(Table.DOCUMENT, paper.number)))  # a crash's
        day = at - timedelta(days=paper.days_ago)
        incoming = _incoming(plan, case, paper, day)
        if paper.sent_by:
            client = User.objects.get(contact=key(Table.CONTACT, paper.sent_by))
            documents.send(case=case, incoming=incoming, by=client, at=day)
            continue
        document = documents.upload(case=case, incoming=incoming, by=by, at=day)
        if paper.is_shared:
            shared_at = day + timedelta(minutes=5)
            keys = [document.pk]
            acts.share(documents=keys, terms=Terms(), by=by, at=shared_at)


def _incoming(plan: FirmPlan, case: Case, paper: Paper, day: datetime) -> Incoming:
    head = Letterhead(
        firm=plan.name,
        address=plan.address,
        colour=plan.colour,
        reference=case.reference,
        language=paper.language,
    )
    file = ContentFile(printed(paper.source, paper.file_name, head, at=day))
    kind = file_types.recognise(file)
    if kind is None:
        raise ValueError(f"{paper.file_name} is of no type that we accept.")
    return Incoming(
        file=file,
        file_name=paper.file_name,
        kind=kind,
        form_token=key(Table.FORM, paper.number),
        key=key(Table.DOCUMENT, paper.number),
    )


def _write(plan: UpdatePlan, case_plan: CasePlan, by: User, at: datetime) -> None:
    if _has(Update, Table.UPDATE, plan.number):
        return
    day = at - timedelta(days=plan.days_ago)
    after = None if plan.next_in is None else timedelta(days=plan.next_in)
    papers = [key(Table.DOCUMENT, number) for number in plan.papers]
    updates.post(
        update=Update(
            id=key(Table.UPDATE, plan.number),
            case=Case.objects.get(pk=key(Table.CASE, case_plan.number)),
            title=plan.title,
            body=plan.text,
        ),
        attachments=Document.objects.filter(pk__in=papers),
        is_shared=plan.is_shared,
        next_on=None if after is None else (day + after).date(),
        by=by,
        at=day,
    )


def _close(plan: CasePlan, by: User, at: datetime) -> None:
    case = Case.objects.get(pk=key(Table.CASE, plan.number))
    if plan.closed is not None and case.is_open:
        day = at - timedelta(days=plan.closed)
        closing_actions.close_case(case=case, by=by, at=day)


def _has(model: type[models.Model], table: Table, number: int) -> bool:
    return model._default_manager.filter(pk=key(table, number)).exists()
