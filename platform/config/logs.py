"""Log lines name the firm's schema, never a person or a page's content."""

from __future__ import annotations

import logging

from tenants import scope


class FirmFilter(logging.Filter):
    """Adds `firm`: the schema in force, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Fill the field; keep every line."""
        found = scope.current_or_none()
        record.firm = found.schema if found else "-"
        return True
