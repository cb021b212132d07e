"""The first pages. They show rows of other features and have none of their own."""

from __future__ import annotations

from tests.crowd.page import Page

ROWS = 0
MOST_AT_HOME = 14  # statements for a client, however many cases there are
MOST_TODAY = 16  # for the firm's people, one for each feature

LISTS = [
    Page(what="desk's home", name="desk:home", most=MOST_TODAY),
    Page(what="desk's home, the owner", name="desk:home", who="Olivia",
        most=MOST_TODAY),
    Page(what="client's home", name="portal:home", who="Sofie", most=MOST_AT_HOME),
    Page(what="client's home, one case", name="portal:home", who="Tom",
        most=MOST_AT_HOME),
]  # fmt: skip


def furnish(count: int) -> None:
    """Nothing."""
