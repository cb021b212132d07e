"""Keeps the secrets of links out of the log."""

from __future__ import annotations

import logging
import re

# A token of tenants.crypto as a part of a path: 256 bits in base64url.
_TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class TokenFilter(logging.Filter):
    """Blots the tokens out of addresses, which Django logs with every 4xx and 5xx.

    Stands on the handlers (settings.LOGGING), so that no logger gets past it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line where needed; keep every line."""
        message = record.getMessage()
        if _TOKEN.search(message):
            record.msg, record.args = _TOKEN.sub("...", message), ()
        return True
