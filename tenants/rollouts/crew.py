"""Several connections that take firms from one pile, each in a thread of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Generic, TypeVar

from django.db import connection

Task = TypeVar("Task")
Ended = TypeVar("Ended")

TASKS_PER_CONNECTION = 250  # a backend keeps the catalog of each schema it touched


class Crew(Generic[Task, Ended]):
    """Does `work` with each task, `size` at a time; alone in the thread that asks.

    A server's work for one firm then overlaps with ours for the next. Each thread has a
    connection and a scope of its own, as Django and `tenants.scope` give it to them.
    """

    def __init__(self, size: int, work: Callable[[Task], Ended]) -> None:
        self._size = size
        self._work = work

    def each(self, tasks: Iterable[Task]) -> Iterator[Ended]:
        """The results, as they come. An error of `work` is raised at the end."""
        pile = deque(tasks)
        size = min(self._size, len(pile))
        if size <= 1:
            yield from self._in_turn(pile)
        else:
            yield from self._side_by_side(pile, size)

    def _side_by_side(self, pile: deque[Task], size: int) -> Iterator[Ended]:
        ended: SimpleQueue[Ended | None] = SimpleQueue()
        with ThreadPoolExecutor(size) as pool:
            hands = [pool.submit(self._hand, pile, ended) for _ in range(size)]
            try:
                for _hand in hands:
                    yield from iter(ended.get, None)
            finally:
                pile.clear()  # whoever stopped listening wants nobody to go on
        for hand in hands:
            hand.result()

    def _hand(self, pile: deque[Task], ended: SimpleQueue[Ended | None]) -> None:
        """One thread's share. None is its last word."""
        try:
            for one in self._in_turn(pile):
                ended.put(one)
        finally:
            connection.close()
            ended.put(None)

    def _in_turn(self, pile: deque[Task]) -> Iterator[Ended]:
        for count, task in enumerate(iter(partial(_next, pile), None), start=1):
            yield self._work(task)
            if count % TASKS_PER_CONNECTION == 0:
                connection.close()


def _next(pile: deque[Task]) -> Task | None:
    """A task that nobody has taken; None when there is none."""
    try:
        return pile.popleft()
    except IndexError:
        return None
