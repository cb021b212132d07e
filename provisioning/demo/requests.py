"""What a firm of the demo asked the client of its first case for: of three things one
is accepted, one is to be sent again, and one is still to come."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile

from portal.cases.models import Case
from portal.documents import file_types
from portal.documents.incoming import Incoming
from portal.requests import actions, answers
from portal.requests.first_lists import LISTS
from portal.requests.models import Item, Request
from provisioning.demo.papers import Letterhead, printed
from provisioning.demo.plan import CasePlan, FirmPlan, Table, key
from tenants.accounts.models import User

FIRST = 1
FIRST_PAPER = 900  # the number of the first file that he sent
AREA = "family"
# For each language: the files that he sent, and why one comes back.
WORDS = {
    "nl": ("Identiteitskaart", "Huwelijksakte", "De tweede bladzijde ontbreekt."),
    "fr": ("Carte d’identité", "Acte de mariage", "Il manque la deuxième page."),
}


def ask(plan: FirmPlan, case_plan: CasePlan, by: User, at: datetime) -> None:
    """Ask once, and let the client answer."""
    case = Case.objects.get(pk=key(Table.CASE, case_plan.number))
    if case_plan.number != FIRST or case.requests.exists():
        return
    language = _client(plan, case_plan).language
    title, items = LISTS[AREA][language]
    day = at - timedelta(days=4)
    request = actions.ask(
        request=Request(case=case, title=title, due_on=(at + timedelta(days=5)).date()),
        items=[_parts(line) for line in items[:3]],
        by=by,
        at=day,
    )
    _answer(plan, case_plan, request, at)
    reason = WORDS[language][-1]
    accepted, rejected, _open = _items(request)
    actions.accept(item=accepted, kind="identity", by=by, at=day + timedelta(days=2))
    actions.reject(item=rejected, reason=reason, by=by, at=day + timedelta(days=2))


def _answer(
    plan: FirmPlan, case_plan: CasePlan, request: Request, at: datetime
) -> None:
    client = _client(plan, case_plan)
    day = at - timedelta(days=3)
    for item, name in zip(_items(request), WORDS[client.language], strict=False):
        if item.position < len(WORDS[client.language]) - 1:
            number = FIRST_PAPER + item.position
            incoming = _incoming(plan, request.case, name, number, day)
            answers.send(item=item, incoming=incoming, by=client, at=day)


def _client(plan: FirmPlan, case_plan: CasePlan) -> User:
    number, _role = case_plan.parties[0]
    return User.objects.get(pk=key(Table.USER, 1 + len(plan.staff) + number))


def _items(request: Request) -> list[Item]:
    return list(request.items.select_related("request__case"))


def _parts(line: str) -> tuple[str, str]:
    what, _bar, hint = line.partition("|")
    return what.strip(), hint.strip()


def _incoming(
    plan: FirmPlan, case: Case, name: str, number: int, day: datetime
) -> Incoming:
    head = Letterhead(
        firm=plan.name,
        address=plan.address,
        colour=plan.colour,
        reference=case.reference,
        language=plan.language,
    )
    file = ContentFile(printed("nota", f"{name}.pdf", head, at=day))
    return Incoming(
        file=file,
        file_name=f"{name}.pdf",
        kind=file_types.PDF,
        form_token=uuid4(),
        key=key(Table.DOCUMENT, number),
    )
