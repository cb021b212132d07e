"""Errors to Sentry, when a DSN is set: where and what kind, never whose content."""

from __future__ import annotations

from typing import Any

import sentry_sdk
from django.conf import settings

KEPT_OF_REQUEST = ("method",)


def start() -> None:
    """Send errors, when settings name a DSN."""
    if not settings.SENTRY_DSN:
        return
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        environment=settings.ENVIRONMENT,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=strip,
    )


def strip(event: Any, hint: dict[str, Any]) -> Any:
    """Keep the kind of error and the lines of code; drop all that a person wrote.

    Paths may carry the token of an invitation, messages of exceptions the values of a
    row: both go. Local variables, bodies and query strings are never collected, and are
    dropped here a second time.
    """
    request = event.get("request") or {}
    event["request"] = {key: request[key] for key in KEPT_OF_REQUEST if key in request}
    for key in ("breadcrumbs", "extra", "user", "contexts", "logentry", "message"):
        event.pop(key, None)
    event.pop("server_name", None)
    for exception in (event.get("exception") or {}).get("values", []):
        exception.pop("value", None)
        for frame in (exception.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    return event
