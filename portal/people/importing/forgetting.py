"""Nothing of a file is kept for long: its bytes go when it is over, or after a day when
nobody went on with it; the problems of its lines, which quote it, after a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.people.importing import files
from portal.people.models import ContactImport, ImportProblem, ImportState

UNFINISHED_KEPT = timedelta(days=1)
PROBLEMS_KEPT = timedelta(days=7)


def forget(*, at: datetime) -> int:
    """Do it for the firm in force; how many imports were touched.

    The bytes go first: a crash in between leaves a row that is found again.
    """
    stale = ContactImport.objects.unfinished().filter(
        created_at__lt=at - UNFINISHED_KEPT
    )
    found = {*stale, *ContactImport.objects.old(at - PROBLEMS_KEPT)}
    for job in found:
        files.remove(job)
    keys = [job.pk for job in found]
    unfinished = ContactImport.objects.unfinished().filter(pk__in=keys)
    unfinished.update(state=ImportState.REMOVED, finished_at=at)
    ImportProblem.objects.filter(job__in=keys).delete()
    return ContactImport.objects.filter(pk__in=keys).update(forgotten_at=at)
