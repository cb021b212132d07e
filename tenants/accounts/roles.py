"""What a person is in the house. What a role may do: portal/access/permissions.py."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role a person; operators exist only in `public`, the others only in firms."""

    OWNER = "owner", _("Owner")
    LAWYER = "lawyer", _("Lawyer")
    ASSISTANT = "assistant", _("Assistant")
    CLIENT = "client", _("Client")
    OPERATOR = "operator", _("Operator")


STAFF = frozenset({Role.OWNER, Role.LAWYER, Role.ASSISTANT})
