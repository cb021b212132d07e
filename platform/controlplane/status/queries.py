"""How the platform is, in one line; shown above every operator's page."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, TextField, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from controlplane.status import attention
from controlplane.status.statement import Statement
from provisioning.models import Run
from provisioning.usage.models import Usage
from tenants.domains.models import Certificate, Claim
from tenants.models import Firm, FirmState
from tenants.outbox.models import Delivery

SECONDS = 15  # how old the line may be
KEY = "operate:summary"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many firms, addresses and runs need a person; events of the platform's own
    that were given up, or wait too long."""

    firms: int
    domains: int
    runs: int
    events: int

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything."""
        return not (self.firms or self.events)

    @property
    def counts(self) -> dict[str, int]:
        """How many things wait behind a place of the navigation, by its name."""
        return {"domains:list": self.domains, "runs:list": self.runs}

    @property
    def place(self) -> str:
        """The name of the page that says more."""
        return "queues:home" if self.events and not self.firms else "fleet:list"

    @property
    def text(self) -> str:
        """The words of the chip."""
        if self.is_well:
            return _("All systems working")
        count = self.firms + bool(self.events)
        text = ngettext("%(count)s needs attention", "%(count)s need attention", count)
        return text % {"count": count}


def summary(*, at: datetime) -> Summary:
    """The same for everybody for some seconds. In `public`; one query, or none."""
    try:
        kept = cache.get(KEY)
        if kept is None:
            kept = asdict(_count(at))
            cache.set(KEY, kept, SECONDS)
    except (RedisError, OSError) as error:
        log.warning("the cache is out of reach: %s", type(error).__name__)
        return _count(at)
    return Summary(**kept)


def oldest_event(at: datetime) -> datetime | None:
    """Since when the oldest event waits, of the platform or of an active firm.

    A delivery that is held back for later does not wait yet.
    """
    return min((moment for (moment,) in _OLDEST.rows(at)), default=None)


def _oldest(at: datetime) -> QuerySet[Any, Any]:
    own = Delivery.objects.due(at).order_by("due_at").values_list("due_at")
    theirs = (
        Usage.objects.filter(
            firm__state=FirmState.ACTIVE, outbox_oldest_at__isnull=False
        )
        .order_by("outbox_oldest_at")
        .values_list("outbox_oldest_at")
    )
    return own[:1].union(theirs[:1], all=True)


_OLDEST = Statement(_oldest)


def _count(at: datetime) -> Summary:
    bad = Certificate.objects.filter(attention.bad_certificates(at))
    wrong = Claim.objects.filter(attention.wrong_claims())
    late = Q(done_at=None, failed_at=None, due_at__lte=at - attention.EVENT_LATE)
    parts = [
        counted("firms", Firm.objects.filter(attention.needed(at))),
        counted("domains", bad),
        counted("dns", wrong.exclude(host__in=bad.values("host"))),
        counted("runs", Run.objects.filter(attention.stuck_runs())),
        counted("events", Delivery.objects.filter(late | Q(failed_at__isnull=False))),
    ]
    found = Counter(dict(parts[0].union(*parts[1:], all=True)))
    return Summary(
        firms=found["firms"],
        domains=found["domains"] + found["dns"],
        runs=found["runs"],
        events=found["events"],
    )


def counted(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """(name, how many rows)."""
    named = rows.order_by().annotate(what=Value(name, output_field=TextField()))
    counted: QuerySet[Any] = named.values("what").annotate(number=Count("pk"))
    return counted.values_list("what", "number")
