"""The first pages. They show rows of other features and have none of their own."""

from __future__ import annotations

from tests.crowd.page import Page

ROWS = 0
MOST_ON_HOME = 14  # statements, however many cases there are

LISTS = [
    Page(what="desk's home", name="desk:home", most=MOST_ON_HOME),
    Page(what="desk's home, the owner", name="desk:home", who="Olivia",
        most=MOST_ON_HOME),
    Page(what="client's home", name="portal:home", who="Sofie", most=MOST_ON_HOME),
    Page(what="client's home, one case", name="portal:home", who="Tom",
        most=MOST_ON_HOME),
]  # fmt: skip


def furnish(count: int) -> None:
    """Nothing."""
