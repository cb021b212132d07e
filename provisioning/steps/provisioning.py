"""From a request to a firm that works. What people read while they wait."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from provisioning.steps import (
    active,
    address,
    invitation,
    key,
    role,
    schema,
    seed,
    tables,
)
from provisioning.steps.step import Step

STEPS = (
    Step("schema", _("Your own database"), schema.do, schema.undo),
    Step("role", _("Access for your firm alone"), role.do, role.undo),
    Step("tables", _("Room for cases and documents"), tables.do, tables.undo),
    Step("key", _("Your encryption key"), key.do, key.undo),
    Step("seed", _("The look of your portal"), seed.do, seed.undo),
    Step("address", _("Your address"), address.do, address.undo),
    Step("invitation", _("Your invitation"), invitation.do, invitation.undo),
    Step("active", _("Your portal opens"), active.do, active.undo),
)
