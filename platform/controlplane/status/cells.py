"""What stands in the lines of runs, backups and queues, by its name there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.translation import gettext as _

from controlplane.status import choices, links
from controlplane.status.attention import BACKUP_LATE, EVENT_LATE
from controlplane.status.templatetags.fleet import age, lasted, look, number
from controlplane.status.timeline import Timeline
from portal.ui.templatetags.ui import filesize, moment
from provisioning.backup.models import BackupState

NONE = "\N{EN DASH}"
BELOW = '<span class="small muted block">{}</span>'
TAG = '<span class="tag {}">{}</span>'
RUN_ERROR, BACKUP_ERROR = 120, 160  # characters


def of_runs(timelines: Iterable[Timeline]) -> Iterator[dict[str, str]]:
    """For `status/_run.html`."""
    for timeline in timelines:
        run = timeline.run
        current = timeline.current if run.finished_at is None else None
        words = _("Given up") if run.is_given_up else choices.label(run, "state")
        yield {
            "url": links.to("runs:detail", run.pk),
            "firm": run.firm.name,
            "error": _below(run.error, RUN_ERROR),
            "kind": choices.label(run, "kind"),
            "look": look(run.state),
            "state": words,
            "step": format_html("<span>{}</span>", current.label) if current else "",
            "asked_by": run.requested_by,
            "begun": moment(run.created_at),
            "took": lasted(run.finished_at, run.created_at),
        }


def of_backups(firms: Iterable[Any], at: datetime) -> Iterator[dict[str, str]]:
    """For `status/_backup.html`, of firms with their last attempt and good one."""
    attempts = {
        "": NONE,
        BackupState.FAILED: format_html(TAG, "bad", _("Failed")),
        BackupState.RUNNING: format_html(TAG, "warn", _("Under way")),
    }
    fine, none = format_html(TAG, "ok", _("Good")), _("None yet")
    for firm in firms:
        good = firm.last_good_at
        is_failed = firm.last_state == BackupState.FAILED
        yield {
            "url": links.to("fleet:firm", firm.pk),
            "firm": firm.name,
            "error": _below(firm.last_error, BACKUP_ERROR) if is_failed else "",
            "attempt": attempts.get(firm.last_state, fine),
            "good": _age(good, at, BACKUP_LATE) if good else none,
            "size": NONE if firm.last_size is None else filesize(firm.last_size),
        }


def of_outboxes(firms: Iterable[Any], at: datetime) -> Iterator[dict[str, str]]:
    """For `status/_outbox.html`, of firms in which an event waits."""
    for firm in firms:
        yield {
            "url": links.to("fleet:firm", firm.firm),
            "firm": firm.firm__name,
            "events": number(firm.outbox_waiting),
            "oldest": _age(firm.outbox_oldest_at, at, EVENT_LATE),
            "measured": age(firm.measured_at, at),
        }


def _below(text: str, most: int) -> str:
    return format_html(BELOW, truncatechars(text, most)) if text else ""


def _age(moment: datetime, at: datetime, late: timedelta) -> str:
    """How long ago; with a colour when that is more than `late`."""
    words = age(moment, at)
    return format_html(TAG, "warn", words) if moment < at - late else words
