"""The edge's own storage and its admin endpoint: what makes it forget a host.

Caddy serves what it has in memory or in its storage, whatever `ask` says, until both
are gone: the files are removed, and the running configuration is loaded anew by force.
"""

from __future__ import annotations

import http.client
import logging
import shutil
from pathlib import Path

from django.conf import settings

from tenants.domains.names import normalise

PATIENCE = 10.0  # seconds
OK = 200
FORCE = {"Content-Type": "application/json", "Cache-Control": "must-revalidate"}

log = logging.getLogger(__name__)


class EdgeError(Exception):
    """The edge did not do what it was asked to."""


def remove_files(host: str) -> int:
    """Remove the stored certificates and keys of a host; how many folders there were.

    Storage: certificates/<issuer>/<host>/. Without TABLINUM_EDGE_STORAGE there is
    nothing to remove here.
    """
    folders = stored(host)
    for folder in folders:
        shutil.rmtree(folder)
    return len(folders)


def stored(host: str) -> list[Path]:
    """Where certificates of a host lie. Raises ValueError when it is not one."""
    if normalise(host) != host:
        raise ValueError(f"not a host: {host!r}")
    if not settings.EDGE_STORAGE:
        return []
    issuers = (Path(settings.EDGE_STORAGE) / "certificates").glob("*")
    return [folder for each in issuers if (folder := each / host).is_dir()]


def reload() -> None:
    """Have every edge load its own configuration again. Raises EdgeError."""
    for address in settings.EDGE_ADMIN:
        try:
            _reload(address)
        except (OSError, http.client.HTTPException) as error:
            raise EdgeError(f"{address}: {type(error).__name__}") from error


def _reload(address: str) -> None:
    configuration = _ask(address, "GET", "/config/", b"")
    _ask(address, "POST", "/load", configuration)
    log.info("the edge at %s was told to forget", address)


def _ask(address: str, method: str, path: str, body: bytes) -> bytes:
    connection = http.client.HTTPConnection(address, timeout=PATIENCE)
    try:
        connection.request(method, path, body=body or None, headers=FORCE)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != OK:
        raise EdgeError(f"{address}{path} answered {answer.status}")
    return content
