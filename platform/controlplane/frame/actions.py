"""What an operator changes of his own way in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from tenants import audit
from tenants.accounts.models import User


@transaction.atomic
def change_password(user: User, password: str, *, at: datetime) -> None:
    """Give oneself another password. Other sessions of the person end with it.

    Raises ValidationError when it does not meet the rules of the settings.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("operator.password_changed", user, by=user, at=at)
