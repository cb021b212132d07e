"""Staff who look at the portal with a client's eyes."""

from __future__ import annotations

from typing import Any

from portal.cases.models import CaseQuerySet
from portal.viewing import guard, standing_in
from portal.viewing.models import Viewing
from tests.isolation.preventions.sabotage import Hands, sabotage

VIEWING = "tests/portal/viewing"
STAFF = "staff who view as a client: a change, a receipt or a line in the client's name"


@sabotage(
    STAFF,
    noticed_by=f"{VIEWING}/test_receipts.py"
    "::test_a_page_that_would_keep_a_receipt_fails",
)
def lookers_may_write(hands: Hands) -> None:
    """The database takes what a page writes meanwhile."""

    def let(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        return execute(sql, params, many, context)

    hands.replace(guard.ask_only, let)


@sabotage(
    STAFF,
    noticed_by=f"{VIEWING}/test_only_reading.py::test_nothing_is_taken_that_is_sent",
)
def lookers_may_send(hands: Hands) -> None:
    """Forms of the portal are taken from who looks."""
    hands.put(standing_in, "READING", frozenset({"GET", "HEAD", "POST"}))


@sabotage(
    STAFF,
    noticed_by=f"{VIEWING}/test_receipts.py"
    "::test_each_page_is_in_the_log_of_who_looked",
)
def looks_leave_no_trace(hands: Hands) -> None:
    """Pages that are looked at are not written down."""
    hands.replace(standing_in._write_down, lambda request, client, *, by, at: None)


@sabotage(
    "a wall that viewing as a client goes around",
    noticed_by=f"{VIEWING}/test_walls.py::test_a_walled_case_is_not_there",
)
def lookers_see_over_walls(hands: Hands) -> None:
    """Who looks sees what the client sees."""
    both = "found.visible_to(user.viewer) if user.viewer else found"
    hands.rewrite_method(CaseQuerySet, "open_to", both, "found")


@sabotage(
    "a look that outlives its right, its session or its half-hour",
    noticed_by=[
        f"{VIEWING}/test_ending.py::test_it_ends_after_half_an_hour_without_a_page",
        f"{VIEWING}/test_ending.py::test_who_loses_the_right_sees_nothing_more",
    ],
)
def looks_never_end(hands: Hands) -> None:
    """Nobody asks whether a look lasts."""
    hands.put(Viewing, "end_by", lambda look, viewer, at: "")
