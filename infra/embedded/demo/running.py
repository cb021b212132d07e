"""What a running demo leaves for `bin/manage`: its environment, for us only."""

import json
from pathlib import Path

from infra.embedded.lock import is_locked
from infra.embedded.vault import write_private

Environments = dict[str, dict[str, str]]


def _path(directory: Path) -> Path:
    return directory / "private/environment.json"


def announce(directory: Path, environments: Environments) -> None:
    """Write the TABLINUM_* variables of each login."""
    ours = {
        login: {
            name: value
            for name, value in environment.items()
            if name.startswith("TABLINUM_")
        }
        for login, environment in environments.items()
    }
    write_private(_path(directory), json.dumps(ours, indent=1))


def withdraw(directory: Path) -> None:
    """The demo stops."""
    _path(directory).unlink(missing_ok=True)


def environment(directory: Path, login: str) -> dict[str, str] | None:
    """Return the variables of a running demo, None when none runs there."""
    try:
        if not is_locked(directory):
            return None
        found: Environments = json.loads(_path(directory).read_text())
    except OSError:
        return None
    return found[login]
