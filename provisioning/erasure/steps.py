"""The plan of an erasure. Up to the count it can be undone, from the schema on not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from provisioning.erasure import addresses, content, door, inventory, record, rows
from provisioning.steps.step import Step, nothing

STEPS = (
    Step("door", _("Nobody gets in any more"), door.close, door.open_again),
    Step("inventory", _("What there is, is counted"), inventory.do, nothing),
    Step("schema", _("The database is removed"), content.drop_schema, None),
    Step("role", _("Its access is removed"), content.drop_role, None),
    Step("files", _("Files and their versions are removed"), content.erase_files, None),
    Step("backups", _("Backups are removed"), content.erase_backups, None),
    Step("cache", _("The cache forgets"), content.forget_cache, None),
    Step("addresses", _("Addresses are free again"), addresses.let_go, None),
    Step(
        "certificates",
        _("Certificates are removed"),
        addresses.forget_certificates,
        None,
    ),
    Step("rows", _("The platform forgets people and numbers"), rows.remove, None),
    Step("key", _("The encryption key is destroyed"), content.destroy_key, None),
    Step("record", _("The record is signed"), record.write, None),
)
