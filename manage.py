#!/usr/bin/env python
"""Django's commands. `bin/manage` prepares the environment and then runs this."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

PLATFORM = Path(__file__).resolve().parent / "platform"


def main() -> None:
    """Run a command; our own side's packages lie in `platform/`, a source root."""
    if str(PLATFORM) not in sys.path:
        sys.path.append(str(PLATFORM))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
