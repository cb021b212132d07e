"""One round of one person: what each line of the table answers him, in a firm that has
a word of its own wherever something must stay.

Many promises are about the same answers: the status of each, no word of another firm or
another client, nothing internal, a trace in the log, the way out. A round is walked
once for each process, and these tests share it.
"""

from __future__ import annotations

import contextvars
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Concat

from portal.cases.models import Case
from portal.documents.models import Document
from portal.people.models import Contact
from tenants import scope
from tenants.audit.models import Entry
from tests import firms
from tests.cast import key
from tests.conftest import HostClient
from tests.isolation import canaries, crawling
from tests.isolation.crawling import LINES
from tests.permissions import furnished, others
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House
from tests.permissions.table import Line

SOFIES, TOMS = "onlysofies5e", "onlytoms8b"  # in all that is of this client
NOTE, MEMO = "xinternalnotex", "xinternalmemox"  # what the firm keeps to itself


@dataclass(frozen=True, kw_only=True)
class Round:
    """What was answered; the rows are gone again."""

    who: str
    house: House
    other: House
    answers: Mapping[Line, Answer]
    traced: frozenset[Line]

    @property
    def marks(self) -> dict[Line, str]:
        """How the table would write each answer."""
        return {line: answer.mark for line, answer in self.answers.items()}

    def showing(self, word: str) -> list[Line]:
        """The lines whose answer holds this word."""
        wanted = word.encode()
        return [
            line for line, answer in self.answers.items() if wanted in answer.everything
        ]


class Rounds:
    """Each person's, when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, Round] = {}

    def __call__(self, who: str) -> Round:
        """Walk it, within the transaction of the test that asks first."""
        if who not in self._known:
            self._known[who] = contextvars.Context().run(_walked, who)
        return self._known[who]


class _Counting(FirmFront):
    """Notes where an entry was written to the log."""

    def __init__(self, house: House, other: House) -> None:
        super().__init__(house, other)
        self.traced: set[Line] = set()

    def send(self, browser: HostClient, line: Line, address: str) -> Answer:
        before = Entry.objects.count()
        answer = super().send(browser, line, address)
        if Entry.objects.count() > before:
            self.traced.add(line)
        return answer


def _walked(who: str) -> Round:
    with firms.undone():
        house, other = (_furnished(pk) for pk in (firms.PEETERS, firms.DEVRIES))
        mark_what_is_whose(house)
        front = _Counting(house, other)
        crawling.let_in(front)
        answers = {line: front.ask(line, who) for line in LINES}
    return Round(
        who=who,
        house=house,
        other=other,
        answers=answers,
        traced=frozenset(front.traced),
    )


def _furnished(pk: UUID) -> House:
    """Nobody is asked for a second factor but who has one in the table."""
    house = furnished.furnish(pk)
    for prepare in (others.furnish, canaries.plant_words):
        contextvars.Context().run(prepare, house)
    return house


def mark_what_is_whose(house: House) -> None:
    """A word in all that is a client's, and another in what is internal."""
    with scope.scope(house.firm):
        sale, divorce, own = house.cast.sale.pk, house.cast.divorce.pk, house.own.case
        _mark(SOFIES, house, sale, own)
        _mark(TOMS, house, divorce)
        notes = Contact.objects.filter(pk=house.cast.sofie_contact.pk)
        assert notes.update(notes=f"{NOTE} {house.mark}") == 1
        memo = Concat("title", Value(f" {MEMO}"))
        assert Document.objects.filter(share=None).update(title=memo, file_name=memo)


def _mark(word: str, house: House, *cases: UUID) -> None:
    """Write the word into these cases, their documents and their parties."""
    found = Case.objects.filter(pk__in=cases)
    named = f"{word} {house.mark}"
    for number, case in enumerate(found):
        case.title = case.client_title = case.area = f"{named} {number}"
        case.reference = f"{named}/{number}"
        case.save()
    Document.objects.filter(case__in=found).update(title=named, file_name=named)
    Contact.objects.filter(parties__case__in=found).update(name=named)


def keys_of_sofie(house: House) -> list[Any]:
    """Her case, her documents, herself, her other browser, who looks for her."""
    cast = house.cast
    things = (cast.sale, cast.deed, cast.memo, cast.sofie_contact, cast.sofie)
    return [*(each.pk for each in things), key("tab"), key("ria")]
