"""What people read of a file in quarantine."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.documents.models import Scan

WORDS = {
    Scan.WAITING: _("This file is being checked for viruses. Try again in a minute."),
    Scan.INFECTED: _("Refused: it holds a virus. Nothing was kept. Send another file."),
    Scan.TOO_LARGE: _(
        "This file is too large to be checked for viruses, so nobody can open it. "
        "Send it in smaller parts."
    ),
}
