"""Which firm is in force: in Python, and on the connection."""

from __future__ import annotations

from typing import Any

from celery import Task
from django.contrib.contenttypes.models import ContentType
from django.db import models

from tenants import cache, scope, tasks
from tenants.accounts.models import User
from tenants.database import base, router
from tenants.models import Firm
from tests.isolation import wrong_firm
from tests.isolation.preventions.sabotage import Hands, sabotage

BACKEND = "tests/tenants/database/test_backend.py"


@sabotage(
    "a query with no firm; a thread or task that starts without one",
    noticed_by="tests/tenants/test_scope.py::test_a_query_without_a_scope_raises",
)
def no_scope_means_public(hands: Hands) -> None:
    """Without a scope the work goes on in `public`."""
    instead = scope.Scope(scope.PUBLIC_SCHEMA, scope.CONTROL_ROLE)
    hands.replace(scope.current, lambda: scope.current_or_none() or instead)


@sabotage(
    "a second firm inside the first",
    noticed_by="tests/tenants/test_scope.py::test_a_second_firm_is_refused",
)
def firms_inside_firms(hands: Hands) -> None:
    """`scope()` enters whatever comes."""
    hands.replace(scope._same, lambda one, other: True)


CONNECTION = (
    "a connection left on another firm by a rollback, an error, a pool, a lost "
    "connection"
)


@sabotage(
    CONNECTION,
    noticed_by=f"{BACKEND}::test_a_switch_that_was_rolled_back_is_made_again",
)
def rollbacks_are_trusted(hands: Hands) -> None:
    """A rollback does not make the backend doubt what it set."""
    wrong_firm.forget_nothing(hands.patch)


@sabotage(
    CONNECTION,
    noticed_by=f"{BACKEND}::test_a_killed_connection_is_followed_by_the_right_firm",
)
def new_connections_are_trusted(hands: Hands) -> None:
    """A new connection is taken for the one before."""
    for name in ("connect", "close"):
        original = getattr(base.DatabaseWrapper, name)

        def keep(self: Any, original: Any = original) -> None:
            entered = self._entered
            original(self)
            self._entered = entered

        hands.put(base.DatabaseWrapper, name, keep)


@sabotage(
    CONNECTION,
    noticed_by="tests/tenants/test_scope.py::test_threads_keep_their_own_firm",
)
def one_firm_for_the_whole_process(hands: Hands) -> None:
    """The firm is kept in the process instead of the context."""
    wrong_firm.share_one_scope(hands.patch)


@sabotage(
    "a half-read cursor or queryset that escapes its firm",
    noticed_by=f"{BACKEND}::test_a_half_read_queryset_does_not_go_on_in_another_firm",
)
def cursors_answer_everywhere(hands: Hands) -> None:
    """A cursor answers in whichever scope reads on."""
    wrong_firm.unbound_cursors(hands.patch)


@sabotage(
    "a row of A saved, deleted or followed in B",
    noticed_by=f"{BACKEND}::test_a_row_of_one_firm_is_not_saved_in_another",
)
def rows_without_a_stamp(hands: Hands) -> None:
    """The router does not compare the stamp of a row."""
    hands.replace(router._refuse_foreign, lambda instance: None)


@sabotage(
    "a table that the firm lacks, found in `public`",
    noticed_by=f"{BACKEND}::test_a_firm_looks_for_tables_in_its_own_schema_alone",
)
def public_in_the_search_path(hands: Hands) -> None:
    """`public` stands at the end of the search path."""
    original = base._statements

    def with_public(schema: str, role: str | None) -> tuple[str, str]:
        to_role, path = original(schema, role)
        return to_role, f"{path}, public"

    hands.replace(original, with_public)


@sabotage(
    "a half-provisioned or suspended firm",
    noticed_by=[
        "tests/tenants/test_routing.py::test_only_an_active_firm_is_reached",
        "tests/tenants/test_tasks.py"
        "::test_a_message_for_a_firm_that_is_not_active_is_rejected",
    ],
)
def every_firm_is_active(hands: Hands) -> None:
    """A firm's state is not looked at."""
    hands.put(Firm, "is_active", property(lambda firm: True))


@sabotage(
    "a task without a firm, or for an erased one",
    noticed_by="tests/tenants/test_tasks.py::test_a_message_without_a_firm_is_rejected",
)
def tasks_run_in_public(hands: Hands) -> None:
    """A task of a firm runs in `public`."""

    def run(task: tasks.FirmTask, *args: Any, **kwargs: Any) -> Any:
        with scope.public():
            return Task.__call__(task, *args, **kwargs)

    hands.put(tasks.FirmTask, "__call__", run)


@sabotage(
    "ContentType ids of another firm",
    noticed_by="tests/tenants/test_contenttypes.py"
    "::test_two_firms_whose_ids_differ_read_their_own",
)
def one_cache_of_content_types(hands: Hands) -> None:
    """Django's one dictionary for the process."""
    hands.put(ContentType.objects, "_cache", {})


@sabotage(
    "cache keys",
    noticed_by="tests/tenants/test_cache.py"
    "::test_two_firms_and_the_platform_share_no_entry",
)
def keys_name_no_schema(hands: Hands) -> None:
    """The schema does not stand in front of a key."""
    hands.replace(
        cache.firm_key, lambda key, prefix, version: f"{prefix}:{version}:{key}"
    )


@sabotage(
    "a firm's user deleted by asking tables of `public`",
    noticed_by="tests/architecture/test_users.py"
    "::test_public_rows_point_at_users_by_the_database_alone",
)
def deleting_users_asks_public(hands: Hands) -> None:
    """A key of `public` to a user cascades in Python."""
    relations = User._meta.related_objects
    public = next(r for r in relations if r.on_delete is models.DO_NOTHING)
    hands.put(public, "on_delete", models.CASCADE)
