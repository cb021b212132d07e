"""What a person is in the house. What a role may do: portal/access/permissions.py."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role a person; operators exist only in `public`, the others only in firms.

    A delegate is let in for somebody else's cases and has none of his own. A guest is
    an operator inside a firm, by its owner's leave and for a limited time.
    """

    OWNER = "owner", _("Owner")
    LAWYER = "lawyer", _("Lawyer")
    ASSISTANT = "assistant", _("Assistant")
    BOOKKEEPER = "bookkeeper", _("Bookkeeper")
    CLIENT = "client", _("Client")
    DELEGATE = "delegate", _("Delegate")
    SETTINGS_GUEST = "settings_guest", _("Support: settings")
    READING_GUEST = "reading_guest", _("Support: reading")
    ADMIN = "admin", _("Administrator")
    SUPPORT = "support", _("Support")
    AUDITOR = "auditor", _("Read only")


STAFF = frozenset({Role.OWNER, Role.LAWYER, Role.ASSISTANT, Role.BOOKKEEPER})
CLIENTS = frozenset({Role.CLIENT, Role.DELEGATE})
GUESTS = frozenset({Role.SETTINGS_GUEST, Role.READING_GUEST})
OPERATORS = frozenset({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
READERS = STAFF | {Role.READING_GUEST}  # of all that the desk shows
