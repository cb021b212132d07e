"""A suspended firm opens again, and what waited in its outbox is delivered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from provisioning.steps import suspension
from provisioning.steps.step import Step

STEPS = (Step("door", _("The portal opens"), suspension.open_again, suspension.close),)
