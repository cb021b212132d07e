"""What `bin/manage` runs: a Django command with an environment to run in."""

import os
import sys
from collections.abc import Sequence

from infra.embedded.console import say
from infra.embedded.demo import running
from infra.embedded.demo.options import DIRECTORY, ROOT

# These act as the web process does; everything else migrates or provisions.
AS_APP = frozenset({"check", "dbshell", "runserver", "shell"})
FAILED = 1


def main(arguments: Sequence[str]) -> None:
    """Become manage.py, as the login that the command needs."""
    if "TABLINUM_DATABASE_URL" not in os.environ:
        os.environ.update(_variables_of_the_demo(arguments))
    script = [sys.executable, str(ROOT / "manage.py"), *arguments]
    os.execv(sys.executable, script)  # noqa: S606


def _variables_of_the_demo(arguments: Sequence[str]) -> dict[str, str]:
    login = "app" if AS_APP.intersection(arguments[:1]) else "owner"
    found = running.environment(DIRECTORY, login)
    if found is None:
        say(f"No demo runs in {DIRECTORY}; start bin/demo, or see .env.example.")
        sys.exit(FAILED)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
