"""What stands in the lines of runs and backups, by the names in their fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.translation import gettext as _

from controlplane.status import choices, links
from controlplane.status.attention import BACKUP_LATE
from controlplane.status.templatetags.fleet import age, lasted, look
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
    good = format_html(TAG, "ok", _("Good"))
    for firm in firms:
        is_failed = firm.last_state == BackupState.FAILED
        yield {
            "url": links.to("fleet:firm", firm.pk),
            "firm": firm.name,
            "error": _below(firm.last_error, BACKUP_ERROR) if is_failed else "",
            "attempt": attempts.get(firm.last_state, good),
            "good": _good(firm.last_good_at, at),
            "size": NONE if firm.last_size is None else filesize(firm.last_size),
        }


def _below(text: str, most: int) -> str:
    return format_html(BELOW, truncatechars(text, most)) if text else ""


def _good(moment: datetime | None, at: datetime) -> str:
    if moment is None:
        return _("None yet")
    is_late = moment < at - BACKUP_LATE
    return format_html(TAG, "warn", age(moment, at)) if is_late else age(moment, at)
