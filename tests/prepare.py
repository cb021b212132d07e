"""Fills the database that all workers copy: migrations, and two firms.

Run by tests/stack.py in a process of its own, with the login `owner`.
"""

from __future__ import annotations

import django


def main() -> None:
    """Bootstrap the release and make both firms."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tests.firms import make_both  # noqa: PLC0415

    call_command("bootstrap", verbosity=0)
    make_both()


if __name__ == "__main__":
    main()
