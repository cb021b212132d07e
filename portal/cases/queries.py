"""Reads over the firm's rules about cases."""

from __future__ import annotations

from portal.cases.models import CaseRules


def rules() -> CaseRules:
    """What the firm chose, or the defaults until it did: one query."""
    return CaseRules.objects.first() or CaseRules()
