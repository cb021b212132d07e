"""A client who is party in several cases sees exactly those in which he is a client, at
every address, and loses one at the moment in which he is no party any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.calendar.models import CalendarEntry
from portal.calendar.queries import near_for
from portal.cases import search
from portal.cases.models import Case, Party, PartyRole
from portal.cases.readers import readers_of_page
from portal.documents import queries
from portal.documents.models import Document, Sharing
from portal.people.models import Contact
from portal.updates import queries as updates
from portal.updates.models import Update
from tenants import scope
from tenants.accounts.models import User
from tests.conftest import HostClient
from tests.factories import (
    SEEN,
    CaseFactory,
    PartyFactory,
    ShareFactory,
    UpdateFactory,
    stored_document,
)
from tests.permissions import dates, table
from tests.permissions.addresses import Address, addresses
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront, rolled_back

LINES = table.lines(table.FIRM)
CASE = re.compile(r'href="/cases/([0-9a-f-]{36})/"')
FIRST, SECOND, THIRD = "onlyfirst4a", "onlysecond7b", "onlythird9c"
INTERNAL = "neverforclients2d"


@dataclass(frozen=True, kw_only=True)
class Three:
    """Sofie's two cases, and one in which she is the opposing party."""

    front: FirmFront
    sofie: Contact
    first: Case
    second: Case
    third: Case
    deed: Document  # of the third, shared with its clients
    update: Update  # of the third, seen by its clients
    hearing: CalendarEntry  # likewise
    feed: str  # the address of Sofie's calendar feed

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """What Sofie is answered at every line of the table that is not refused to her;
        what a refusal says is the same for all cases, see test_two_clients.py."""
        for line in LINES:
            if "sofie" in line.admitted:
                yield str(line), self.front.ask(line, "sofie")

    def reads(self, without: str = "desk:") -> Iterator[tuple[str, Answer]]:
        """What she is answered at every address before the desk, or at every other, for
        every key of the third case."""
        browser = self.front.browsers.open("sofie")
        for address in addresses(settings.FIRM_URLCONF):
            paths = [] if address.name.startswith(without) else self._paths(address)
            for path in paths:
                with rolled_back():
                    yield path, Answer.of(browser.get(path))

    def _paths(self, address: Address) -> Iterable[str]:
        things = (self.third, self.deed, self.update, self.hearing, self.sofie)
        keys = [*(each.pk for each in things), self._party()]
        names = sorted(address.takes)
        if not names or not all(name.endswith("pk") for name in names):
            return []
        return [
            reverse(
                address.name,
                settings.FIRM_URLCONF,
                kwargs=dict(zip(names, chosen, strict=True)),
            )
            for chosen in product(keys, repeat=len(names))
        ]

    def _party(self) -> UUID:
        party = Party.objects.filter(case=self.third).first()
        return party.pk if party else self.third.pk


@pytest.fixture
def three(fronts: dict[str, FirmFront]) -> Iterator[Three]:
    """Each case has a word of its own in all that is its own."""
    front = fronts["peeters"]
    cast, own = front.house.cast, front.house.own
    with scope.scope(front.house.firm):
        third = CaseFactory(responsible=cast.laura)
        PartyFactory(case=third, contact=cast.tom_contact)
        PartyFactory(
            case=third, contact=cast.sofie_contact, role=PartyRole.OPPOSING_PARTY
        )
        deed = stored_document(f"%PDF-1.7 {THIRD}".encode(), case=third, title=THIRD)
        sharing = Sharing.objects.create(case=third, by=cast.laura, at=timezone.now())
        ShareFactory(document=deed, sharing=sharing)
        update = UpdateFactory(case=third, body=THIRD, shared_at=SEEN)
        update.attachments.create(document=deed)
        hearing = dates.date(
            uuid4(), THIRD, cast, case=third, kind="hearing", shared_at=timezone.now()
        )
        cases = [cast.sale, Case.objects.get(pk=own.case), third]
        for case, word in zip(cases, (FIRST, SECOND, THIRD), strict=True):
            _mark(case, word)
        yield Three(
            front=front,
            sofie=cast.sofie_contact,
            first=cases[0],
            second=cases[1],
            third=third,
            deed=deed,
            update=update,
            hearing=hearing,
            feed=f"/calendar/feed/{front.house.feed}.ics",
        )


