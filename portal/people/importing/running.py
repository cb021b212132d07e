"""What the worker does with a file: try every line, later take the good ones over.

Both read the whole file anew, so nothing rests on what a worker remembers. Taking over
is one transaction, that of the delivery: a worker that is killed imported nothing, and
the next one begins again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from portal.people.importing import files, progress, reading
from portal.people.importing.drafts import Draft, Reader
from portal.people.importing.known import Register
from portal.people.importing.problems import Problem
from portal.people.models import (
    Contact,
    ContactImport,
    ContactPoint,
    ImportProblem,
    ImportState,
)
from tenants import audit, outbox, scope
from tenants.errors import DomainError

PIECE = 500


@dataclass(slots=True)
class Outcome:
    """What came of the lines of a file."""

    lines: int = 0
    drafts: list[Draft] = field(default_factory=list)
    known: list[tuple[int, Problem]] = field(default_factory=list)
    wrong: list[tuple[int, Problem]] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Lines with something wrong; one of them may have several problems."""
        return len({line for line, _problem in self.wrong})


def check(job: ContactImport) -> None:
    """Try every line, and write down what would come of it; imports nothing.

    Whoever stopped the import meanwhile has stopped it: then nothing is written.
    """
    try:
        found = _outcome(job)
    except DomainError:
        _move(job, ImportState.CHECKING, state=ImportState.FAILED)
        return
    is_waited_for = _move(
        job,
        ImportState.CHECKING,
        state=ImportState.CHECKED,
        lines=found.lines,
        good=len(found.drafts),
        known=len(found.known),
        bad=found.bad,
    )
    if is_waited_for:
        job.problems.all().delete()
        _write_problems(job, found)


def take_over(job: ContactImport, *, at: datetime) -> None:
    """Add all contacts of the good lines, in the transaction of the caller.

    Who was added since the check is there already, and is not added again.
    """
    found = _outcome(job)
    for start in range(0, len(found.drafts), PIECE):
        _add(job, found.drafts[start : start + PIECE], at=at)
    job.problems.all().delete()
    _write_problems(job, found)
    _move(
        job,
        ImportState.IMPORTING,
        state=ImportState.DONE,
        imported=len(found.drafts),
        known=len(found.known),
        bad=found.bad,
        finished_at=at,
    )
    audit.record(
        "contact.imported", job, by=job.created_by, at=at, count=len(found.drafts)
    )
    outbox.publish("contact.imported", job=job.pk)


def _outcome(job: ContactImport) -> Outcome:
    sheet = reading.read(files.load(job))
    reader = Reader(sheet.headings, job.columns, language=scope.current_firm().language)
    register, found = Register(), Outcome(lines=len(sheet.lines))
    progress.forget(job.pk)
    for done, line in enumerate(sheet.lines, start=1):
        _sort(reader.read(line), line.number, register, found)
        progress.tell(job.pk, done)
    return found


def _sort(
    read: Draft | list[Problem], line: int, register: Register, found: Outcome
) -> None:
    if isinstance(read, list):
        found.wrong.extend((line, each) for each in read)
    elif same := register.find(read):
        found.known.append((line, same))
    else:
        register.add(read)
        found.drafts.append(read)


def _add(job: ContactImport, drafts: list[Draft], *, at: datetime) -> None:
    for draft in drafts:
        draft.contact.created_by, draft.contact.created_at = job.created_by, at
    Contact.objects.bulk_create(draft.contact for draft in drafts)
    ContactPoint.objects.bulk_create(
        ContactPoint(
            contact=draft.contact,
            means=each.means,
            label=each.label,
            value=each.value,
            position=position,
        )
        for draft in drafts
        for position, each in enumerate(draft.points)
    )
    for draft in drafts:
        who = job.created_by
        audit.record("contact.created", draft.contact, by=who, at=at, line=draft.line)


def _write_problems(job: ContactImport, found: Outcome) -> None:
    ImportProblem.objects.bulk_create(_rows(job, found), batch_size=PIECE)


def _rows(job: ContactImport, found: Outcome) -> Iterator[ImportProblem]:
    for line, problem in (*found.wrong, *found.known):
        yield problem.row(job.pk, line)


def _move(job: ContactImport, before: ImportState, **changes: object) -> bool:
    """Write it down, if the import still stands where it was."""
    rows = ContactImport.objects.filter(pk=job.pk, state=before)
    return bool(rows.update(**changes))
