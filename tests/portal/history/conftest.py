"""Anchors of a test's own."""

from __future__ import annotations

from tests.tenants.audit.conftest import own_anchors

__all__ = ["own_anchors"]