def _mark(case: Case, word: str) -> None:
    case.title, case.client_title = f"{INTERNAL} {word}", word
    case.reference = case.area = word
    case.search_text = search.text(case)
    case.save()
    Document.objects.filter(case=case).update(title=word, file_name=f"{word}.pdf")
    Update.objects.filter(case=case).exclude(shared_at=None).update(title=word)
    UpdateFactory(case=case, body=f"{INTERNAL} {word}")


def holding(answers: Iterable[tuple[str, Answer]], word: str) -> list[str]:
    return [where for where, found in answers if word.encode() in found.everything]


@pytest.mark.timeout(300)
def test_a_client_of_two_cases_sees_exactly_these_two(three: Three) -> None:
    """And nowhere what the firm calls them among itself."""
    answers = list(three.answers())

    listed = next(found for where, found in answers if "portal:cases:list" in where)
    assert FIRST.encode() in listed.body
    assert SECOND.encode() in listed.body
    assert set(CASE.findall(listed.body.decode())) == {
        str(three.first.pk),
        str(three.second.pk),
    }
    assert holding(answers, THIRD) == []
    assert holding(answers, str(three.third.pk)) == []
    assert holding(answers, INTERNAL) == []


@pytest.mark.timeout(300)
def test_an_opposing_party_sees_nothing_at_any_address(three: Three) -> None:
    answers = [*three.reads(), *three.reads(without="portal:")]

    assert holding(answers, THIRD) == []
    assert [where for where, found in answers if found.status == 200] == []


@pytest.mark.timeout(300)
def test_who_is_removed_loses_it_at_once_and_everywhere(three: Three) -> None:
    browser = three.front.browsers.open("sofie")
    party = Party.objects.get(case=three.third, contact=three.sofie)
    desk = three.front.browsers.open("bart")
    part = f"/desk/cases/{three.third.pk}/parties/{party.pk}/"
    page, file = f"/cases/{three.third.pk}/", f"/documents/{three.deed.pk}/file/"

    assert desk.post(part, {"role": "client"}).status_code == 302
    assert THIRD.encode() in _content(browser, f"{page}updates/")
    assert browser.get(page).status_code == 200
    assert _content(browser, file).startswith(b"%PDF")
    assert _told(three) >= {"sofie@example.com", "tom@example.com"}
    assert _content(browser, three.feed).count(_uid(three)) == 1
    assert _readers(three) >= {"sofie@example.com", "tom@example.com"}
    assert _hears_of_deed(three)

    assert desk.post(f"{part}removal/").status_code == 302

    assert browser.get(page).status_code == 404
    assert browser.get(f"{page}updates/").status_code == 404
    assert list(updates.shared_for(sofie_of(three), [three.update.pk])) == []
    assert browser.get(file).status_code == 404
    assert "sofie@example.com" not in _told(three)
    assert _content(browser, three.feed).count(_uid(three)) == 0
    assert list(near_for(three.front.house.cast.sofie, [three.hearing.pk])) == []
    assert _readers(three) == {"tom@example.com"}
    assert not _hears_of_deed(three)
    assert holding(three.answers(), THIRD) == []
    assert holding(three.reads(), THIRD) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "access", [{"access": "none"}, {"access": "from", "access_from": "2999-01-01"}]
)
def test_a_client_without_access_sees_it_nowhere(
    access: dict[str, str], three: Three
) -> None:
    party = Party.objects.get(case=three.third, contact=three.sofie)
    desk = three.front.browsers.open("bart")

    changed = desk.post(
        f"/desk/cases/{three.third.pk}/parties/{party.pk}/",
        {"role": "co_client", **access},
    )

    assert changed.status_code == 302
    assert _readers(three) == {"tom@example.com"}
    assert holding(three.answers(), THIRD) == []
    assert holding(three.reads(), THIRD) == []


def sofie_of(three: Three) -> User:
    return three.front.house.cast.sofie


def _content(browser: HostClient, path: str) -> bytes:
    return Answer.of(browser.get(path)).body


def _uid(three: Three) -> bytes:
    return f"UID:{three.hearing.pk}".encode()


def _told(three: Three) -> set[str]:
    """Who is told of dates of the third case."""
    return {user.email for user in readers_of_page(three.third.pk)}


def _readers(three: Three) -> set[str]:
    return {user.email for user in queries.readers(three.third.pk)}


def _hears_of_deed(three: Three) -> bool:
    sofie, share = three.front.house.cast.sofie, three.deed.share
    return bool(list(queries.shared_with(sofie, [share.sharing_id])))
