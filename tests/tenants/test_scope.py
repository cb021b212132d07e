"""The scope: set in one place, never inherited by accident, never two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.models import Firm


def test_without_a_scope_asking_for_the_firm_raises() -> None:
    with pytest.raises(scope.NoScope):
        scope.current_firm()


def test_public_has_no_firm() -> None:
    with scope.public(), pytest.raises(scope.NoScope):
        scope.current_firm()


def test_a_query_without_a_scope_raises(db: None) -> None:
    with pytest.raises(scope.NoScope):
        User.objects.count()


def test_a_second_firm_is_refused(firm: Firm, other_firm: Firm) -> None:
    with (
        scope.scope(firm),
        pytest.raises(scope.SecondFirm),
        scope.scope(other_firm),
    ):
        pass


def test_public_inside_a_firm_is_refused(firm: Firm) -> None:
    with scope.scope(firm), pytest.raises(scope.SecondFirm), scope.public():
        pass


def test_the_same_firm_may_be_entered_again(firm: Firm) -> None:
    with scope.scope(firm), scope.scope(firm):
        assert scope.current_firm() == firm

    assert scope.current_or_none() is None


def test_the_scope_is_left_when_the_work_fails(firm: Firm) -> None:
    with pytest.raises(ZeroDivisionError), scope.scope(firm):
        raise ZeroDivisionError

    assert scope.current_or_none() is None


def test_a_new_thread_starts_without_a_firm(firm: Firm) -> None:
    with scope.scope(firm), ThreadPoolExecutor(1) as pool:
        found = pool.submit(scope.current_or_none).result()

    assert found is None


def test_threads_keep_their_own_firm(firm: Firm, other_firm: Firm) -> None:
    both_inside = Barrier(2)

    def enter(which: Firm) -> Firm:
        with scope.scope(which):
            both_inside.wait(5)
            found = scope.current_firm()
            both_inside.wait(5)  # nobody leaves before the other has looked
            return found

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(enter, [firm, other_firm])) == [firm, other_firm]


def test_the_librarys_own_ways_in_are_closed(firm: Firm) -> None:
    with pytest.raises(scope.ScopeError), firm:
        pass
    with pytest.raises(scope.ScopeError):
        firm.activate()
